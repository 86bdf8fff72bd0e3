import type { Clock } from '../../base/clock.ts';
import { badField, refused } from './api-error.ts';
import { auditAction, writeAudit } from './audit.ts';
import { deleteChannel, deleteRole } from './guild-acts.ts';
import {
  banUser,
  changeMember,
  editMember,
  joinGuild,
  kickMember,
  leaveGuild,
  requireAbove,
  requireInGuild,
  unbanUser,
  type MemberChange,
} from './member-acts.ts';
import { postMessage } from './messages.ts';
import type { Guild, Member, User } from './model.ts';
import { channelCalled, roleCalled } from './names.ts';
import { permission } from './permissions.ts';
import { memberOf, type World } from './world.ts';

export interface PersonSettings {
  readonly world: World;
  readonly guild: Guild;
  readonly user: User;
  /** Expectations wait in real time, whatever the world's clock says. */
  readonly patience: Clock;
}

/** Discord's number for "ann just boosted the server!". */
const boostMessage = 8;

/** Runs it as an asynchronous act: what it throws becomes a rejection. */
export const attempt = <Value>(run: () => Value): Promise<Value> =>
  new Promise((resolve) => resolve(run()));

/** A person's standing in the guild, and what he does about that of others. */
export class Membership {
  readonly id: string;
  readonly name: string;
  protected readonly settings: PersonSettings;

  constructor(settings: PersonSettings) {
    this.settings = settings;
    this.id = settings.user.id;
    this.name = settings.user.username;
  }

  /** As it stands in text: `<@123>`. */
  get mention(): string {
    return `<@${this.id}>`;
  }

  get isMember(): boolean {
    return this.settings.guild.members.has(this.id);
  }

  get isBanned(): boolean {
    return this.settings.guild.bans.has(this.id);
  }

  /** Names of the roles held, lowest first. */
  get roles(): readonly string[] {
    const { guild } = this.settings;
    const held = this.member.roles
      .map((id) => guild.roles.get(id))
      .filter((role) => role !== undefined);
    return held.sort((a, b) => a.position - b.position).map(({ name }) => name);
  }

  /** Until when he is timed out, epoch ms. */
  get timeoutUntilMs(): number | null {
    return this.member.timeoutUntilMs;
  }

  get nick(): string | null {
    return this.member.nick;
  }

  /** Takes direct messages from bots, or does not: they are refused with 50007. */
  takesDirectMessages(takes: boolean): void {
    const { closedToDirect } = this.settings.world;
    if (takes) closedToDirect.delete(this.id);
    else closedToDirect.add(this.id);
  }

  /** Comes into the guild by invite; refused while banned or while invites are paused. */
  joins(): Promise<void> {
    return attempt(() => {
      const { world, guild, user } = this.settings;
      if (guild.bans.has(user.id)) throw refused('banned');
      const { invitesDisabledUntilMs } = guild.incidents;
      if ((invitesDisabledUntilMs ?? 0) > world.clock.now()) throw refused('invitesPaused');
      joinGuild(world, guild, user);
    });
  }

  leaves(): Promise<void> {
    return attempt(() => leaveGuild(this.settings.world, this.settings.guild, this.member));
  }

  /** Changes nick or timeout without anyone's doing. */
  becomes(change: MemberChange): Promise<void> {
    return attempt(
      () => void changeMember(this.settings.world, this.settings.guild, this.member, change),
    );
  }

  /** Holds exactly these roles from now on, by name. */
  holds(...roles: readonly string[]): Promise<void> {
    return this.becomes({
      roles: roles.map((name) => {
        const role = roleCalled(this.settings.guild, name);
        if (!role) throw badField(['roles'], 'BASE_TYPE_INVALID', `No role is called "${name}"`);
        return role.id;
      }),
    });
  }

  /** Boosts the guild, which Discord says in its own words in the guild's system channel: this one. */
  boosts(channel: string): Promise<void> {
    return attempt(() => {
      const { world, guild, user } = this.settings;
      const boostsSinceMs = this.member.boostsSinceMs ?? world.clock.now();
      changeMember(world, guild, this.member, { boostsSinceMs });
      const said = channelCalled(world, guild, channel);
      postMessage(world, { channel: said, author: user, type: boostMessage, content: '' });
    });
  }

  /** Kicks someone by hand, as moderators do. */
  kicks(target: Membership, reason?: string): Promise<void> {
    return this.moderates(permission.kickMembers, target, () =>
      kickMember(
        this.settings.world,
        this.settings.guild,
        { user: this.settings.user, reason },
        target.member,
      ),
    );
  }

  bans(target: Membership, reason?: string): Promise<void> {
    return this.moderates(permission.banMembers, target, () =>
      banUser(this.settings.world, {
        guild: this.settings.guild,
        by: { user: this.settings.user, reason },
        user: target.settings.user,
      }),
    );
  }

  unbans(target: Membership, reason?: string): Promise<void> {
    return this.moderates(permission.banMembers, target, () =>
      unbanUser(
        this.settings.world,
        this.settings.guild,
        { user: this.settings.user, reason },
        target.id,
      ),
    );
  }

  /** Times somebody out until then, epoch ms, or lifts that: null. */
  timesOut(target: Membership, untilMs: number | null, reason?: string): Promise<void> {
    const { world, guild, user } = this.settings;
    return this.moderates(permission.moderateMembers, target, () => {
      const acting = { guild, by: { user, reason }, target: target.member };
      editMember(world, acting, { timeoutUntilMs: untilMs });
    });
  }

  /** Deletes a channel, by its name. */
  deletesChannel(name: string): Promise<void> {
    return attempt(() => {
      const { world, guild, user } = this.settings;
      requireInGuild(world, guild, user, permission.manageChannels);
      const channel = channelCalled(world, guild, name);
      deleteChannel(world, channel);
      writeAudit(
        world,
        guild,
        { user },
        {
          ...{ action: auditAction.channelDelete, targetId: channel.id },
          changes: [{ key: 'name', old_value: channel.name }],
        },
      );
    });
  }

  /** Deletes a role, by its name. */
  deletesRole(name: string): Promise<void> {
    return attempt(() => {
      const { world, guild, user } = this.settings;
      requireInGuild(world, guild, user, permission.manageRoles);
      const role = roleCalled(guild, name);
      if (!role) throw badField(['role'], 'BASE_TYPE_INVALID', `No role is called "${name}"`);
      deleteRole(world, guild, role);
      writeAudit(
        world,
        guild,
        { user },
        {
          ...{ action: auditAction.roleDelete, targetId: role.id },
          changes: [{ key: 'name', old_value: role.name }],
        },
      );
    });
  }

  private moderates(wanted: bigint, target: Membership, act: () => void): Promise<void> {
    return attempt(() => {
      const { world, guild, user } = this.settings;
      requireInGuild(world, guild, user, wanted);
      requireAbove(guild, user, target.id);
      act();
    });
  }

  protected get member(): Member {
    return memberOf(this.settings.guild, this.id);
  }
}

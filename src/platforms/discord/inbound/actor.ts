import type { Actor, Standing } from '../../../core/actor.ts';
import type { Guild } from './guild.ts';
import { actorOf } from './snowflake.ts';
import { powerIn, standingIn } from './standing.ts';

/** What Discord tells of a user, as far as we look. */
export interface UserFacts {
  readonly id: string;
  readonly username: string;
  readonly global_name?: string | null | undefined;
  readonly bot?: boolean | undefined;
}

/** What Discord tells of a user in a guild, as far as we look. */
export interface MemberFacts {
  readonly nick?: string | null | undefined;
  readonly roles?: readonly string[];
  /** Only in interactions. */
  readonly permissions?: string;
}

const noRoles: readonly string[] = [];

/** Who did something. The guild's own rules say his standing; in direct conversations there is none. */
export function actorFrom(
  user: UserFacts,
  member: MemberFacts | undefined,
  guild: Guild | undefined,
): Actor {
  const roles = member?.roles ?? noRoles;
  return {
    id: actorOf(user.id),
    name: nameOf(user, member),
    mention: `<@${user.id}>`,
    native: user.id,
    bot: user.bot === true,
    standing: guild ? standingIn(guild, user.id, roles) : standingTold(member),
    roles,
    identified: true,
  };
}

/** A guild that we are not in still tells the caller's permissions with an interaction. */
const standingTold = (member: MemberFacts | undefined): Standing =>
  (member?.permissions === undefined ? undefined : powerIn(member.permissions)) ?? 'member';

export const nameOf = (user: UserFacts, member: MemberFacts | undefined): string =>
  member?.nick ?? user.global_name ?? user.username;

/** Someone of whom an event tells only the id. */
export const strangerFrom = (
  id: string,
  name: string | undefined,
  guild: Guild | undefined,
): Actor => actorFrom({ id, username: name ?? id }, undefined, guild);

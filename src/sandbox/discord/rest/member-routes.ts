import { z } from 'zod';
import { badField, refused } from '../api-error.ts';
import { decode } from '../decode.ts';
import { startsWith } from '../gateway/member-chunks.ts';
import {
  banUser,
  editMember,
  kickMember,
  requireAbove,
  requireInGuild,
  setMemberRoles,
  unbanUser,
} from '../member-acts.ts';
import type { Guild, Member, Role } from '../model.ts';
import { guildPermissions, has, highestPosition, permission } from '../permissions.ts';
import { isOlder } from '../snowflake.ts';
import { memberJson, userJson } from '../wire.ts';
import { memberOf } from '../world.ts';
import { by, countIn, guildOf, idParam, userOf } from './access.ts';
import { json, noContent, route, type Answer, type BotCall, type Route } from './route.ts';

const longestTimeoutMs = 28 * 86_400_000;

/** Members: found, changed, removed, banned. */
export const memberRoutes: readonly Route[] = [
  route('GET /guilds/:guild/members', listMembers),
  route('GET /guilds/:guild/members/search', searchMembers),
  route('GET /guilds/:guild/members/:user', (call) => json(memberJson(targetOf(call).target))),
  route('PATCH /guilds/:guild/members/@me', patchSelf),
  route('PATCH /guilds/:guild/members/:user', patchMember),
  route('PUT /guilds/:guild/members/:user/roles/:role', (call) =>
    changeRole(call, (held, id) => [...new Set([...held, id])]),
  ),
  route('DELETE /guilds/:guild/members/:user/roles/:role', (call) =>
    changeRole(call, (held, id) => held.filter((one) => one !== id)),
  ),
  route('DELETE /guilds/:guild/members/:user', kick),
  route('GET /guilds/:guild/bans', listBans),
  route('GET /guilds/:guild/bans/:user', (call) => json(banOf(call))),
  route('PUT /guilds/:guild/bans/:user', ban),
  route('DELETE /guilds/:guild/bans/:user', unban),
  route('POST /guilds/:guild/bulk-ban', bulkBan),
];

interface Target {
  readonly guild: Guild;
  readonly target: Member;
}

function targetOf(call: BotCall): Target {
  const guild = guildOf(call);
  const { id } = userOf(call);
  return { guild, target: memberOf(guild, id) };
}

function listMembers(call: BotCall): Answer {
  const guild = guildOf(call);
  if (!call.application.privileged.members) throw refused('missingAccess');
  const limit = countIn(call, 'limit', { standard: 1, max: 1000 });
  const after = call.query.get('after') ?? '0';
  const sorted = [...guild.members.values()].sort((a, b) =>
    isOlder(a.user.id, b.user.id) ? -1 : 1,
  );
  return json(
    sorted
      .filter(({ user }) => isOlder(after, user.id))
      .slice(0, limit)
      .map(memberJson),
  );
}

function searchMembers(call: BotCall): Answer {
  const guild = guildOf(call);
  const query = call.query.get('query') ?? '';
  if (query === '') throw badField(['query'], 'BASE_TYPE_REQUIRED', 'This field is required');
  const limit = countIn(call, 'limit', { standard: 1, max: 1000 });
  const found = [...guild.members.values()].filter((member) =>
    startsWith(member, query.toLowerCase()),
  );
  return json(found.slice(0, limit).map(memberJson));
}

const memberBody = z.object({
  nick: z.string().max(32).nullish(),
  roles: z.array(z.string().regex(/^\d{1,20}$/)).nullish(),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
  mute: z.boolean().nullish(),
  deaf: z.boolean().nullish(),
});
type MemberBody = z.output<typeof memberBody>;

function patchSelf(call: BotCall): Answer {
  const guild = guildOf(call);
  const { user } = call.application;
  const target = requireInGuild(call.world, guild, user, permission.changeNickname);
  const { nick } = decode(memberBody, call.body);
  return json(
    memberJson(
      nick === undefined
        ? target
        : editMember(
            call.world,
            { guild, by: by(call), target },
            { nick: nick === '' ? null : nick },
          ),
    ),
  );
}

function patchMember(call: BotCall): Answer {
  const { guild, target } = targetOf(call);
  const body = decode(memberBody, call.body);
  requireMayEdit(call, guild, target, body);
  const edited = editMember(
    call.world,
    { guild, by: by(call), target },
    {
      ...(body.nick !== undefined && { nick: body.nick === '' ? null : body.nick }),
      ...(body.communication_disabled_until !== undefined && {
        timeoutUntilMs: timeoutOf(call, body.communication_disabled_until),
      }),
      ...(typeof body.mute === 'boolean' && { mute: body.mute }),
      ...(typeof body.deaf === 'boolean' && { deaf: body.deaf }),
    },
  );
  if (!body.roles) return json(memberJson(edited));
  const roles = body.roles.map((id) => roleFor(call, guild, id).id);
  return json(
    memberJson(setMemberRoles(call.world, { guild, by: by(call), target: edited }, roles)),
  );
}

function requireMayEdit(call: BotCall, guild: Guild, target: Member, body: MemberBody): void {
  const { world, application } = call;
  requireAbove(guild, application.user, target.user.id);
  if (body.nick !== undefined)
    requireInGuild(world, guild, application.user, permission.manageNicknames);
  if (body.roles) requireInGuild(world, guild, application.user, permission.manageRoles);
  if (body.communication_disabled_until === undefined) return;
  requireInGuild(world, guild, application.user, permission.moderateMembers);
  const isAdmin = has(
    guildPermissions(guild, { ...target, timeoutUntilMs: null }, 0),
    permission.administrator,
  );
  if (isAdmin && body.communication_disabled_until !== null) throw refused('missingPermissions');
}

function timeoutOf({ world }: BotCall, until: string | null): number | null {
  if (until === null) return null;
  const untilMs = Date.parse(until);
  if (untilMs > world.clock.now() + longestTimeoutMs)
    throw badField(
      ['communication_disabled_until'],
      'INVALID_COMMUNICATION_DISABLED_TIMESTAMP',
      'Timeout can be at most 28 days in the future',
    );
  return untilMs <= world.clock.now() ? null : untilMs;
}

/** A role that the bot may hand out: below its own highest one, and not managed. */
function roleFor({ application }: BotCall, guild: Guild, id: string): Role {
  const role = guild.roles.get(id);
  if (!role) throw refused('unknownRole');
  if (id === guild.id) throw refused('invalidRole');
  const own = memberOf(guild, application.user.id);
  if (role.position >= highestPosition(guild, own)) throw refused('missingPermissions');
  return role;
}

function changeRole(
  call: BotCall,
  change: (held: readonly string[], id: string) => readonly string[],
): Answer {
  const { guild, target } = targetOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.manageRoles);
  const role = roleFor(call, guild, idParam(call, 'role'));
  if (role.managedBy !== undefined) throw refused('missingPermissions');
  setMemberRoles(call.world, { guild, by: by(call), target }, change(target.roles, role.id));
  return noContent;
}

function kick(call: BotCall): Answer {
  const { guild, target } = targetOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.kickMembers);
  requireAbove(guild, call.application.user, target.user.id);
  kickMember(call.world, guild, by(call), target);
  return noContent;
}

function listBans(call: BotCall): Answer {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.banMembers);
  const limit = countIn(call, 'limit', { standard: 1000, max: 1000 });
  const after = BigInt(/^\d{1,20}$/.exec(call.query.get('after') ?? '')?.[0] ?? '0');
  return json(
    [...guild.bans.values()]
      .filter(({ user }) => BigInt(user.id) > after)
      .sort((one, other) => (BigInt(one.user.id) < BigInt(other.user.id) ? -1 : 1))
      .slice(0, limit)
      .map(({ user, reason }) => ({ user: userJson(user), reason })),
  );
}

function banOf(call: BotCall): object {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.banMembers);
  const found = guild.bans.get(idParam(call, 'user'));
  if (!found) throw refused('unknownBan');
  return { user: userJson(found.user), reason: found.reason };
}

const deleteSeconds = z.number().int().min(0).max(604_800).nullish();
const banBody = z.object({
  delete_message_seconds: deleteSeconds,
  delete_message_days: z.number().int().min(0).max(7).nullish(),
});

function ban(call: BotCall): Answer {
  const guild = guildOf(call);
  const body = decode(banBody, call.body);
  requireInGuild(call.world, guild, call.application.user, permission.banMembers);
  const user = userOf(call);
  requireAbove(guild, call.application.user, user.id);
  const seconds = body.delete_message_seconds ?? (body.delete_message_days ?? 0) * 86_400;
  banUser(call.world, { guild, by: by(call), user, deleteMessagesOfMs: seconds * 1000 });
  return noContent;
}

function unban(call: BotCall): Answer {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.banMembers);
  unbanUser(call.world, guild, by(call), idParam(call, 'user'));
  return noContent;
}

const bulkBody = z.object({
  user_ids: z
    .array(z.string().regex(/^\d{1,20}$/))
    .min(1)
    .max(200),
  delete_message_seconds: deleteSeconds,
});

function bulkBan(call: BotCall): Answer {
  const guild = guildOf(call);
  requireInGuild(
    call.world,
    guild,
    call.application.user,
    permission.banMembers | permission.manageGuild,
  );
  const body = decode(bulkBody, call.body);
  const banned = body.user_ids.filter((id) =>
    banQuietly(call, guild, id, (body.delete_message_seconds ?? 0) * 1000),
  );
  return json({
    banned_users: banned,
    failed_users: body.user_ids.filter((id) => !banned.includes(id)),
  });
}

function banQuietly(call: BotCall, guild: Guild, id: string, deleteMessagesOfMs: number): boolean {
  const user = call.world.users.get(id);
  const member = guild.members.get(id);
  const own = memberOf(guild, call.application.user.id);
  if (!user || (member && highestPosition(guild, own) <= highestPosition(guild, member)))
    return false;
  banUser(call.world, { guild, by: by(call), user, deleteMessagesOfMs });
  return true;
}

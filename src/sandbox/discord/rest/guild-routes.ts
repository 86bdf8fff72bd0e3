import { z } from 'zod';
import { badField, refused } from '../api-error.ts';
import { auditAction, changesBetween, writeAudit } from '../audit.ts';
import { decode } from '../decode.ts';
import { changeGuild, createChannel } from '../guild-acts.ts';
import { requireInGuild } from '../member-acts.ts';
import type { Guild } from '../model.ts';
import { permission, isThread } from '../permissions.ts';
import { isOlder } from '../snowflake.ts';
import { auditJson, channelJson, guildJson, incidentsJson, userJson } from '../wire.ts';
import { by, countIn, guildOf } from './access.ts';
import { channelBody, overwritesFrom, settingsFrom } from './channel-body.ts';
import { json, route, type Answer, type BotCall, type Route } from './route.ts';

const maxChannels = 500;

/** The guild itself, its channels and its audit log. */
export const guildRoutes: readonly Route[] = [
  route('GET /guilds/:guild', getGuild),
  route('GET /guilds/:guild/preview', (call) => json(guildJson(guildOf(call)))),
  route('PATCH /guilds/:guild', patchGuild),
  route('PUT /guilds/:guild/incident-actions', putIncidents),
  route('GET /guilds/:guild/channels', (call) =>
    json(
      [...guildOf(call).channels.values()].filter((channel) => !isThread(channel)).map(channelJson),
    ),
  ),
  route('POST /guilds/:guild/channels', makeChannel),
  route('GET /guilds/:guild/threads/active', (call) =>
    json({
      threads: [...guildOf(call).channels.values()]
        .filter(({ thread }) => thread?.archived === false)
        .map(channelJson),
      members: [],
    }),
  ),
  route('GET /guilds/:guild/audit-logs', auditLog),
  route('GET /guilds/:guild/webhooks', () => json([])),
  route('GET /guilds/:guild/emojis', () => json([])),
  route('GET /guilds/:guild/invites', () => json([])),
];

function getGuild(call: BotCall): Answer {
  const guild = guildOf(call);
  const counts = {
    approximate_member_count: guild.members.size,
    approximate_presence_count: guild.members.size,
  };
  return json({ ...guildJson(guild), ...(call.query.get('with_counts') === 'true' && counts) });
}

const guildBody = z.object({
  name: z.string().min(2).max(100).nullish(),
  verification_level: z
    .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .nullish(),
});

function patchGuild(call: BotCall): Answer {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.manageGuild);
  const { name, verification_level: level } = decode(guildBody, call.body);
  const before = audited(guild);
  const change = {
    ...(typeof name === 'string' && { name }),
    ...(typeof level === 'number' && { verificationLevel: level }),
  };
  return changed(call, guild, { before, change }, () => guildJson(guild));
}

const longestMs = 24 * 60 * 60_000;
const until = z.iso.datetime({ offset: true }).nullish();
const incidentBody = z.object({ invites_disabled_until: until, dms_disabled_until: until });

/** Security actions, for at most a day. What is left out stays. */
function putIncidents(call: BotCall): Answer {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.manageGuild);
  const body = decode(incidentBody, call.body);
  const before = audited(guild);
  const { invitesDisabledUntilMs, dmsDisabledUntilMs } = guild.incidents;
  const incidents = {
    invitesDisabledUntilMs: untilIn(call, body, 'invites_disabled_until') ?? invitesDisabledUntilMs,
    dmsDisabledUntilMs: untilIn(call, body, 'dms_disabled_until') ?? dmsDisabledUntilMs,
  };
  if (body.invites_disabled_until === null) incidents.invitesDisabledUntilMs = null;
  if (body.dms_disabled_until === null) incidents.dmsDisabledUntilMs = null;
  return changed(call, guild, { before, change: { incidents } }, () => incidentsJson(guild));
}

function untilIn(
  { world }: BotCall,
  body: z.output<typeof incidentBody>,
  field: keyof z.output<typeof incidentBody>,
): number | undefined {
  const text = body[field];
  if (text === undefined || text === null) return undefined;
  const untilMs = Date.parse(text);
  if (untilMs - world.clock.now() > longestMs)
    throw badField([field], 'DATE_TIME_TYPE_MAX', 'Must be at most 24 hours in the future.');
  return untilMs;
}

/** What the audit log tells of a guild. */
const audited = (guild: Guild) => ({
  name: guild.name,
  verification_level: guild.verificationLevel,
  invites_disabled_until: guild.incidents.invitesDisabledUntilMs,
  dms_disabled_until: guild.incidents.dmsDisabledUntilMs,
});

function changed(
  call: BotCall,
  guild: Guild,
  {
    before,
    change,
  }: { before: ReturnType<typeof audited>; change: Parameters<typeof changeGuild>[2] },
  answer: () => unknown,
): Answer {
  const after = { ...before, ...audited({ ...guild, ...change }) };
  const changes = changesBetween(before, after);
  if (changes.length === 0) return json(answer());
  changeGuild(call.world, guild, change);
  writeAudit(call.world, guild, by(call), {
    action: auditAction.guildUpdate,
    targetId: guild.id,
    changes,
  });
  return json(answer());
}

function makeChannel(call: BotCall): Answer {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.manageChannels);
  if (guild.channels.size >= maxChannels) throw refused('maxChannels');
  const body = decode(channelBody.required({ name: true }), call.body);
  const channel = createChannel(call.world, guild, {
    ...settingsFrom(guild, body),
    name: body.name,
    type: body.type ?? 0,
    overwrites: overwritesFrom(call, guild, body.permission_overwrites ?? []),
  });
  writeAudit(call.world, guild, by(call), {
    action: auditAction.channelCreate,
    targetId: channel.id,
    changes: [{ key: 'name', new_value: channel.name }],
  });
  return json(channelJson(channel), 201);
}

function auditLog(call: BotCall): Answer {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.viewAuditLog);
  const limit = countIn(call, 'limit', { standard: 50, max: 100 });
  const [before, after, userId, action] = ['before', 'after', 'user_id', 'action_type'].map(
    (name) => call.query.get(name),
  );
  const found = guild.audit.filter(
    (entry) =>
      (!before || isOlder(entry.id, before)) &&
      (!after || isOlder(after, entry.id)) &&
      (!userId || entry.userId === userId) &&
      (!action || entry.action === Number(action)),
  );
  const entries = found.slice(-limit).reverse();
  const named = new Set(entries.flatMap((entry) => [entry.userId, entry.targetId]));
  const users = [...named]
    .map((id) => call.world.users.get(id ?? ''))
    .filter((user) => user !== undefined);
  return json({
    audit_log_entries: entries.map(auditJson),
    users: users.map(userJson),
    webhooks: [],
    threads: [],
    integrations: [],
    application_commands: [],
    auto_moderation_rules: [],
    guild_scheduled_events: [],
  });
}

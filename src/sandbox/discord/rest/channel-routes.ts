import { refused } from '../api-error.ts';
import { auditAction, changesBetween, writeAudit } from '../audit.ts';
import { decode } from '../decode.ts';
import { changeChannel, deleteChannel, removeOverwrite, setOverwrite } from '../guild-acts.ts';
import { requireIn } from '../messages.ts';
import type { Channel, Guild } from '../model.ts';
import { isThread, permission } from '../permissions.ts';
import { channelJson } from '../wire.ts';
import { by, channelOf, guildChannelOf, idParam } from './access.ts';
import {
  channelBody,
  overwriteBody,
  overwriteFrom,
  settingsFrom,
  type ChannelBody,
} from './channel-body.ts';
import { json, noContent, route, type Answer, type BotCall, type Route } from './route.ts';

/** Channels: read, changed, deleted, opened and closed to roles and people. */
export const channelRoutes: readonly Route[] = [
  route('GET /channels/:channel', (call) => json(channelJson(channelOf(call)))),
  route('PATCH /channels/:channel', patch),
  route('DELETE /channels/:channel', remove),
  route('PUT /channels/:channel/permissions/:overwrite', putOverwrite),
  route('DELETE /channels/:channel/permissions/:overwrite', dropOverwrite),
  route('GET /channels/:channel/invites', () => json([])),
  route('GET /channels/:channel/webhooks', () => json([])),
];

function patch(call: BotCall): Answer {
  const { channel, guild } = guildChannelOf(call);
  const body = decode(channelBody, call.body);
  requireMayChange(call, channel);
  const before = { ...channelJson(channel) };
  applyThread(call, channel, body);
  const { permission_overwrites: overwrites } = body;
  if (overwrites) replaceOverwrites(call, channel, guild, overwrites);
  changeChannel(call.world, channel, settingsFrom(guild, body));
  const changes = changesBetween(before, { ...channelJson(channel) });
  const action = isThread(channel) ? auditAction.threadUpdate : auditAction.channelUpdate;
  if (changes.length > 0)
    writeAudit(call.world, guild, by(call), { action, targetId: channel.id, changes });
  return json(channelJson(channel));
}

function requireMayChange(call: BotCall, channel: Channel): void {
  const { user } = call.application;
  if (channel.thread?.ownerId === user.id) return;
  requireIn(
    call.world,
    channel,
    user,
    isThread(channel) ? permission.manageThreads : permission.manageChannels,
  );
}

function applyThread({ world }: BotCall, { thread }: Channel, body: ChannelBody): void {
  if (!thread) return;
  if (typeof body.archived === 'boolean')
    Object.assign(thread, { archived: body.archived, archiveChangedAtMs: world.clock.now() });
  if (typeof body.locked === 'boolean') thread.locked = body.locked;
  if (typeof body.auto_archive_duration === 'number')
    thread.autoArchiveMinutes = body.auto_archive_duration;
}

function replaceOverwrites(
  call: BotCall,
  channel: Channel,
  guild: Guild,
  bodies: NonNullable<ChannelBody['permission_overwrites']>,
): void {
  requireIn(call.world, channel, call.application.user, permission.manageRoles);
  const overwrites = bodies.map((body) => overwriteFrom(call, guild, body));
  channel.overwrites.clear();
  for (const overwrite of overwrites) channel.overwrites.set(overwrite.id, overwrite);
}

function remove(call: BotCall): Answer {
  const channel = channelOf(call);
  const { guild } = channel;
  if (!guild) return json(channelJson(channel));
  requireIn(
    call.world,
    channel,
    call.application.user,
    isThread(channel) ? permission.manageThreads : permission.manageChannels,
  );
  deleteChannel(call.world, channel);
  const action = isThread(channel) ? auditAction.threadDelete : auditAction.channelDelete;
  writeAudit(call.world, guild, by(call), {
    action,
    targetId: channel.id,
    changes: [{ key: 'name', old_value: channel.name }],
  });
  return json(channelJson(channel));
}

function putOverwrite(call: BotCall): Answer {
  const { channel, guild } = guildChannelOf(call, permission.manageRoles);
  const id = idParam(call, 'overwrite');
  const overwrite = overwriteFrom(call, guild, { ...decode(overwriteBody, call.body), id });
  const known = overwrite.type === 0 ? guild.roles.has(id) : call.world.users.has(id);
  if (!known) throw refused('unknownOverwrite');
  const action = channel.overwrites.has(id)
    ? auditAction.overwriteUpdate
    : auditAction.overwriteCreate;
  setOverwrite(call.world, channel, overwrite);
  writeAudit(call.world, guild, by(call), {
    action,
    targetId: channel.id,
    options: { id, type: String(overwrite.type) },
  });
  return noContent;
}

function dropOverwrite(call: BotCall): Answer {
  const { channel, guild } = guildChannelOf(call, permission.manageRoles);
  const id = idParam(call, 'overwrite');
  if (!removeOverwrite(call.world, channel, id)) throw refused('unknownOverwrite');
  writeAudit(call.world, guild, by(call), {
    action: auditAction.overwriteDelete,
    targetId: channel.id,
    options: { id },
  });
  return noContent;
}

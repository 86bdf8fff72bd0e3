import { z } from 'zod';
import { refused } from '../api-error.ts';
import { auditAction, writeAudit } from '../audit.ts';
import { decode } from '../decode.ts';
import { createChannel } from '../guild-acts.ts';
import { requireIn } from '../messages.ts';
import { channelType, type Channel } from '../model.ts';
import { permission } from '../permissions.ts';
import { channelJson, threadMemberJson } from '../wire.ts';
import { by, channelOf, guildChannelOf, messageOfPath, userOf } from './access.ts';
import { json, noContent, route, type Answer, type BotCall, type Route } from './route.ts';

const threadBody = z.object({
  name: z.string().min(1).max(100),
  type: z.union([z.literal(10), z.literal(11), z.literal(12)]).nullish(),
  auto_archive_duration: z.number().int().nullish(),
  rate_limit_per_user: z.number().int().min(0).max(21_600).nullish(),
});

/** Threads: opened beside a message or alone, joined and left. */
export const threadRoutes: readonly Route[] = [
  route('POST /channels/:channel/threads', (call) => open(call, undefined)),
  route('POST /channels/:channel/messages/:message/threads', (call) =>
    open(call, messageOfPath(call).id),
  ),
  route('GET /channels/:channel/thread-members', (call) => {
    const thread = threadOf(call);
    return json(
      [...(thread.thread?.members.keys() ?? [])].map((id) => threadMemberJson(thread, id)),
    );
  }),
  route('PUT /channels/:channel/thread-members/:user', (call) => membership(call, true)),
  route('DELETE /channels/:channel/thread-members/:user', (call) => membership(call, false)),
];

function open(call: BotCall, id: string | undefined): Answer {
  const { channel, guild } = guildChannelOf(call);
  const body = decode(threadBody, call.body);
  if (channel.type !== channelType.text && channel.type !== channelType.announcement)
    throw refused('wrongChannelType');
  const type =
    id === undefined ? (body.type ?? channelType.privateThread) : channelType.publicThread;
  requireIn(
    call.world,
    channel,
    call.application.user,
    type === channelType.privateThread
      ? permission.createPrivateThreads
      : permission.createPublicThreads,
  );
  if (id !== undefined && call.world.channels.has(id)) throw refused('threadExists');
  const nowMs = call.world.clock.now();
  const thread = createChannel(call.world, guild, {
    name: body.name,
    type,
    parentId: channel.id,
    slowmodeSeconds: body.rate_limit_per_user ?? 0,
    ...(id !== undefined && { id }),
    thread: {
      ownerId: call.application.user.id,
      archived: false,
      locked: false,
      autoArchiveMinutes: body.auto_archive_duration ?? 1440,
      archiveChangedAtMs: nowMs,
      members: new Map([[call.application.user.id, nowMs]]),
    },
  });
  writeAudit(call.world, guild, by(call), {
    action: auditAction.threadCreate,
    targetId: thread.id,
    changes: [{ key: 'name', new_value: thread.name }],
  });
  return json(channelJson(thread), 201);
}

function threadOf(call: BotCall): Channel {
  const channel = channelOf(call);
  if (!channel.thread) throw refused('wrongChannelType');
  return channel;
}

function membership(call: BotCall, joins: boolean): Answer {
  const channel = threadOf(call);
  const { id } = userOf(call);
  if (!joins && id !== call.application.user.id)
    requireIn(call.world, channel, call.application.user, permission.manageThreads);
  if (joins) channel.thread?.members.set(id, call.world.clock.now());
  else channel.thread?.members.delete(id);
  return noContent;
}

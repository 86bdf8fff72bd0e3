import { boundedMap } from '../../../base/bounded-map.ts';
import { z } from 'zod';
import { badField, refused } from '../api-error.ts';
import { auditAction, writeAudit } from '../audit.ts';
import { decode } from '../decode.ts';
import { editedMessageBody, newMessageBody, type NewMessageBody } from '../message-body.ts';
import { composed, recomposed, replyTarget, requireText } from '../message-content.ts';
import {
  changeMessage,
  deleteMessage,
  deleteMessages,
  isVisible,
  postMessage,
  requireIn,
  startTyping,
} from '../messages.ts';
import { channelType, type Channel, type Message, type User } from '../model.ts';
import { isThread, permission } from '../permissions.ts';
import { isOlder, timeOf } from '../snowflake.ts';
import { messageJson } from '../wire-message.ts';
import type { World } from '../world.ts';
import { by, channelOf, countIn, guildChannelOf, messageOfPath } from './access.ts';
import { json, noContent, route, type Answer, type BotCall, type Route } from './route.ts';

const postLimit = { requests: 5, perMs: 5000 };
const deleteLimit = { requests: 5, perMs: 1000 };
const bulkMaxAgeMs = 14 * 86_400_000;
const nonceLivesMs = 5 * 60_000;

/** Messages: said, read, changed, deleted. */
export function messageRoutes(world: BotCall['world']): readonly Route[] {
  const byNonce = boundedMap<Message>({ maxEntries: 10_000, ttlMs: nonceLivesMs }, world.clock);
  return [
    route('POST /channels/:channel/messages', (call) => create(call, byNonce), postLimit),
    route('GET /channels/:channel/messages', list),
    route('GET /channels/:channel/messages/:message', (call) =>
      json(messageJson(messageOfPath(call))),
    ),
    route('PATCH /channels/:channel/messages/:message', edit, postLimit),
    route('DELETE /channels/:channel/messages/:message', remove, deleteLimit),
    route('POST /channels/:channel/messages/bulk-delete', bulkDelete, { requests: 1, perMs: 1000 }),
    route('POST /channels/:channel/typing', typing),
    ...['/channels/:channel/pins', '/channels/:channel/messages/pins'].flatMap(pinRoutes),
  ];
}

type Nonces = ReturnType<typeof boundedMap<Message>>;

/** Says a message. With `enforce_nonce`, the same nonce again gives the message that is already there. */
function create(call: BotCall, byNonce: Nonces): Answer {
  const { world, application, files } = call;
  const channel = channelOf(call);
  const body = decode(newMessageBody, call.body);
  requireMaySay(call, channel, body);
  const key = `${application.id} ${channel.id} ${body.nonce}`;
  const said = body.enforce_nonce === true && body.nonce ? byNonce.get(key) : undefined;
  if (said) return json(messageJson(said));
  const target = replyTarget(channel, body);
  const content = composed(world, body, {
    channel,
    author: application.user,
    files,
    repliedTo: target?.author,
  });
  const message = postMessage(world, {
    ...content,
    channel,
    author: application.user,
    nonce: body.nonce ?? undefined,
    tts: body.tts ?? false,
    ...(target && { type: 19, reference: { messageId: target.id, channelId: channel.id } }),
  });
  if (body.nonce) byNonce.set(key, message);
  return json(messageJson(message));
}

function requireMaySay(call: BotCall, channel: Channel, body: NewMessageBody): void {
  const { world, application, files } = call;
  requireText(channel);
  if (channel.thread?.archived && channel.thread.locked) throw refused('threadArchived');
  const send = isThread(channel) ? permission.sendInThreads : permission.sendMessages;
  requireIn(world, channel, application.user, send);
  if (files.length > 0) requireIn(world, channel, application.user, permission.attachFiles);
  if (body.message_reference) requireIn(world, channel, application.user, permission.readHistory);
  if (channel.type === channelType.direct && !channel.recipients.some(takesDirect(world)))
    throw refused('cannotMessageUser');
}

const takesDirect =
  (world: World) =>
  (user: User): boolean =>
    !user.bot && !world.closedToDirect.has(user.id);

function list(call: BotCall): Answer {
  const channel = channelOf(call);
  requireIn(call.world, channel, call.application.user, 0n);
  const limit = countIn(call, 'limit', { standard: 50, max: 100 });
  const visible = [...channel.messages.values()].filter((message) =>
    isVisible(message, call.application.user.id),
  );
  return json(pageOf(visible, call.query, limit).reverse().map(messageJson));
}

/** The part of the history that was asked for, oldest first. */
function pageOf(messages: Message[], query: URLSearchParams, limit: number): Message[] {
  const [before, after, around] = [query.get('before'), query.get('after'), query.get('around')];
  if (before !== null) return messages.filter(({ id }) => isOlder(id, before)).slice(-limit);
  if (after !== null) return messages.filter(({ id }) => isOlder(after, id)).slice(0, limit);
  if (around === null) return messages.slice(-limit);
  const index = messages.findIndex(({ id }) => !isOlder(id, around));
  const start = Math.max(0, (index === -1 ? messages.length : index) - Math.floor(limit / 2));
  return messages.slice(start, start + limit);
}

function edit(call: BotCall): Answer {
  const channel = channelOf(call);
  const old = messageOfPath(call, channel);
  const body = decode(editedMessageBody, call.body);
  if (old.author.id !== call.application.user.id) {
    const onlyFlags = Object.keys(body).every((key) => key === 'flags');
    if (!onlyFlags) throw refused('notAuthor');
    requireIn(call.world, channel, call.application.user, permission.manageMessages);
  }
  return json(
    messageJson(changeMessage(call.world, old, recomposed(call.world, old, body, call.files))),
  );
}

function remove(call: BotCall): Answer {
  const channel = channelOf(call);
  const message = messageOfPath(call, channel);
  const isOwn = message.author.id === call.application.user.id;
  if (!isOwn && !channel.guild) throw refused('notInDirect');
  if (!isOwn) requireIn(call.world, channel, call.application.user, permission.manageMessages);
  deleteMessage(call.world, message);
  if (!isOwn && channel.guild)
    writeAudit(call.world, channel.guild, by(call), {
      action: auditAction.messageDelete,
      targetId: message.author.id,
      options: { channel_id: channel.id, count: '1' },
    });
  return noContent;
}

const bulkBody = z.object({ messages: z.array(z.string().regex(/^\d{1,20}$/)) });

function bulkDelete(call: BotCall): Answer {
  const { channel, guild } = guildChannelOf(call, permission.manageMessages);
  const ids = [...new Set(decode(bulkBody, call.body).messages)];
  if (ids.length < 2 || ids.length > 100) throw refused('bulkCount');
  const oldestMs = call.world.clock.now() - bulkMaxAgeMs;
  if (ids.some((id) => timeOf(id) < oldestMs)) throw refused('tooOld');
  const gone = deleteMessages(call.world, channel, ids);
  writeAudit(call.world, guild, by(call), {
    action: auditAction.messageBulkDelete,
    targetId: channel.id,
    options: { count: String(gone.length) },
  });
  return noContent;
}

function typing(call: BotCall): Answer {
  startTyping(call.world, channelOf(call), call.application.user);
  return noContent;
}

const pinRoutes = (base: string): readonly Route[] => [
  route(`GET ${base}`, (call) => {
    const pinned = [...channelOf(call).messages.values()]
      .filter((message) => message.pinned)
      .reverse();
    if (base.endsWith('/channels/:channel/pins')) return json(pinned.map(messageJson));
    return json({
      items: pinned.map((message) => ({
        pinned_at: new Date(message.createdAtMs).toISOString(),
        message: messageJson(message),
      })),
      has_more: false,
    });
  }),
  route(`PUT ${base}/:message`, (call) => pin(call, true)),
  route(`DELETE ${base}/:message`, (call) => pin(call, false)),
];

function pin(call: BotCall, pinned: boolean): Answer {
  const channel = channelOf(call);
  const message = messageOfPath(call, channel);
  if (channel.guild)
    requireIn(call.world, channel, call.application.user, permission.manageMessages);
  const count = [...channel.messages.values()].filter((other) => other.pinned).length;
  if (pinned && !message.pinned && count >= 50) throw refused('maxPins');
  if (message.visibleTo !== undefined)
    throw badField(['message'], 'BASE_TYPE_INVALID', 'An ephemeral message cannot be pinned');
  changeMessage(call.world, message, { pinned }, false);
  return noContent;
}

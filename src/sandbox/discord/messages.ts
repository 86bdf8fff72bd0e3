import { refused } from './api-error.ts';
import { intent } from './intents.ts';
import { messageFlag, type Application, type Channel, type Message, type User } from './model.ts';
import { channelPermissions, has, isThread, permission } from './permissions.ts';
import { messageEventJson, withoutContent } from './wire-message.ts';
import { memberJson } from './wire.ts';
import type { Dispatch, World } from './world.ts';

/** What makes a message; the rest follows from it. */
export type NewMessage = Pick<Message, 'channel' | 'author' | 'content'> &
  Partial<Omit<Message, 'id' | 'reactions'>>;

/** Says a message: stores it, tells the bots and the onlookers. Permissions are the caller's business. */
export function postMessage(world: World, made: NewMessage): Message {
  const message: Message = {
    ...blank,
    ...made,
    id: world.ids.next(),
    createdAtMs: world.clock.now(),
    reactions: new Map(),
  };
  const { channel } = message;
  keep(world, channel, message);
  if (message.visibleTo === undefined) channel.lastMessageId = message.id;
  world.dispatches.emit(messageDispatch(world, 'MESSAGE_CREATE', message));
  world.changes.emit({ kind: 'message-created', message });
  return message;
}

const blank = {
  type: 0,
  embeds: [],
  components: [],
  attachments: [],
  mentions: [],
  mentionRoles: [],
  mentionEveryone: false,
  editedAtMs: null,
  flags: 0,
  tts: false,
  pinned: false,
  nonce: undefined,
  reference: undefined,
  origin: undefined,
  applicationId: undefined,
  webhookId: undefined,
  visibleTo: undefined,
} satisfies Partial<Message>;

function keep(world: World, { messages }: Channel, message: Message): void {
  messages.set(message.id, message);
  if (messages.size <= world.historyPerChannel) return;
  const [oldest] = messages.keys();
  if (oldest !== undefined) messages.delete(oldest);
}

export type MessageEdit = Partial<
  Pick<
    Message,
    | 'content'
    | 'embeds'
    | 'components'
    | 'attachments'
    | 'flags'
    | 'mentions'
    | 'mentionRoles'
    | 'mentionEveryone'
    | 'pinned'
  >
>;

/** Changes a message; the old record stays as it was for those who hold it. */
export function changeMessage(
  world: World,
  old: Message,
  edit: MessageEdit,
  isEdit = true,
): Message {
  const wasLoading = (old.flags & messageFlag.loading) !== 0;
  const editedAtMs = isEdit && !wasLoading ? world.clock.now() : old.editedAtMs;
  const message: Message = { ...old, ...edit, editedAtMs };
  message.channel.messages.set(message.id, message);
  world.dispatches.emit(messageDispatch(world, 'MESSAGE_UPDATE', message));
  world.changes.emit({ kind: 'message-updated', message });
  return message;
}

function messageDispatch(world: World, name: string, message: Message): Dispatch {
  const { channel, visibleTo } = message;
  return {
    name,
    guild: channel.guild,
    channel,
    intents:
      visibleTo !== undefined
        ? 0
        : intentsFor(channel, intent.guildMessages, intent.directMessages),
    to: visibleTo === undefined ? undefined : world.applications.get(message.author.id),
    data: () => messageEventJson(message),
    redacted: () => withoutContent(messageEventJson(message)),
    readableBy: (application) => readableWithoutIntent(message, application),
  };
}

/** What bots may read without the message content intent: direct messages, their own words, and what mentions them. */
const readableWithoutIntent = (
  { channel, author, mentions }: Message,
  { user }: Application,
): boolean => !channel.guild || author.id === user.id || mentions.some(({ id }) => id === user.id);

export const intentsFor = (channel: Channel, inGuild: number, direct: number): number =>
  channel.guild ? inGuild : direct;

export function deleteMessage(world: World, message: Message): void {
  const { channel } = message;
  if (!channel.messages.delete(message.id)) throw refused('unknownMessage');
  world.dispatches.emit({
    name: 'MESSAGE_DELETE',
    guild: channel.guild,
    channel,
    intents:
      message.visibleTo !== undefined
        ? 0
        : intentsFor(channel, intent.guildMessages, intent.directMessages),
    to: message.visibleTo === undefined ? undefined : world.applications.get(message.author.id),
    data: () => ({
      id: message.id,
      channel_id: channel.id,
      ...(channel.guild && { guild_id: channel.guild.id }),
    }),
  });
  world.changes.emit({ kind: 'message-deleted', message });
}

/** "ann is typing…", for the next ten seconds. */
export function startTyping(world: World, channel: Channel, user: User): void {
  requireIn(
    world,
    channel,
    user,
    isThread(channel) ? permission.sendInThreads : permission.sendMessages,
  );
  const member = channel.guild?.members.get(user.id);
  world.dispatches.emit({
    name: 'TYPING_START',
    guild: channel.guild,
    channel,
    intents: intentsFor(channel, intent.guildMessageTyping, intent.directMessageTyping),
    data: () => ({
      channel_id: channel.id,
      user_id: user.id,
      timestamp: Math.floor(world.clock.now() / 1000),
      ...(channel.guild && { guild_id: channel.guild.id }),
      ...(member && { member: memberJson(member) }),
    }),
  });
  world.changes.emit({ kind: 'typing', channel, user });
}

/** Deletes many at once; ids that name nothing are passed over, as Discord does. */
export function deleteMessages(
  world: World,
  channel: Channel,
  ids: readonly string[],
): readonly Message[] {
  const gone = ids.map((id) => channel.messages.get(id)).filter((message) => message !== undefined);
  for (const message of gone) channel.messages.delete(message.id);
  world.dispatches.emit({
    name: 'MESSAGE_DELETE_BULK',
    guild: channel.guild,
    channel,
    intents: intent.guildMessages,
    data: () => ({
      ids: gone.map(({ id }) => id),
      channel_id: channel.id,
      guild_id: channel.guild?.id,
    }),
  });
  for (const message of gone) world.changes.emit({ kind: 'message-deleted', message });
  return gone;
}

/** The message as someone can see it, or the official refusal. */
export function messageIn(channel: Channel, id: string, viewerId: string): Message {
  const message = channel.messages.get(id);
  if (!message || !isVisible(message, viewerId)) throw refused('unknownMessage');
  return message;
}

/** An ephemeral message is seen by its reader and by nobody else; the bot reaches it through the interaction. */
export const isVisible = ({ visibleTo }: Message, viewerId: string): boolean =>
  visibleTo === undefined || visibleTo === viewerId;

/** Refuses unless the person sees the channel (50001) and holds all of these there (50013). */
export function requireIn(world: World, channel: Channel, user: User, wanted: bigint): bigint {
  const held = channelPermissions(channel, user.id, world.clock.now());
  if (!has(held, permission.viewChannel)) throw refused('missingAccess');
  if (!has(held, wanted)) throw refused('missingPermissions');
  return held;
}

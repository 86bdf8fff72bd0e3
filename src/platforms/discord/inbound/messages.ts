import {
  type APIMessage,
  MessageType,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  type GatewayMessageUpdateDispatchData,
} from 'discord-api-types/v10';
import { messageId } from '../../../base/ids.ts';
import type { Answered, MessageDetails } from '../../../core/event.ts';
import { actorFrom, strangerFrom } from './actor.ts';
import type { Decoder } from './decoder.ts';
import { madeAtMs } from './snowflake.ts';

/** What someone wrote. "Ann joined", "Bob pinned a message" and the like are said by nobody. */
const written: ReadonlySet<MessageType> = new Set([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

/** Told with who did it and what he is, unlike the thread itself; of posts in forums the first message is told. */
function threadOpened(decoder: Decoder, data: GatewayMessageCreateDispatchData): void {
  if (data.guild_id === undefined || decoder.messages.again(data.id)) return;
  const { directory } = decoder;
  const actor = actorFrom(data.author, data.member, directory.guilds.get(data.guild_id));
  decoder.emit({
    ...{ kind: 'thread-opened', atMs: madeAtMs(data.id), actor, name: data.content },
    where: directory.place(data.channel_id, data.guild_id, actor.name),
  });
}

/** What we said ourselves is no event: nobody judges it, and it fills no list. */
export function messageCreated(decoder: Decoder, data: GatewayMessageCreateDispatchData): void {
  if (data.author.id === decoder.self()?.id) return;
  if (data.type === MessageType.ThreadCreated) return threadOpened(decoder, data);
  if (!written.has(data.type) || decoder.messages.again(data.id)) return;
  const { directory } = decoder;
  const guild = data.guild_id === undefined ? undefined : directory.guilds.get(data.guild_id);
  const actor = actorFrom(data.author, data.member, guild);
  const where = directory.place(data.channel_id, data.guild_id, actor.name);
  if (data.guild_id !== undefined) learnName(decoder, data.guild_id, data.author.id, actor.name);
  const id = messageId(data.id);
  const addressed = addressedTo(decoder.self()?.id, data.content);
  decoder.emit({
    kind: 'message',
    atMs: madeAtMs(data.id),
    where,
    actor: data.webhook_id === undefined ? actor : { ...actor, bot: true, identified: false },
    id,
    text: data.content,
    ...(addressed !== undefined && { addressed }),
    replayed: false,
    unanswerable: data.webhook_id !== undefined,
    details: detailsOf(data),
    ...(data.referenced_message && { answers: answeredBy(data.referenced_message) }),
    reply: { where, actor, message: id },
  });
}

/** The message that one answers, as far as it is told with it. */
const answeredBy = ({ id, author, content }: APIMessage): Answered => ({
  ...{ message: messageId(id), person: `<@${author.id}>`, text: content },
});

/** Proxies and older APIs leave out what is empty. */
function detailsOf({
  author,
  attachments = [],
  mentions = [],
  mention_roles: roles = [],
  mention_everyone: everyone = false,
}: Partial<GatewayMessageCreateDispatchData> &
  Pick<GatewayMessageCreateDispatchData, 'author'>): MessageDetails {
  return {
    files: attachments.map(({ filename }) => filename),
    mentions: mentions.length + roles.length + (everyone ? 1 : 0),
    accountMadeAtMs: madeAtMs(author.id),
  };
}

/** The rest of a text that begins with a mention of the bot. */
export function addressedTo(self: string | undefined, text: string): string | undefined {
  if (self === undefined || !text.startsWith('<@')) return undefined;
  const end = text.indexOf('>');
  const id = text.slice(text.startsWith('<@!') ? 3 : 2, end);
  return id === self ? text.slice(end + 1).replace(/^[\s,:]+/, '') : undefined;
}

/** Discord also tells an "update" when it has looked up a link; only what a person changed is an edit. */
export function messageUpdated(decoder: Decoder, data: GatewayMessageUpdateDispatchData): void {
  if (!isWhole(data) || data.edited_timestamp === null || !written.has(data.type)) return;
  const { author } = data;
  if (author.id === decoder.self()?.id) return;
  const { directory } = decoder;
  const guild = data.guild_id === undefined ? undefined : directory.guilds.get(data.guild_id);
  const actor = actorFrom(author, data.member, guild);
  decoder.emit({
    kind: 'message-edited',
    atMs: Date.parse(data.edited_timestamp) || decoder.clock.now(),
    where: directory.place(data.channel_id, data.guild_id, actor.name),
    actor: data.webhook_id === undefined ? actor : { ...actor, bot: true, identified: false },
    id: messageId(data.id),
    text: data.content,
    details: detailsOf(data),
  });
}

/** Older APIs and proxies tell of changes without saying whose message it is. */
const isWhole = (data: object): boolean => 'author' in data && 'content' in data;

export function messageDeleted(decoder: Decoder, data: GatewayMessageDeleteDispatchData): void {
  decoder.emit({
    kind: 'message-deleted',
    atMs: decoder.clock.now(),
    where: decoder.directory.place(data.channel_id, data.guild_id, data.channel_id),
    id: messageId(data.id),
  });
}

export function messagesDeleted(
  decoder: Decoder,
  data: GatewayMessageDeleteBulkDispatchData,
): void {
  for (const id of data.ids) messageDeleted(decoder, { ...data, id });
}

type Reaction = GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData;

export function reacted(decoder: Decoder, data: Reaction, added: boolean): void {
  // What we do ourselves is no event.
  if (data.user_id === decoder.self()?.id) return;
  const { directory } = decoder;
  const guild = data.guild_id === undefined ? undefined : directory.guilds.get(data.guild_id);
  const member = 'member' in data ? data.member : undefined;
  const actor = member?.user
    ? actorFrom(member.user, member, guild)
    : strangerFrom(
        data.user_id,
        directory.names.get(`${data.guild_id ?? ''}/${data.user_id}`),
        guild,
      );
  decoder.emit({
    kind: 'reaction',
    atMs: decoder.clock.now(),
    where: directory.place(data.channel_id, data.guild_id, actor.name),
    actor,
    id: messageId(data.message_id),
    emoji:
      data.emoji.id === null ? (data.emoji.name ?? '?') : `:${data.emoji.name ?? data.emoji.id}:`,
    added,
    accountMadeAtMs: madeAtMs(data.user_id),
  });
}

export function learnName({ directory }: Decoder, guild: string, user: string, name: string): void {
  const key = `${guild}/${user}`;
  if (directory.names.get(key) !== name) directory.names.set(key, name);
}

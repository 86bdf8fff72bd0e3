import { allComponents } from './component-body.ts';
import { isObject } from './component-body.ts';
import { messageFlag, type Channel, type JsonObject, type Message, type User } from './model.ts';

/** A message as somebody in front of a client sees it; plain data that stays as it was. */
export interface MessageView {
  readonly id: string;
  readonly channelId: string;
  /** `#general`, or `@castellan` in a direct conversation. */
  readonly channelName: string;
  readonly guildId: string | undefined;
  readonly author: AuthorView;
  readonly atMs: number;
  readonly edited: boolean;
  readonly content: string;
  /** Content, embeds and text components as one text, mentions written as names. */
  readonly text: string;
  /** In Discord's own form. */
  readonly embeds: readonly JsonObject[];
  readonly components: readonly JsonObject[];
  readonly attachments: readonly string[];
  readonly ephemeral: boolean;
  /** "Castellan is thinking…" */
  readonly loading: boolean;
  readonly replyToId: string | undefined;
  /** What it answers: the command and who used it. */
  readonly answers: { readonly command: string | undefined; readonly user: AuthorView } | undefined;
  readonly mentionIds: readonly string[];
  readonly mentionsEveryone: boolean;
  readonly reactions: readonly { readonly emoji: string; readonly userIds: readonly string[] }[];
}

export interface AuthorView {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** Of the highest coloured role; 0 for none. */
  readonly color: number;
}

type Names = (userId: string) => string | undefined;

export function messageView(message: Message, nameOf: Names): MessageView {
  const { channel, origin } = message;
  return {
    id: message.id,
    channelId: channel.id,
    channelName: channelName(channel),
    guildId: channel.guild?.id,
    author: authorView(channel, message.author),
    atMs: message.createdAtMs,
    edited: message.editedAtMs !== null,
    content: message.content,
    text: textOf(message, nameOf),
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments.map(({ filename }) => filename),
    ephemeral: message.visibleTo !== undefined,
    loading: (message.flags & messageFlag.loading) !== 0,
    replyToId: message.reference?.messageId,
    answers: origin && { command: origin.name, user: authorView(channel, origin.user) },
    mentionIds: message.mentions.map(({ id }) => id),
    mentionsEveryone: message.mentionEveryone,
    reactions: [...message.reactions.values()].map(({ id, name, userIds }) => ({
      emoji: id === null ? name : `:${name}:`,
      userIds: [...userIds],
    })),
  };
}

export function authorView({ guild }: Channel, user: User): AuthorView {
  const member = guild?.members.get(user.id);
  const colours = (member?.roles ?? [])
    .map((id) => guild?.roles.get(id))
    .filter((role) => role !== undefined && role.color !== 0);
  const [top] = colours.sort((a, b) => (b?.position ?? 0) - (a?.position ?? 0));
  return {
    id: user.id,
    name: member?.nick ?? user.globalName ?? user.username,
    bot: user.bot,
    color: top?.color ?? 0,
  };
}

export const channelName = (channel: Channel): string =>
  channel.guild
    ? `#${channel.name}`
    : `@${channel.recipients.find(({ bot }) => bot)?.username ?? channel.recipients[0]?.username ?? ''}`;

/** Everything that can be read in a message, line by line. */
export function textOf(message: Message, nameOf: Names): string {
  const parts = [
    message.content,
    ...message.embeds.flatMap(embedText),
    ...allComponents(message.components).map(contentOf),
  ];
  return parts
    .filter((part) => part !== '')
    .join('\n')
    .replace(/<@!?(\d+)>/g, (mention, id: string) => `@${nameOf(id) ?? mention}`);
}

function embedText(embed: JsonObject): readonly string[] {
  const { author, title, description, fields, footer } = embed;
  const fieldTexts = (Array.isArray(fields) ? fields : [])
    .filter(isObject)
    .flatMap((field) => [stringIn(field, 'name'), stringIn(field, 'value')]);
  return [
    isObject(author) ? stringIn(author, 'name') : '',
    typeof title === 'string' ? title : '',
    typeof description === 'string' ? description : '',
    ...fieldTexts,
    isObject(footer) ? stringIn(footer, 'text') : '',
  ];
}

const contentOf = (component: JsonObject): string => stringIn(component, 'content');

export function stringIn(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

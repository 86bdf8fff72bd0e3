import { refused } from './api-error.ts';
import { intent } from './intents.ts';
import { intentsFor } from './messages.ts';
import type { Message, Reaction, User } from './model.ts';
import { memberJson } from './wire.ts';
import type { World } from './world.ts';

const maxKinds = 20;

/** Reads `👍` or `name:123` (as paths and people write it). */
export function emojiOf(text: string): { readonly id: string | null; readonly name: string } {
  const custom = /^(?:<?a?:)?(\w{2,32}):(\d{1,20})>?$/.exec(text);
  if (custom) return { id: custom[2] ?? null, name: custom[1] ?? '' };
  if (/^[\w\s]*$/.test(text)) throw refused('unknownEmoji');
  return { id: null, name: text };
}

const keyOf = ({ id, name }: { readonly id: string | null; readonly name: string }): string =>
  id ?? name;

export function addReaction(world: World, message: Message, user: User, text: string): void {
  const emoji = emojiOf(text);
  const reaction = message.reactions.get(keyOf(emoji)) ?? newReaction(message, emoji);
  if (reaction.userIds.has(user.id)) return;
  reaction.userIds.add(user.id);
  tell(world, 'MESSAGE_REACTION_ADD', message, {
    ...about(message, user),
    emoji,
    type: 0,
    burst: false,
    message_author_id: message.author.id,
    ...memberIn(message, user),
  });
}

function newReaction(
  message: Message,
  emoji: { readonly id: string | null; readonly name: string },
): Reaction {
  if (message.reactions.size >= maxKinds) throw refused('maxReactions');
  const reaction = { ...emoji, userIds: new Set<string>() };
  message.reactions.set(keyOf(emoji), reaction);
  return reaction;
}

export function removeReaction(world: World, message: Message, user: User, text: string): void {
  const emoji = emojiOf(text);
  const reaction = message.reactions.get(keyOf(emoji));
  if (!reaction?.userIds.delete(user.id)) throw refused('unknownEmoji');
  if (reaction.userIds.size === 0) message.reactions.delete(keyOf(emoji));
  tell(world, 'MESSAGE_REACTION_REMOVE', message, {
    ...about(message, user),
    emoji,
    type: 0,
    burst: false,
  });
}

/** Removes all reactions, or all with one emoji. */
export function clearReactions(world: World, message: Message, text?: string): void {
  const place = { channel_id: message.channel.id, message_id: message.id, ...guildPart(message) };
  if (text === undefined) {
    message.reactions.clear();
    return tell(world, 'MESSAGE_REACTION_REMOVE_ALL', message, place);
  }
  const emoji = emojiOf(text);
  if (!message.reactions.delete(keyOf(emoji))) throw refused('unknownEmoji');
  tell(world, 'MESSAGE_REACTION_REMOVE_EMOJI', message, { ...place, emoji });
}

export function reactionUsers(world: World, message: Message, text: string): readonly User[] {
  const reaction = message.reactions.get(keyOf(emojiOf(text)));
  return [...(reaction?.userIds ?? [])]
    .map((id) => world.users.get(id))
    .filter((user) => user !== undefined);
}

const guildPart = ({ channel: { guild } }: Message): object =>
  guild ? { guild_id: guild.id } : {};

const about = (message: Message, user: User): object => ({
  user_id: user.id,
  channel_id: message.channel.id,
  message_id: message.id,
  ...guildPart(message),
});

function memberIn({ channel: { guild } }: Message, user: User): object {
  const member = guild?.members.get(user.id);
  return member ? { member: memberJson(member) } : {};
}

function tell(world: World, name: string, message: Message, data: object): void {
  const { channel } = message;
  world.dispatches.emit({
    name,
    guild: channel.guild,
    channel,
    intents: intentsFor(channel, intent.guildMessageReactions, intent.directMessageReactions),
    data: () => data,
  });
  const current = channel.messages.get(message.id);
  if (current) world.changes.emit({ kind: 'message-updated', message: current });
}

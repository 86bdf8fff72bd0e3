import { badField, refused } from '../api-error.ts';
import { messageIn, requireIn } from '../messages.ts';
import type { Channel, Guild, Message, User } from '../model.ts';
import { channelPermissions, permission } from '../permissions.ts';
import { isSnowflake } from '../snowflake.ts';
import type { BotCall } from './route.ts';

/** The id in the path, or the refusal that Discord gives to what cannot be one. */
export function idParam(call: BotCall, name: string): string {
  const id = call.param(name);
  if (!isSnowflake(id))
    throw badField(
      [`${name}_id`],
      'NUMBER_TYPE_COERCE',
      `Value "${id.slice(0, 50)}" is not snowflake.`,
    );
  return id;
}

/** The guild in the path, of which the bot must be a member. */
export function guildOf(call: BotCall): Guild {
  const guild = call.world.guilds.get(idParam(call, 'guild'));
  if (!guild?.available || !guild.members.has(call.application.user.id))
    throw refused('unknownGuild');
  return guild;
}

/** The channel in the path, which the bot must be able to see. */
export function channelOf(call: BotCall): Channel {
  const channel = call.world.channels.get(idParam(call, 'channel'));
  if (!channel) throw refused('unknownChannel');
  if (channelPermissions(channel, call.application.user.id, call.world.clock.now()) === 0n)
    throw refused('missingAccess');
  return channel;
}

/** The guild channel in the path, in which the bot holds these permissions. */
export function guildChannelOf(call: BotCall, wanted = 0n): { channel: Channel; guild: Guild } {
  const channel = channelOf(call);
  const { guild } = channel;
  if (!guild) throw refused('notInDirect');
  requireIn(call.world, channel, call.application.user, wanted);
  return { channel, guild };
}

/** The message in the path. */
export function messageOfPath(call: BotCall, channel = channelOf(call)): Message {
  const { user } = call.application;
  requireIn(call.world, channel, user, permission.readHistory);
  return messageIn(channel, idParam(call, 'message'), user.id);
}

/** The account in the path; `@me` is the bot. */
export function userOf(call: BotCall, name = 'user'): User {
  if (call.param(name) === '@me') return call.application.user;
  const user = call.world.users.get(idParam(call, name));
  if (!user) throw refused('unknownUser');
  return user;
}

export const by = ({ application: { user }, reason }: BotCall) => ({ user, reason });

/** A whole number in the query, within bounds. */
export function countIn(
  call: BotCall,
  name: string,
  { standard, min = 1, max }: { standard: number; min?: number; max: number },
): number {
  const text = call.query.get(name);
  if (text === null) return standard;
  const value = Number(text);
  if (!Number.isInteger(value))
    throw badField([name], 'NUMBER_TYPE_COERCE', `Value "${text.slice(0, 50)}" is not int.`);
  if (value < min)
    throw badField(
      [name],
      'NUMBER_TYPE_MIN',
      `int value should be greater than or equal to ${min}.`,
    );
  if (value > max)
    throw badField([name], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  return value;
}

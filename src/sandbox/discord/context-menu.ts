import { CastellanError } from '../../base/errors.ts';
import { commandsFor } from './commands.ts';
import type { Command, Message, User } from './model.ts';
import {
  applicationsIn,
  mayUse,
  type Prepared,
  resolvedMember,
  type SlashContext,
} from './slash.ts';
import { userJson } from './wire.ts';
import { messageJson } from './wire-message.ts';

/** What was clicked with the other button. */
export type ClickedOn =
  | { readonly on: 'person'; readonly user: User }
  | { readonly on: 'message'; readonly message: Message };

const typeOf = { person: 2, message: 3 } as const;

/** Turns an entry of the menu of a person or message into what the client would send. */
export function prepareMenu(context: SlashContext, name: string, clicked: ClickedOn): Prepared {
  const offered = entriesFor(context, clicked.on);
  const found = offered.find(({ command }) => command.name === name);
  if (!found) {
    const names = offered.map(({ command }) => `"${command.name}"`).join(', ');
    throw new CastellanError(
      'bad-input',
      `The menu has no "${name}"; it has ${names === '' ? 'nothing' : names}`,
    );
  }
  const { application, command } = found;
  return {
    ...{ application, command },
    data: {
      ...{ id: command.id, name: command.name, type: command.type },
      ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
      ...targetOf(context, clicked),
    },
  };
}

function entriesFor({ world, user, channel }: SlashContext, on: ClickedOn['on']) {
  const isOffered = (command: Command): boolean =>
    command.type === typeOf[on] && mayUse(world, user, channel, command);
  return applicationsIn(world, channel).flatMap((application) =>
    commandsFor(application, channel.guild)
      .filter(isOffered)
      .map((command) => ({ application, command })),
  );
}

function targetOf({ world, guild }: SlashContext, clicked: ClickedOn) {
  if (clicked.on === 'message') {
    const { message } = clicked;
    return {
      target_id: message.id,
      resolved: { messages: { [message.id]: messageJson(message) } },
    };
  }
  const { user } = clicked;
  const member = guild.members.get(user.id);
  return {
    target_id: user.id,
    resolved: {
      users: { [user.id]: userJson(user) },
      members: member ? { [user.id]: resolvedMember(world, guild, member) } : {},
    },
  };
}

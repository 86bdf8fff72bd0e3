import type { Incoming } from '../line.ts';
import { quit } from '../membership.ts';
import type { User } from '../model.ts';
import type { Network } from '../network.ts';
import { channelCommands } from './channel.ts';
import type { CommandTable, Handler } from './handler.ts';
import { joining } from './joining.ts';
import { modeCommands } from './mode.ts';
import { serverCommands } from './server.ts';
import { speaking } from './speaking.ts';
import { peopleQueries } from './who.ts';

const quitCommand: Handler = (net, user, { params: [reason = ''] }) =>
  quit(net, user, reason === '' ? 'Client Quit' : `Quit: ${reason}`);

const ping: Handler = (net, user, { params: [token = ''] }) =>
  user.link.deliver(net.line(net.rules.serverName, 'PONG', [net.rules.serverName, token]));

const ignore: Handler = () => {};

const table = new Map(
  Object.entries({
    ...speaking,
    ...joining,
    ...channelCommands,
    ...modeCommands,
    ...peopleQueries,
    ...serverCommands,
    QUIT: [0, quitCommand],
    PING: [1, ping],
    PONG: [0, ignore],
    ERROR: [0, ignore],
  } satisfies CommandTable),
);

/** Carries out a registered user's command, or says why not. */
export function dispatch(net: Network, user: User, message: Incoming): void {
  const entry = table.get(message.command);
  if (!entry) return net.numeric(user, '421', message.command, 'Unknown command');
  const [minParams, run] = entry;
  if (message.params.length < minParams) {
    return net.numeric(user, '461', message.command, 'Not enough parameters');
  }
  run(net, user, message);
}

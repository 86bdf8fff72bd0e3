import type { Incoming } from '../line.ts';
import type { User } from '../model.ts';
import type { Network } from '../network.ts';

/** Carries out one command of somebody who is registered. */
export type Handler = (net: Network, user: User, message: Incoming) => void;

/** A command's handler and how many parameters it cannot do without. */
export type CommandTable = Readonly<Record<string, readonly [minParams: number, run: Handler]>>;

export const noSuchNick = (net: Network, user: User, nick: string): void =>
  net.numeric(user, '401', nick || '*', 'No such nick/channel');

export const noSuchChannel = (net: Network, user: User, channel: string): void =>
  net.numeric(user, '403', channel || '*', 'No such channel');

export const notOnChannel = (net: Network, user: User, channel: string): void =>
  net.numeric(user, '442', channel, "You're not on that channel");

export const needsOperator = (net: Network, user: User, channel: string): void =>
  net.numeric(user, '482', channel, "You're not a channel operator");

import type { Line } from './line.ts';
import type { Ring } from './ring.ts';

/** Where lines for somebody go: a socket, a script, a service. */
export interface Link {
  /** Bits of `capability`. */
  caps: number;
  deliver(line: Line): void;
  /** The network lets go of this one: says ERROR and closes, where there is a socket. */
  close(reason: string): void;
}

/** Somebody on the network. */
export interface User {
  nick: string;
  username: string;
  /** What others see. */
  host: string;
  /** Where the link comes from. */
  realHost: string;
  realname: string;
  server: string;
  account: string | undefined;
  away: string | undefined;
  readonly modes: Set<string>;
  readonly channels: Set<Channel>;
  /** Folded nicks on this one's MONITOR list, with the spelling that was asked for. */
  readonly monitored: Map<string, string>;
  readonly link: Link;
  readonly signonAtMs: number;
  lastSpokeAtMs: number;
  readonly certificate: string | undefined;
  readonly secure: boolean;
  readonly service: boolean;
}

/** One entry of a ban, exception, invitation or quiet list. */
export interface ListEntry {
  readonly mask: string;
  readonly setBy: string;
  readonly setAtMs: number;
}

export interface Topic {
  readonly text: string;
  readonly setBy: string;
  readonly setAtMs: number;
}

export interface Channel {
  readonly name: string;
  readonly createdAtMs: number;
  topic: Topic | undefined;
  /** Letters without a parameter. */
  readonly flags: Set<string>;
  /** Letters with one parameter: k, l, f. */
  readonly values: Map<string, string>;
  readonly lists: Map<string, ListEntry[]>;
  /** Each member's prefix modes, highest first: '', 'v', 'ov'. */
  readonly members: Map<User, string>;
  readonly invited: Set<User>;
  /** What was said and done here last. */
  readonly history: Ring<Line>;
}

export const maskOf = (user: User): string => `${user.nick}!${user.username}@${user.host}`;

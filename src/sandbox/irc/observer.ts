import { fromWire } from './bytes.ts';
import { nickOf, type Line } from './line.ts';
import type { Channel, User } from './model.ts';
import type { Network } from './network.ts';
import { heardFrom } from './script-link.ts';

/** One thing that happened, as a viewer sees it; texts keep their formatting codes. */
export type SeenLine =
  | {
      readonly kind: 'action' | 'ctcp' | 'message' | 'notice';
      readonly id: string;
      readonly atMs: number;
      readonly from: string;
      /** The channel or nick as it was addressed. */
      readonly to: string;
      readonly text: string;
      readonly account?: string;
      readonly bot: boolean;
    }
  | {
      readonly kind: 'join' | 'kick' | 'mode' | 'nick' | 'part' | 'quit' | 'topic';
      readonly id: string;
      readonly atMs: number;
      readonly from: string;
      /** The parameters after the channel: who was kicked and why, the modes, the new nick, the topic. */
      readonly details: readonly string[];
    };

export interface SeenMember {
  readonly nick: string;
  /** All signs, highest first: `@+`. */
  readonly prefix: string;
  readonly account?: string;
  readonly away: boolean;
  readonly bot: boolean;
}

export interface SeenChannel {
  readonly name: string;
  readonly topic: string | undefined;
  readonly modes: string;
  /** Members at most, while the channel has such a limit. */
  readonly limit?: number;
  readonly members: readonly SeenMember[];
  readonly lines: readonly SeenLine[];
}

export interface Snapshot {
  readonly network: string;
  readonly viewer: string | undefined;
  /** With a viewer, those that the viewer is in. */
  readonly channels: readonly SeenChannel[];
  /** Notices and private messages to the viewer, and what the viewer said in private. */
  readonly inbox: readonly SeenLine[];
}

/** A line as it happens: in a channel, or in private between this person and somebody. */
export type Seen =
  | { readonly channel: string; readonly line: SeenLine }
  | { readonly person: string; readonly line: SeenLine };

/** What a viewer sees; `viewer` undefined sees every channel and no inbox. */
export function takeSnapshot(
  net: Network,
  viewer?: { user: User; inbox: readonly Line[] },
): Snapshot {
  const channels = [...net.channels.values()].filter(
    (channel) => !viewer || channel.members.has(viewer.user),
  );
  return {
    network: net.rules.network,
    viewer: viewer?.user.nick,
    channels: channels.map((channel) => seenChannel(net, channel)),
    inbox: viewer ? viewer.inbox.map(seenLine) : [],
  };
}

function seenChannel(net: Network, channel: Channel): SeenChannel {
  return {
    name: fromWire(channel.name),
    topic: channel.topic && fromWire(channel.topic.text),
    modes: `+${[...channel.flags, ...channel.values.keys()].join('')}`,
    ...(channel.values.has('l') && { limit: Number(channel.values.get('l')) }),
    members: [...channel.members].map(([user, modes]) => seenMember(net, user, modes)),
    lines: channel.history.toArray().map(seenLine),
  };
}

function seenMember(net: Network, user: User, modes: string): SeenMember {
  return {
    nick: user.nick,
    prefix: net.prefixes.signsOf(modes, true),
    ...(user.account !== undefined && { account: user.account }),
    away: user.away !== undefined,
    bot: user.modes.has('B'),
  };
}

const quiet = {
  JOIN: 'join',
  KICK: 'kick',
  MODE: 'mode',
  NICK: 'nick',
  PART: 'part',
  QUIT: 'quit',
  TOPIC: 'topic',
} as const;
const isQuiet = (command: string): command is keyof typeof quiet => Object.hasOwn(quiet, command);

export function seenLine(line: Line): SeenLine {
  const { command, facts, params, source } = line;
  const atMs = Date.parse(facts.time);
  const id = facts.msgid ?? `${facts.time}-${source}-${command}-${params.join(' ')}`;
  if (isQuiet(command)) {
    const details = (command === 'NICK' || command === 'QUIT' ? params : params.slice(1)).map(
      fromWire,
    );
    return { kind: quiet[command], id, atMs, from: nickOf(source), details };
  }
  const { kind, from, text } = heardFrom(line);
  const account = facts.account === undefined ? {} : { account: facts.account };
  const to = fromWire(params[0] ?? '');
  return { kind, id, atMs, from, to, text, bot: facts.bot ?? false, ...account };
}

import { err, ok } from '../../base/result.ts';
import type {
  PlayChange,
  PlayChannel,
  PlayMessage,
  PlayNetwork,
  PlayPerson,
  Played,
} from '../../dashboard/index.ts';
import type { IrcSandbox, Outcome, SeenChannel, SeenLine } from '../../sandbox/irc/index.ts';
import { type PlayedNetwork, colourOf, isExtra } from './network.ts';
import { impossible, problem } from './problems.ts';
import type { TraceLinks } from './trace-links.ts';

interface Parts {
  readonly sandbox: IrcSandbox;
  readonly connection: string;
  readonly links: TraceLinks;
}

/** Nobody looks at more than this at once. */
const shownLines = 200;

/** The simulated IRC network as the Playground shows it. */
export function ircNetwork({ sandbox, connection, links }: Parts): PlayedNetwork {
  const botName = () => sandbox.clients[0]?.nick ?? 'castellan';
  const messages = (): readonly PlayMessage[] => [
    ...sandbox.snapshot().channels.flatMap((channel) => channelMessages(channel, links)),
    ...speakers(sandbox).flatMap(({ nickname }) =>
      sandbox.snapshot(nickname).inbox.map((line) => inboxMessage(line, nickname, links)),
    ),
  ];
  const snapshot = (): PlayNetwork => ({
    ...{ id: 'irc', connection, title: sandbox.networkName, bot: botName() },
    people: peopleOf(sandbox),
    channels: channelsOf(sandbox, botName()),
    messages: [...messages()].sort((a, b) => a.atMs - b.atMs),
    commands: [],
  });
  const changes = changeFeed({ sandbox, messages, channels: () => channelsOf(sandbox, botName()) });
  const done = async (acting: Promise<Outcome>): Played => {
    const outcome = await acting;
    if (outcome.ok) return ok(undefined);
    const { text } = outcome.error.facts;
    return err(
      problem(`The network refused: ${String(text)}.`, 'Choose another person or channel.'),
    );
  };
  return {
    snapshot,
    follow: (listener) => changes.follow(listener),
    explain(trace) {
      links.note(trace);
      // A crowd that joins leaves a trace each, and none of them is about a message.
      if (trace.message !== undefined) changes.look(trace.message);
    },
    say: ({ person, channel, text }) => done(sandbox.person(person).say(channel, text)),
    direct: ({ person, text }) => done(sandbox.person(person).msg(botName(), text)),
    press: () => impossible('A button'),
    choose: () => impossible('A menu'),
    slash: () => impossible('A slash command'),
    submit: () => impossible('A form'),
    complete: () => Promise.resolve(ok([])),
  };
}

const speakers = ({ people }: IrcSandbox) => people.filter(({ nickname }) => !isExtra(nickname));

function peopleOf(sandbox: IrcSandbox): readonly PlayPerson[] {
  const castle = sandbox.snapshot().channels.find(({ name }) => name === '#castle');
  return speakers(sandbox).map(({ nickname, account }) => {
    const prefix = castle?.members.find(({ nick }) => nick === nickname)?.prefix ?? '';
    return {
      ...{ id: nickname, name: nickname, colour: colourOf(nickname) },
      standing: prefix.includes('@') ? 'administrator' : 'member',
      about: account === undefined ? 'no services account' : `identified as ${account}`,
    };
  });
}

const channelsOf = (sandbox: IrcSandbox, bot: string): readonly PlayChannel[] => [
  ...sandbox.snapshot().channels.map(({ name, topic, members }): PlayChannel => {
    const shown = { id: name, name, kind: 'public' as const, members: members.length };
    return topic === undefined ? shown : { ...shown, topic };
  }),
  ...speakers(sandbox).map(({ nickname }): PlayChannel => ({
    ...{ id: directId(nickname), name: bot, kind: 'direct', person: nickname },
    visibleTo: [nickname],
  })),
];

const directId = (nick: string): string => `@${nick}`;

const channelMessages = (channel: SeenChannel, links: TraceLinks): readonly PlayMessage[] =>
  channel.lines.slice(-shownLines).map((line) => messageOf(line, channel.name, links));

function inboxMessage(line: SeenLine, nick: string, links: TraceLinks): PlayMessage {
  return { ...messageOf(line, directId(nick), links), seenBy: [nick] };
}

function messageOf(line: SeenLine, channel: string, links: TraceLinks): PlayMessage {
  const trace = links.of(line.id);
  return {
    ...{ id: line.id, network: 'irc', channel, atMs: line.atMs, kind: kindOf(line) },
    author: {
      ...('bot' in line && line.bot ? {} : { id: line.from }),
      ...{ name: line.from, colour: colourOf(line.from), bot: 'bot' in line && line.bot },
    },
    text: 'text' in line ? line.text : `${line.from} ${eventText(line)}`,
    ...{ embeds: [], controls: [], ephemeral: false, edited: false, pending: false },
    ...(trace !== undefined && { trace }),
  };
}

function kindOf({ kind }: SeenLine): PlayMessage['kind'] {
  if (kind === 'message' || kind === 'ctcp') return 'said';
  return kind === 'action' || kind === 'notice' ? kind : 'event';
}

function eventText({ kind, details }: Extract<SeenLine, { details: readonly string[] }>): string {
  const [first = '', second = ''] = details;
  switch (kind) {
    case 'join':
      return 'joined';
    case 'part':
      return first === '' ? 'left' : `left (${first})`;
    case 'quit':
      return `quit (${first})`;
    case 'kick':
      return `kicked ${first}${second === '' ? '' : ` (${second})`}`;
    case 'nick':
      return `is now known as ${first}`;
    case 'topic':
      return `changed the topic to: ${first}`;
    case 'mode':
      return `set mode ${details.join(' ')}`;
  }
}

interface Feed {
  readonly sandbox: IrcSandbox;
  readonly messages: () => readonly PlayMessage[];
  readonly channels: () => readonly PlayChannel[];
}

/** Tells followers what is new; compares only while somebody follows. */
function changeFeed({ sandbox, messages, channels }: Feed) {
  const listeners = new Set<(change: PlayChange) => void>();
  let told = new Set<string>();
  let places = '';
  let stop = () => {};
  const tell = (change: PlayChange) => listeners.forEach((listener) => listener(change));
  const keyOf = ({ channel, id }: PlayMessage) => `${channel}\n${id}`;

  function look(explained?: string): void {
    if (listeners.size === 0) return;
    const all = messages();
    for (const message of all) {
      if (!told.has(keyOf(message)) || message.id === explained) tell({ kind: 'message', message });
    }
    told = new Set(all.map(keyOf));
    const now = channels();
    const names = JSON.stringify(now);
    if (names === places) return;
    places = names;
    tell({ kind: 'channels', network: 'irc', channels: now });
    tell({ kind: 'people', network: 'irc', people: peopleOf(sandbox) });
  }

  return {
    look,
    follow(listener: (change: PlayChange) => void): () => void {
      if (listeners.size === 0) {
        told = new Set(messages().map(keyOf));
        places = JSON.stringify(channels());
        stop = sandbox.onChange(() => look());
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}

import { connectionId, type ConnectionId } from '../../src/base/ids.ts';
import { ok, err } from '../../src/base/result.ts';
import { systemClock, type Clock } from '../../src/base/clock.ts';
import { silentLog, type Log } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import type { ConnectionStatus } from '../../src/core/platform.ts';
import type { Trace, Traces } from '../../src/core/trace.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import { texts as backupTexts } from '../../src/modules/backups/texts.ts';
import { guardSample } from './guard-sample.ts';
import type {
  DashboardPorts,
  DashboardStore,
  PlaygroundPort,
  WebLimits,
} from '../../src/dashboard/index.ts';
import { sampleAi } from './sample-ai.ts';
import { sampleBackups } from './sample-backups.ts';
import { sampleExtensions } from './sample-extensions.ts';
import { sampleNews } from './sample-news.ts';
import { sampleGate } from './sample-gate.ts';
import { sampleAppeals } from './sample-appeals.ts';
import { sampleCases } from './sample-cases.ts';
import { sampleIncidents } from './sample-incidents.ts';
import { sampleCommands } from './sample-commands.ts';
import { sampleHealth } from './sample-health.ts';
import { sampleEventLog } from './sample-event-log.ts';
import { sampleHooks } from './sample-hooks.ts';
import { automod } from '../../src/modules/automod/index.ts';
import { noAutomations } from './no-automations.ts';
import { memoryRules } from './memory-rules.ts';
import { sampleReview } from './sample-review.ts';
import { samplePeople } from './sample-people.ts';
import { sampleJobs } from './sample-jobs.ts';
import { sampleModules } from './sample-modules.ts';
import type {
  GuardChange,
  NetworkId,
  PlayChange,
  PlayMessage,
  PlayNetwork,
  PlayRun,
  Problem,
} from '../../src/dashboard/wire.ts';

/** Fake ports with sample data: what the dashboard's tests and its harness put in place of the program. */
export interface Sample {
  readonly ports: DashboardPorts;
  /** Ends a trace as if an event had just been judged. */
  emit(trace: Partial<Trace>): Trace;
  status(status: ConnectionStatus): void;
  change(change: PlayChange): void;
  guard(change: GuardChange): void;
  readonly reconnected: string[];
  /** Another moderator dismisses something that waits. */
  decidedElsewhere(id: number): void;
  /** What reached the playground, newest last. */
  readonly asked: { readonly verb: string; readonly network?: NetworkId; readonly what: unknown }[];
  /** How many listen to traces now. */
  listeners(): number;
}

const sayOfBackups = (() => {
  const book = textBook();
  book.add(backupTexts);
  return book.in('en');
})();

const sayOfRules = (() => {
  const book = textBook();
  if (automod.texts) book.add(automod.texts);
  return book.in('en');
})();

interface SampleOptions {
  readonly store: DashboardStore;
  readonly settings: DashboardPorts['settings'];
  readonly audit: DashboardPorts['audit'];
  readonly clock?: Clock;
  readonly log?: Log;
  readonly sandbox?: boolean;
  readonly limits?: WebLimits;
  /** How long each of the ten steps takes that work on backups has; none where nothing is said. */
  readonly backupPaceMs?: number;
}

export function dashboardSample({
  store,
  settings,
  audit,
  clock = systemClock,
  log = silentLog,
  sandbox = true,
  backupPaceMs = 0,
  limits = { waitMs: () => 0, welcome: () => {} },
}: SampleOptions): Sample {
  const tracesHeld = sampleTraces(clock);
  const connections = sampleConnections(clock);
  const asked: Sample['asked'] = [];
  const play = samplePlayground(clock, tracesHeld.emit, asked);
  const guard = guardSample(clock, asked);
  const review = sampleReview(clock);
  return {
    ports: {
      product: { name: 'Castellan', version: '0.1.0' },
      traces: tracesHeld.port,
      connections: connections.port,
      jobs: sampleJobs(clock),
      cases: sampleCases(),
      ...{ review, people: samplePeople(clock) },
      appeals: sampleAppeals(),
      gate: sampleGate(),
      news: sampleNews(),
      incidents: sampleIncidents(),
      backups: { backups: sampleBackups(clock, backupPaceMs), say: sayOfBackups },
      ...{ hooks: sampleHooks(clock), health: sampleHealth(clock) },
      extensions: sampleExtensions(clock),
      modules: sampleModules(clock, log),
      ...(sandbox && { playground: play.port }),
      guard: guard.port,
      eventLog: sampleEventLog(clock),
      ai: { levers: sampleAi(clock), places: settings.places },
      rules: { levers: memoryRules(clock).levers, places: settings.places, say: sayOfRules },
      automations: { levers: noAutomations, places: settings.places, say: sayOfRules },
      ...{ store, limits, settings, audit },
      commands: sampleCommands({ settings }, clock),
      metrics: () => Promise.resolve('castellan_up 1\n'),
      readiness: () => Promise.resolve({ ready: true, waitingFor: [] }),
      clock,
      random: systemRandom,
      log,
    },
    emit: tracesHeld.emit,
    status: connections.tell,
    change: play.tell,
    guard: guard.tell,
    reconnected: connections.reconnected,
    decidedElsewhere: (id) => review.decidedElsewhere(id),
    asked,
    listeners: tracesHeld.listeners,
  };
}

function followers<Value>() {
  const listeners = new Set<(value: Value) => void>();
  return {
    follow: (listener: (value: Value) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (value: Value) => listeners.forEach((listener) => listener(value)),
    count: () => listeners.size,
  };
}

function sampleTraces(clock: Clock) {
  const { follow, tell, count } = followers<Trace>();
  const held: Trace[] = [];
  let next = 0;
  const emit = (some: Partial<Trace>): Trace => {
    const trace: Trace = {
      id: (next++).toString(36),
      atMs: clock.now(),
      kind: 'message',
      connection: connectionId('discord'),
      platform: 'discord',
      channel: 'discord/1' as Trace['channel'],
      place: '#general',
      actor: { id: 'discord:1' as never, name: 'ann' },
      summary: 'hello',
      steps: [],
      outcome: 'observed',
      said: [],
      tookMicros: 12,
      ...some,
    };
    held.unshift(trace);
    held.length = Math.min(held.length, 1000);
    tell(trace);
    return trace;
  };
  const port: Pick<Traces, 'recent' | 'find' | 'follow'> = {
    recent: (limit) => held.slice(0, limit),
    find: (id) => held.find((trace) => trace.id === id),
    follow,
  };
  return { port, emit, listeners: count };
}

function sampleConnections(clock: Clock) {
  const { follow, tell } = followers<ConnectionStatus>();
  const reconnected: string[] = [];
  const nowMs = clock.now();
  const list: ConnectionStatus[] = [
    {
      connection: connectionId('discord'),
      platform: 'discord',
      link: { state: 'online', sinceMs: nowMs - 7_260_000 },
      self: 'Castellan#0001',
      server: '127.0.0.1:43117/api',
      latencyMs: 11,
      spaces: 1,
      members: 5,
      warnings: [],
    },
    {
      connection: connectionId('irc'),
      platform: 'irc',
      link: { state: 'online', sinceMs: nowMs - 7_260_000 },
      self: 'castellan',
      server: '127.0.0.1:41661',
      latencyMs: 1,
      spaces: 2,
      members: 9,
      warnings: [
        'The channel #secret could not be joined: it is invite-only (+i). Invite castellan there, or take it out of the configuration.',
      ],
    },
    {
      connection: connectionId('libera'),
      platform: 'irc',
      link: {
        state: 'waiting',
        attempt: 4,
        retryAtMs: nowMs + 47_000,
        problem: 'The server closed the link: Too many connections from your host.',
      },
      server: 'irc.libera.chat:6697',
      spaces: 0,
      members: 0,
      warnings: [],
    },
  ];
  const put = (status: ConnectionStatus) => {
    const at = list.findIndex((one) => one.connection === status.connection);
    if (at >= 0) list[at] = status;
    tell(status);
  };
  const reconnect = (connection: ConnectionId): boolean => {
    const known = list.find((one) => one.connection === connection);
    if (!known) return false;
    reconnected.push(connection);
    put({ ...known, link: { state: 'connecting', attempt: 1 } });
    clock.after(1500, () =>
      put({ ...known, link: { state: 'online', sinceMs: clock.now() }, latencyMs: 9 }),
    );
    return true;
  };
  return { port: { list: () => list, follow, reconnect }, tell: put, reconnected };
}

const problemOf = (message: string): { ok: false; error: Problem } =>
  err({ code: 'refused', message, todo: 'Pick somebody else.' });

type Emit = Sample['emit'];

function samplePlayground(clock: Clock, emit: Emit, asked: Sample['asked']) {
  const { follow, tell } = followers<PlayChange>();
  const networks: Record<NetworkId, PlayNetwork> = {
    discord: discordNetwork(clock, emit),
    irc: ircNetwork(clock, emit),
  };
  const runs = new Map<string, PlayRun>();
  let next = 100;

  function put(message: PlayMessage): void {
    const network = networks[message.network];
    const others = network.messages.filter((one) => one.id !== message.id);
    networks[message.network] = {
      ...network,
      messages: network.messages.some((one) => one.id === message.id)
        ? network.messages.map((one) => (one.id === message.id ? message : one))
        : [...others, message],
    };
    tell({ kind: 'message', message });
  }

  const messageOf = (some: Partial<PlayMessage> & Pick<PlayMessage, 'network' | 'channel'>) =>
    sampleMessage({ id: `m${next++}`, atMs: clock.now(), ...some });

  function said(network: NetworkId, person: string, channel: string, text: string): void {
    const who = networks[network].people.find((one) => one.id === person);
    const author = { id: person, name: who?.name ?? person, bot: false };
    const command = text.startsWith('!');
    const trace = emit(
      traceOf(network, [author.name, text], command ? 'answered' : 'observed', channel),
    );
    put(messageOf({ network, channel, author, text, trace: trace.id }));
    if (command) clock.after(120, () => answer(network, channel, author.name, trace.id));
  }

  function answer(network: NetworkId, channel: string, name: string, trace: string): void {
    const bot = { name: networks[network].bot, bot: true };
    put(
      network === 'irc'
        ? messageOf({
            network,
            channel,
            author: bot,
            trace,
            text: `${name}: I choose \x02tea\x02!`,
          })
        : messageOf({ network, channel, author: bot, trace, ...helpCard }),
    );
  }

  const port: PlaygroundPort = {
    snapshot: () => ({
      networks: [networks.discord, networks.irc],
      scenarios: sampleScenarios,
      runs: [...runs.values()],
    }),
    follow,
    say(network, what) {
      asked.push({ verb: 'say', network, what });
      if (!networks[network].people.some((person) => person.id === what.person)) {
        return Promise.resolve(problemOf('Nobody of that name is on this network.'));
      }
      said(network, what.person, what.channel, what.text);
      return Promise.resolve(ok(undefined));
    },
    direct(network, what) {
      asked.push({ verb: 'direct', network, what });
      said(network, what.person, `direct-${what.person}`, what.text);
      return Promise.resolve(ok(undefined));
    },
    press(network, what) {
      asked.push({ verb: 'press', network, what });
      const pressed = networks[network].messages.find((one) => one.id === what.message);
      if (pressed) put({ ...pressed, edited: true });
      return Promise.resolve(ok(undefined));
    },
    choose(network, what) {
      asked.push({ verb: 'choose', network, what });
      return Promise.resolve(ok(undefined));
    },
    submit(network, what) {
      asked.push({ verb: 'submit', network, what });
      return Promise.resolve(ok(undefined));
    },
    slash(network, what) {
      asked.push({ verb: 'slash', network, what });
      const trace = emit(
        traceOf(network, [what.person, `/${what.command}`], 'answered', what.channel),
      );
      const { person } = what;
      const pending = messageOf({
        network,
        channel: what.channel,
        author: { name: networks[network].bot, bot: true },
        answers: { person, command: what.command },
        seenBy: [person],
        ephemeral: true,
        pending: true,
        trace: trace.id,
      });
      put(pending);
      clock.after(400, () =>
        put({ ...pending, pending: false, text: 'Pong! **11 ms** to Discord.' }),
      );
      return Promise.resolve(ok(undefined));
    },
    complete(network, what) {
      asked.push({ verb: 'complete', network, what });
      const names = ['help', 'ping', 'about', 'choose', 'serversettings', 'setprefix'];
      return Promise.resolve(ok(names.filter((name) => name.startsWith(what.typed))));
    },
    play(id) {
      asked.push({ verb: 'play', what: id });
      if (!sampleScenarios.some((one) => one.id === id)) {
        return Promise.resolve(
          err<Problem>({
            code: 'not-found',
            message: 'There is no such scenario.',
            todo: 'Load the page again.',
          }),
        );
      }
      return Promise.resolve(ok(playRun(id)));
    },
  };

  function playRun(scenario: string): PlayRun {
    const total = scenario === 'flood' ? 30 : 100;
    let run: PlayRun = {
      id: `r${next++}`,
      scenario,
      state: 'running',
      done: 0,
      total,
      startedAtMs: clock.now(),
      note: scenario === 'flood' ? 'mallory sends 30 commands.' : '100 people join.',
      facts: [],
    };
    const step = () => {
      run = { ...run, done: run.done + total / 10 };
      if (scenario === 'flood') said('irc', 'mallory', '#castle', `!choose a | b ${run.done}`);
      if (run.done < total) clock.after(300, step);
      else {
        run = {
          ...run,
          state: 'done',
          endedAtMs: clock.now(),
          note: 'The guard held: everyone else was answered as usual.',
          facts: [
            { name: 'sent', value: String(total) },
            { name: 'answered', value: '5' },
            { name: 'refused', value: '25' },
            { name: 'innocents delayed', value: '0' },
          ],
          report: {
            ...{ refused: 25, falseHits: 0, detectMs: 512 },
            done: ['mallory is muted for 5 min (IRC)'],
            lifted: ['mallory forgiven (IRC)'],
          },
        };
      }
      runs.set(scenario, run);
      tell({ kind: 'run', run });
    };
    runs.set(scenario, run);
    tell({ kind: 'run', run });
    clock.after(300, step);
    return run;
  }

  return { port, tell };
}

const sampleScenarios = [
  {
    id: 'flood',
    title: 'Flood',
    description:
      'mallory sends 30 commands in 3 seconds on #castle while ann asks once. Watch who gets an answer.',
  },
  {
    id: 'raid',
    title: 'Join raid',
    description: '100 fresh accounts join the guild within 10 seconds, as raiders do.',
  },
];

export const sampleMessage = (
  some: Partial<PlayMessage> & Pick<PlayMessage, 'id' | 'network' | 'channel' | 'atMs'>,
): PlayMessage => ({
  kind: 'said',
  author: { name: 'ann', id: 'ann', bot: false },
  text: '',
  embeds: [],
  controls: [],
  ephemeral: false,
  edited: false,
  pending: false,
  ...some,
});

function traceOf(
  network: NetworkId,
  [name, summary]: readonly [string, string],
  outcome: Trace['outcome'],
  channel: string,
): Partial<Trace> {
  const observed = outcome === 'observed';
  const steps: Trace['steps'] = observed
    ? [
        {
          stage: 'actor window',
          verdict: 'allow',
          why: '1 of 5 events within 10 s.',
          tookMicros: 2,
        },
        { stage: 'parse', verdict: 'note', why: 'Not a command: no prefix.', tookMicros: 1 },
      ]
    : [
        {
          stage: 'actor window',
          verdict: 'allow',
          why: '3 of 5 events within 10 s.',
          tookMicros: 2,
        },
        { stage: 'channel guard', verdict: 'flag', why: 'Busy: 41 lines a minute.', tookMicros: 3 },
        {
          stage: 'parse',
          verdict: 'allow',
          why: 'The command “choose”, 2 options.',
          tookMicros: 14,
        },
        { stage: 'authorise', verdict: 'allow', why: 'Everybody may use it here.', tookMicros: 6 },
        outcome === 'refused'
          ? {
              stage: 'cooldown',
              verdict: 'refuse',
              why: 'Used 1.2 s ago; again in 1.8 s.',
              tookMicros: 4,
            }
          : {
              stage: 'cooldown',
              verdict: 'allow',
              why: 'Not used in the last 3 s.',
              tookMicros: 4,
            },
        {
          stage: 'run',
          verdict: outcome === 'failed' ? 'fail' : 'allow',
          why: 'Picked one of 2.',
          tookMicros: 88,
        },
        { stage: 'send', verdict: 'allow', why: 'Said on the network.', tookMicros: 412 },
      ];
  return {
    connection: connectionId(network),
    platform: network,
    place: network === 'discord' ? '#general' : channel.startsWith('#') ? channel : '#castle',
    actor: { id: `${network}:${name}` as never, name },
    summary,
    outcome,
    steps,
    tookMicros: steps.reduce((sum, step) => sum + step.tookMicros, 0),
  };
}

const helpCard: Pick<PlayMessage, 'embeds' | 'controls'> = {
  embeds: [
    {
      title: 'Commands you can use',
      text: 'Pick a category, or type `/help` and the name of a command.\nWorks the same with the prefix `!` and on IRC.',
      colour: '#4c6ef5',
      fields: [
        { name: 'Basic', value: '`ping` `about` `stats` `choose`', inline: true },
        { name: 'Settings', value: '`setprefix` `serversettings`', inline: true },
        { name: 'Understanding', value: '`why` — explains the last refusal', inline: false },
      ],
      footer: 'Page 1 of 3 · only ann can turn the page',
    },
  ],
  controls: [
    [
      {
        kind: 'select',
        id: 'help:category',
        placeholder: 'Choose a category',
        disabled: false,
        options: [
          { value: 'basic', label: 'Basic', description: '4 commands' },
          { value: 'settings', label: 'Settings', description: '3 commands' },
        ],
      },
    ],
    [
      { kind: 'button', id: 'help:prev', label: 'Back', style: 'secondary', disabled: true },
      { kind: 'button', id: 'help:next', label: 'Next', style: 'primary', disabled: false },
      { kind: 'button', id: 'help:close', label: 'Close', style: 'danger', disabled: false },
      { kind: 'link', label: 'Handbook', url: 'https://example.org/handbook' },
    ],
  ],
};

function discordNetwork(clock: Clock, emit: Emit): PlayNetwork {
  const t = clock.now() - 600_000;
  const trace = (name: string, text: string, outcome: Trace['outcome']) =>
    emit(traceOf('discord', [name, text], outcome, 'general')).id;
  const at = (id: string, afterS: number, some: Partial<PlayMessage>) =>
    sampleMessage({ id, network: 'discord', channel: 'general', atMs: t + afterS * 1000, ...some });
  const ann = { id: 'ann', name: 'ann', colour: '#e8590c', bot: false };
  const bob = { id: 'bob', name: 'bob', colour: '#2b8a3e', bot: false };
  const bot = { name: 'Castellan', bot: true };
  const refused = trace('bob', '!choose tea | coffee', 'refused');
  return {
    id: 'discord',
    connection: 'discord',
    title: 'Castle Town',
    bot: 'Castellan',
    people: [
      { id: 'ann', name: 'ann', standing: 'owner', colour: '#e8590c', about: 'made this guild' },
      {
        id: 'bob',
        name: 'bob',
        standing: 'moderator',
        colour: '#2b8a3e',
        about: 'keeps the peace',
      },
      { id: 'cid', name: 'cid', standing: 'member', colour: '#1971c2', about: 'just a member' },
      {
        id: 'mallory',
        name: 'mallory',
        standing: 'member',
        colour: '#9c36b5',
        about: 'up to no good',
      },
    ],
    channels: [
      {
        id: 'general',
        name: 'general',
        kind: 'public',
        topic: 'Everything and nothing',
        members: 5,
      },
      { id: 'games', name: 'games', kind: 'public', members: 5 },
      { id: 'staff', name: 'staff', kind: 'public', members: 2, visibleTo: ['ann', 'bob'] },
      { id: 'direct-ann', name: 'Castellan', kind: 'direct', person: 'ann' },
      { id: 'direct-bob', name: 'Castellan', kind: 'direct', person: 'bob' },
      { id: 'direct-cid', name: 'Castellan', kind: 'direct', person: 'cid' },
      { id: 'direct-mallory', name: 'Castellan', kind: 'direct', person: 'mallory' },
    ],
    messages: [
      at('d0', 0, { kind: 'event', author: bob, text: 'bob joined the guild' }),
      at('d1', 5, {
        author: ann,
        text: 'Morning! Does **anybody** know what `/help` does? ||a spoiler||',
        trace: trace('ann', 'Morning!', 'observed'),
      }),
      at('d2', 20, {
        author: bob,
        text: 'Try it :)\n> it tells you what you can do\nand ~~nothing~~ *everything* else, <@1234> — https://example.org',
      }),
      at('d3', 32, {
        author: bot,
        text: '',
        ...helpCard,
        answers: { person: 'ann', command: 'help' },
        trace: trace('ann', '/help', 'answered'),
      }),
      at('d4', 60, { author: bob, text: '!choose tea | coffee', trace: refused }),
      at('d5', 61, {
        author: bot,
        text: 'Not so fast: `choose` can be used again in **1.8 s**.',
        ephemeral: true,
        seenBy: ['ann', 'bob'],
        trace: refused,
      }),
    ],
    commands: [
      {
        name: 'help',
        description: 'What you can do here',
        options: [
          {
            name: 'command',
            description: 'One command in detail',
            type: 'text',
            required: false,
            completes: true,
          },
        ],
      },
      { name: 'ping', description: 'Is the bot alive, and how fast', options: [] },
      { name: 'about', description: 'What this bot is', options: [] },
      {
        name: 'choose',
        description: 'Chooses one of several things',
        options: [{ name: 'options', description: 'Separated by |', type: 'text', required: true }],
      },
      {
        name: 'setprefix',
        description: 'Sets the prefix of this guild',
        options: [
          { name: 'prefix', description: 'One to three characters', type: 'text', required: true },
        ],
      },
      {
        name: 'mentionprefix',
        description: 'Whether a mention works as a prefix',
        options: [{ name: 'on', description: 'On or off', type: 'boolean', required: true }],
      },
      {
        name: 'rate stats',
        description: 'How the guard limits people',
        options: [
          {
            name: 'period',
            description: 'How far back',
            type: 'text',
            required: false,
            choices: ['hour', 'day', 'week'],
          },
        ],
      },
    ],
  };
}

function ircNetwork(clock: Clock, emit: Emit): PlayNetwork {
  const t = clock.now() - 500_000;
  const at = (id: string, afterS: number, some: Partial<PlayMessage>) =>
    sampleMessage({ id, network: 'irc', channel: '#castle', atMs: t + afterS * 1000, ...some });
  const ann = { id: 'ann', name: 'ann', bot: false };
  const dan = { id: 'dan', name: 'dan', bot: false };
  const bot = { name: 'castellan', bot: true };
  const trace = emit(
    traceOf('irc', ['dan', '!choose tea | Tea | coffee'], 'answered', '#castle'),
  ).id;
  return {
    id: 'irc',
    connection: 'irc',
    title: 'irc.sandbox',
    bot: 'castellan',
    people: [
      {
        id: 'ann',
        name: 'ann',
        standing: 'owner',
        colour: '#e8590c',
        about: 'founder, logged in to services',
      },
      {
        id: 'dan',
        name: 'dan',
        standing: 'member',
        colour: '#0c8599',
        about: 'a guest without account',
      },
      {
        id: 'mallory',
        name: 'mallory',
        standing: 'member',
        colour: '#9c36b5',
        about: 'up to no good',
      },
    ],
    channels: [
      {
        id: '#castle',
        name: '#castle',
        kind: 'public',
        topic: 'Castellan keeps the gate',
        members: 4,
      },
      { id: '#games', name: '#games', kind: 'public', members: 3 },
      { id: 'direct-ann', name: 'castellan', kind: 'direct', person: 'ann' },
      { id: 'direct-dan', name: 'castellan', kind: 'direct', person: 'dan' },
      { id: 'direct-mallory', name: 'castellan', kind: 'direct', person: 'mallory' },
    ],
    messages: [
      at('i0', 0, {
        kind: 'event',
        author: { name: 'ChanServ', bot: true },
        text: 'ChanServ sets mode +o castellan',
      }),
      at('i1', 3, {
        author: ann,
        text: 'the gate is \x02open\x02, \x1dcome in\x1d \x034(mind the step)\x03',
      }),
      at('i2', 9, { kind: 'action', author: dan, text: 'waves at \x1feverybody\x1f' }),
      at('i3', 20, { author: dan, text: '!choose tea | Tea | coffee', trace }),
      at('i4', 21, { author: bot, text: 'dan: I choose \x02tea\x02!', trace }),
      at('i5', 21, {
        kind: 'notice',
        author: bot,
        text: '1 duplicate option was left out: \x11Tea\x11',
        seenBy: ['dan'],
        trace,
      }),
      at('i6', 44, {
        author: ann,
        text: '\x0311,1 a very \x16inverted\x16 line \x0f and \x1eback\x1e',
      }),
    ],
    commands: [],
  };
}

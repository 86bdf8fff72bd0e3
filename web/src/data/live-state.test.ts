import { expect, test } from 'vitest';
import type { LiveMessage, PlayNetwork, TraceView } from '../../../src/dashboard/wire.ts';
import { applyLive, emptyLiveState, keptTraces } from './live-state.ts';
import { applyPlay, channelsFor, keptMessages, messagesFor, unopenedDirect } from './play-state.ts';

const trace = (id: string): TraceView => ({
  id,
  atMs: 0,
  kind: 'message',
  connection: 'irc',
  platform: 'irc',
  channel: 'irc/#castle',
  place: '#castle',
  summary: id,
  steps: [],
  outcome: 'observed',
  tookMicros: 1,
});

const hello = (boot: string, ids: readonly string[]): LiveMessage => ({
  kind: 'hello',
  boot,
  nowMs: 5000,
  product: { name: 'Castellan', version: '1' },
  connections: [],
  traces: ids.map(trace),
});

const idsAfter = (...messages: LiveMessage[]) =>
  messages
    .reduce((state, message) => applyLive(state, message, 4000), emptyLiveState)
    .traces.map((one) => one.id);

test('a hello after a short loss fills the gap and keeps what was seen before', () => {
  const more: LiveMessage = { kind: 'traces', traces: [trace('2'), trace('3')], skipped: 0 };
  expect(idsAfter(hello('a', ['1', '0']), more)).toEqual(['3', '2', '1', '0']);
  expect(idsAfter(hello('a', ['1', '0']), more, hello('a', ['5', '4', '3']))).toEqual([
    ...['5', '4', '3', '2', '1', '0'],
  ]);
});

test('a hello after a restart forgets what was known, because ids begin anew', () => {
  expect(idsAfter(hello('a', ['7', '6']), hello('b', ['0']))).toEqual(['0']);
});

test('the list of traces is bounded', () => {
  const flood: LiveMessage = {
    kind: 'traces',
    traces: Array.from({ length: 600 }, (_, at) => trace(`x${at}`)),
    skipped: 40,
  };
  const state = applyLive(emptyLiveState, flood, 0);
  expect(state.traces).toHaveLength(keptTraces);
  expect(state.traces[0]?.id).toBe('x599');
  expect(state.skipped).toBe(40);
});

test('the server’s clock is followed', () => {
  expect(applyLive(emptyLiveState, hello('a', []), 4000).clockOffsetMs).toBe(1000);
});

const message = (id: string, some: object = {}) => ({
  id,
  network: 'irc' as const,
  channel: '#castle',
  atMs: 0,
  kind: 'said' as const,
  author: { name: 'ann', bot: false },
  text: id,
  embeds: [],
  controls: [],
  ephemeral: false,
  edited: false,
  pending: false,
  ...some,
});

const network: PlayNetwork = {
  id: 'irc',
  connection: 'irc',
  title: 'irc.sandbox',
  bot: 'castellan',
  people: [],
  channels: [
    { id: '#castle', name: '#castle', kind: 'public' },
    { id: '#staff', name: '#staff', kind: 'public', visibleTo: ['ann'] },
    { id: 'd-ann', name: 'castellan', kind: 'direct', person: 'ann' },
    { id: 'd-bob', name: 'castellan', kind: 'direct', person: 'bob' },
  ],
  messages: [message('1'), message('2', { seenBy: ['ann'] }), message('3', { channel: '#staff' })],
  commands: [],
};

test('a person sees open channels and his own conversation, and what is meant for him', () => {
  const seen = (person: string) => [
    channelsFor(network, person).map((one) => one.id),
    messagesFor(network, person, '#castle').map((one) => one.id),
  ];
  expect(seen('ann')).toEqual([
    ['#castle', '#staff', 'd-ann'],
    ['1', '2'],
  ]);
  expect(seen('bob')).toEqual([['#castle', 'd-bob'], ['1']]);
});

test('a conversation with the bot is offered before anybody began it', () => {
  const offered = channelsFor(network, 'carol').at(-1);
  expect(offered).toEqual({
    id: unopenedDirect,
    name: 'castellan',
    kind: 'direct',
    person: 'carol',
  });
});

test('a message takes the place of the one with its id in its channel', () => {
  const play = { networks: [network], scenarios: [], runs: [] };
  const edited = applyPlay(play, { kind: 'message', message: message('1', { text: 'new' }) });
  expect(edited.networks[0]?.messages.map((one) => one.text)).toEqual(['new', '2', '3']);
  const gone = applyPlay(edited, {
    ...{ kind: 'message-gone', network: 'irc', channel: '#castle', id: '2' },
  });
  expect(gone.networks[0]?.messages.map((one) => one.id)).toEqual(['1', '3']);
});

test('messages are bounded', () => {
  let play = { networks: [network], scenarios: [], runs: [] } as Parameters<typeof applyPlay>[0];
  for (let at = 0; at < keptMessages + 10; at += 1) {
    play = applyPlay(play, { kind: 'message', message: message(`n${at}`) });
  }
  expect(play.networks[0]?.messages).toHaveLength(keptMessages);
});

import { expect, test } from 'vitest';
import { bench, castle, person } from '../../../test/support/bench-of-commands.ts';
import type { ChannelLayer, Levers, Standing } from '../../core/commands/levers.ts';
import type { Voice } from '../../core/platform.ts';
import { defineModule, listener } from '../../sdk/index.ts';
import { basics } from '../basics/index.ts';
import { health } from '../health/index.ts';
import { server } from '../server/index.ts';
import { why } from './index.ts';

const ann = person('ann');
const mod = person('mod', { standing: 'moderator' });
const owner = person('teuk');
const ears = defineModule({
  ...{ name: 'ears', version: '1.0.0' },
  listeners: [listener({ on: 'message', hear: () => {} })],
});
const modules = [basics, server, why, health, ears];

interface Held {
  readonly channels?: readonly ChannelLayer[];
  readonly held?: Standing['held'];
  readonly cooldowns?: ReturnType<Levers['cooldowns']>;
  readonly waiting?: number;
}

async function house({ channels = [], held = [], cooldowns = [], waiting = 0 }: Held = {}) {
  const idle = (await bench([])).ports.guard;
  const guard: Levers = {
    ...idle,
    channels: () => channels,
    standing: (...of) => ({ ...idle.standing(...of), held }),
    cooldowns: () => cooldowns,
    output: () =>
      waiting === 0
        ? []
        : [
            {
              connection: 'libera',
              count: 9,
              max: 8,
              windowMs: 1,
              silentForMs: 5000,
              waiting,
              dropped: 0,
            },
          ],
  };
  const made = await bench(modules, { owners: [owner.id], guard });
  made.platform.people = [ann, person('robot', { bot: true })];
  return {
    ...made,
    async asks(line: string, who = mod) {
      await made.says(who, line);
      const { title, lines = [], tone } = made.last()?.card ?? {};
      return { title, lines, tone };
    },
    stands: (voice: Voice) => void (made.platform.hears = voice),
  };
}

test('where nothing is wrong it says so, and what was looked at', async () => {
  const { asks, says } = await house();
  await says(ann, '!ping');
  const { title, tone, lines } = await asks('!why #castle');

  expect([title, tone]).toEqual(['Nothing keeps me from answering in #castle.', 'success']);
  expect(lines).toEqual([
    '✓ libera is connected.',
    '✓ I am in #castle.',
    '✓ I may speak in #castle.',
    '· Commands there begin with `!`, or with my name.',
    '✓ Commands are taken in #castle.',
    '✓ Nothing of what I say in #castle is held back.',
    '✓ No hook rests.',
    expect.stringMatching(/^· The last message there that concerned me, 1 s ago, was answered\./),
    '✓ All parts of the bot are well.',
  ]);
});

test.each<[string, Voice, RegExp, RegExp]>([
  [
    'it is not in the channel',
    { voice: 'absent', why: 'the bot is banned there' },
    /^I do not answer in #castle because I am not in #castle: the bot is banned there$/,
    /add it to `channels` of libera/,
  ],
  [
    'it may not speak',
    { voice: 'silent', place: castle, why: '#castle is moderated (+m)' },
    /because I may not speak in #castle: #castle is moderated/,
    /Whoever runs #castle can mend that/,
  ],
])('says that %s, and what to do', async (_what, voice, cause, todo) => {
  const { asks, stands } = await house();
  stands(voice);
  const { title, tone, lines } = await asks('!why #castle', owner);

  expect(tone).toBe('warning');
  expect(title).toMatch(cause);
  expect(lines[0]).toMatch(todo);
});

test('says that the connection is down, and looks no further', async () => {
  const { asks, platform } = await house();
  const { status } = platform;
  platform.status = () => ({
    ...status.call(platform),
    link: { state: 'waiting', attempt: 4, retryAtMs: 1, problem: 'connection refused' },
  });
  const { title, lines } = await asks('!why #castle', owner);

  expect(title).toMatch(
    /because libera is not connected to irc.test \(waiting to try again\). connection refused$/,
  );
  expect(lines).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/^· The bot is .*: connections/);
});

const silent: ChannelLayer = {
  ...{ place: '#castle', count: 9, max: 8, windowMs: 10_000, silentForMs: 25_000, mode: 'live' },
};

test.each<[string, Held, string, RegExp]>([
  [
    'the channel rests',
    { channels: [silent] },
    '!why #castle',
    /commands in #castle rest for 25 s/,
  ],
  [
    'what it says is held back',
    { waiting: 3 },
    '!why #castle',
    /held back for 5 s.*3 messages wait/,
  ],
  [
    'the person is muted',
    { held: [{ kind: 'muted', leftMs: 90_000 }] },
    '!why #castle ping ann',
    /ann is muted there for 1 min 30 s more/,
  ],
  ['the person is a program', {}, '!why #castle ping robot', /robot is a program/],
  ['there is no such command', {}, '!why #castle pong', /there is no command `pong`/],
  [
    'the right is missing',
    {},
    '!why #castle setprefix ann',
    /ann may not use `setprefix` there: it takes `settings.manage`/,
  ],
  [
    'the command rests',
    { cooldowns: [{ command: 'ping', lengthMs: 10_000, leftMs: 4000 }] },
    '!why #castle ping',
    /`ping` rests there for 4 s more/,
  ],
])('says that %s', async (_what, held, line, cause) => {
  const { asks } = await house(held);
  const { title } = await asks(line);

  expect(title).toMatch(cause);
});

test('a channel that is only watched keeps nobody from being answered', async () => {
  const { asks } = await house({ channels: [{ ...silent, mode: 'watch' }] });

  expect((await asks('!why #castle')).title).toBe('Nothing keeps me from answering in #castle.');
});

test('names hooks that are disabled, for what they do does not happen', async () => {
  const { asks, ports } = await house();
  await ports.hooks.disable('message:ears', { actor: owner.id, via: 'chat' });

  expect((await asks('!why #castle')).lines).toContain(
    '· These hooks rest or are disabled, and what they do does not happen: message:ears',
  );
});

test('tells members nothing of a channel, and moderators nothing of other places', async () => {
  const { says, heard, stands } = await house();
  await says(ann, '!why #castle');
  expect(heard().at(-1)).toMatch(/it takes `trace.view`/);
  stands({ voice: 'absent' });
  await says(mod, '!why #secret');

  expect(heard().at(-1)).toMatch(/it takes `health.view`/);
});

test('asks for the network where it cannot tell which is meant', async () => {
  const { says, heard } = await house();
  await says(owner, '!why oftc/#castle');

  expect(heard().at(-1)).toBe('There is no connection oftc. There are: libera.');
});

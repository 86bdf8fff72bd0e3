import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  type CastellanProcess,
  castellan,
  dataFolder,
  forgetData,
} from '../../support/castellan.ts';
import { cli } from '../../support/cli.ts';
import { type Inspircd, inspircd, oper } from '../../support/inspircd.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

const data = dataFolder();
const config = join(data, 'castellan.yaml');
let server: Inspircd;
let program: CastellanProcess;
let boss: IrcClient;

const start = () => castellan({ data, args: ['--config', config] });

beforeAll(async () => {
  server = await inspircd();
  writeFileSync(
    config,
    `connections:
  - id: castle
    platform: irc
    server: "127.0.0.1:${server.port}"
    tls: false
    nick: castellan
    pacing: { burst: 20, everyMs: 100 }
    channels: ["#castle", "#tower", "#keep", "#moat"]
`,
  );
  program = await start();
  boss = await visitor('boss', '#castle', '#tower', '#keep', '#moat');
  boss.send(`OPER ${oper.name} ${oper.password}`);
  await boss.hears(/ 381 boss /);
  for (const channel of ['#castle', '#tower', '#keep', '#moat']) {
    boss.send(`SAMODE ${channel} +o boss`);
    boss.send(`NAMES ${channel}`);
    await boss.hears(new RegExp(` 353 boss . ${channel} .*@boss`));
  }
});

afterAll(async () => {
  await program.end();
  await server.stop();
  forgetData(data);
});

/** Someone with an own user name, who is in these channels and sees the bot there. */
async function visitor(nick: string, ...channels: readonly string[]): Promise<IrcClient> {
  const client = await ircClient({ port: server.port, nick });
  for (const channel of channels) {
    client.send(`JOIN ${channel}`);
    await client.hears(new RegExp(` 366 ${nick} ${channel} `));
    await seesTheBot(client, channel);
  }
  return client;
}

async function seesTheBot(client: IrcClient, channel: string): Promise<void> {
  await vi.waitUntil(
    async () => {
      client.forget();
      client.send(`NAMES ${channel}`);
      return (await client.hears(/ 353 /)).includes('castellan');
    },
    { timeout: 20_000, interval: 100 },
  );
}

const crowdIn = (channel: string, prefix: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, one) => visitor(`${prefix}${one}`, channel)));

const console_ = async (...lines: readonly string[]): Promise<string> => {
  const args = ['console', '--config', config, '--data', data];
  return (await cli(args, { cwd: data, input: `${lines.join('\n')}\n` })).stdout;
};

/** How many answers a person heard in a channel. */
const answersIn = (client: IrcClient, channel: string): number =>
  client.lines.filter((line) => new RegExp(`PRIVMSG ${channel} :\\w+: I choose`).test(line)).length;

test('flood output is set by chat; what is too much waits, and is said when the silence ends', async () => {
  boss.send('PRIVMSG #castle :!antifloodset 5 30 3');
  await boss.hears(/More than .*5.* in 30 s makes me silent for 3 s; up to 30 messages wait/);
  const crowd = await crowdIn('#castle', 'c', 7);
  boss.forget();
  for (const one of crowd) one.send('PRIVMSG #castle :!choose tea | coffee');
  await expect.poll(() => answersIn(boss, '#castle'), { timeout: 3000 }).toBe(5);
  await boss.hears(/I choose/);
  boss.send('PRIVMSG #castle :!flood output');
  // Operators are answered in the silent channel, and see how it stands.
  await boss.hears(/silent for \d s more, 2 messages wait/);
  expect(answersIn(boss, '#castle')).toBe(5);
  await expect.poll(() => answersIn(boss, '#castle'), { timeout: 5000 }).toBe(6);
  const sixthMs = performance.now();
  await expect.poll(() => answersIn(boss, '#castle'), { timeout: 5000 }).toBe(7);
  expect(performance.now() - sixthMs).toBeGreaterThan(1500);

  const told = await console_('alerts list');
  // Less than a second may be gone when it is told.
  expect(told).toMatch(/I said too much in #castle and am now silent there for [23] s/);
  expect(told).toMatch(/I speak in #castle again after [34] s: 2 answers waited, none was dropped/);
  // Nothing of it was said where it happened.
  expect(boss.heard(/PRIVMSG #castle :.*(too much|again after)/)).toBe(false);
  for (const one of crowd) one.close();
});

test('one channel’s silence is nobody else’s', async () => {
  boss.send('PRIVMSG #moat :!flood output 1 30 300');
  await boss.hears(/More than .*1.* in 30 s/);
  const innocent = await visitor('innocent', '#tower');
  const crowd = await crowdIn('#moat', 'd', 3);
  for (const one of crowd) one.send('PRIVMSG #moat :!choose tea | coffee');
  innocent.send('PRIVMSG #tower :!choose tea | coffee');
  await innocent.hears(/innocent: I choose/, 3000);
  for (const one of [...crowd, innocent]) one.close();
});

test('more than twenty in ten seconds on one connection: the loudest is silent, an innocent is answered', async () => {
  // The channel's own guard on the way in would be first.
  boss.send('PRIVMSG #keep :!flood output off');
  await boss.hears(/No limit of its own/);
  const people = await crowdIn('#keep', 'k', 8);
  const talkers = await Promise.all(
    Array.from({ length: 18 }, (_, one) => ircClient({ port: server.port, nick: `talker${one}` })),
  );
  for (const one of people) one.send('PRIVMSG #keep :!choose tea | coffee');
  for (const one of talkers) one.send('PRIVMSG castellan :choose tea | coffee');
  await expect
    .poll(async () => console_('flood status'), { timeout: 5000 })
    .toMatch(/All that I say on castle: silent for/);
  const innocent = await visitor('calm', '#tower');
  innocent.send('PRIVMSG #tower :!choose tea | coffee');
  await innocent.hears(/calm: I choose/, 3000);
  expect(await console_('alerts list')).toMatch(/Too much is to be said on castle at once/);
  for (const one of [...people, ...talkers, innocent]) one.close();
});

test('a restart keeps the silence; flood lift ends it', async () => {
  await program.end();
  program = await start();
  await seesTheBot(boss, '#moat');
  const late = await visitor('late', '#moat');
  late.send('PRIVMSG #moat :!choose tea | coffee');
  await expect
    .poll(async () => console_('flood status'), { timeout: 5000 })
    .toMatch(/Said in #moat: silent for \d min/);
  expect(late.heard(/late: I choose/)).toBe(false);
  boss.send('PRIVMSG #moat :!flood lift');
  await late.hears(/late: I choose/, 5000);
  late.close();
});

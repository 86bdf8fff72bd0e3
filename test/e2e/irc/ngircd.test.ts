import { afterEach, expect, test } from 'vitest';
import { channelId } from '../../../src/base/ids.ts';
import { bot, type Bot, type BotOptions } from '../../support/irc-bot.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';
import type { IrcProcess } from '../../support/irc-process.ts';
import { ngircd } from '../../support/ngircd.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serve(options?: Parameters<typeof ngircd>[0]): Promise<IrcProcess> {
  const server = await ngircd(options);
  stops.push(() => server.stop());
  return server;
}

function run(
  { port }: IrcProcess,
  config: Partial<BotOptions['config']> = {},
  more: Partial<BotOptions> = {},
): Bot {
  const it = bot({
    echo: true,
    ...more,
    config: { nick: 'castle', server: `127.0.0.1:${port}`, channels: ['#c'], ...config },
  });
  stops.push(() => it.stop());
  return it;
}

async function person({ port }: IrcProcess, nick: string): Promise<IrcClient> {
  const client = await ircClient({ port, nick, user: 'someone' });
  stops.push(() => client.close());
  return client;
}

test('on ngIRCd it joins, hears, answers and knows standings by (qaohv)~&@%+', async () => {
  const server = await serve();
  const ann = await person(server, 'ann');
  ann.send('JOIN #c');
  await ann.hears(/ 366 /);
  const it = run(server);
  await it.joined('#c');
  ann.send('PRIVMSG #c :!echo hello');
  await ann.hears(/^:castle!\S+ PRIVMSG #c :ann: hello$/);
  expect(it.messages()[0]?.actor).toMatchObject({ name: 'ann', standing: 'administrator' });
});

test('row 3: a nick that is too long becomes one that fits', async () => {
  const server = await serve();
  const it = run(server, { nick: 'castellan-of-the-castle' });
  await it.joined('#c');
  expect(it.platform.status().self).toBe('castella_');
});

test('row 23: a channel for registered users, and one that is moderated', async () => {
  const server = await serve();
  const ann = await person(server, 'ann');
  ann.send('JOIN #reg,#mod');
  await ann.hears(/ 366 ann #mod/);
  ann.send('MODE #reg +R', 'MODE #mod +m');
  const it = run(server, { channels: ['#reg', '#mod'] });
  await it.joined('#mod');
  await it.until(
    () => it.platform.status().warnings.some((text) => /#reg cannot be joined/.test(text)),
    'being kept out',
  );
  await it.platform.say(channelId('net/#mod'), { say: 'lost' });
  await it.until(
    () => it.platform.status().warnings.some((text) => /does not let the bot speak/.test(text)),
    'being silenced',
  );
});

test('row 24: beyond MaxJoins the rest is dropped and said', async () => {
  const server = await serve();
  const it = run(server, { channels: Array.from({ length: 12 }, (_, at) => `#c${at}`) });
  await it.until(() => it.platform.status().spaces === 10, 'joining as many as it may');
  await it.until(() => it.platform.status().warnings.length === 2, 'two warnings');
});

test('rows 27 and 29: raw bytes are read, and no line of the bot is too long for this server', async () => {
  const server = await serve();
  const it = run(server);
  await it.joined('#c');
  const ann = await person(server, 'ann');
  ann.send('JOIN #c');
  await ann.hears(/ 366 /);
  ann.send(
    Buffer.concat([Buffer.from('PRIVMSG #c :'), Buffer.from([0xe9, 0xff]), Buffer.from('\r\n')]),
  );
  await it.until(() => it.messages().at(-1)?.text === 'éÿ', 'hearing windows-1252');
  await it.platform.say(channelId('net/#c'), { say: '👩‍👩‍👧‍👦 äöü '.repeat(120) });
  const heard: string[] = [];
  for (let at = 0; at < 5; at += 1) heard.push(await ann.hears(/PRIVMSG #c :/));
  for (const line of heard) {
    expect(Buffer.byteLength(line) + 2).toBeLessThanOrEqual(512);
    expect(line).not.toContain('\ufffd');
    expect(line).toMatch(/PRIVMSG #c :(👩‍👩‍👧‍👦|äöü|…)/u);
  }
  expect(it.platform.status().link.state).toBe('online');
});

test('row 35: al[ and al{ are two people where CASEMAPPING is ascii', async () => {
  const server = await serve();
  const it = run(server);
  await it.joined('#c');
  for (const nick of ['al[', 'al{']) (await person(server, nick)).send('JOIN #c', 'PRIVMSG #c :hi');
  await it.until(() => it.messages().length === 2, 'hearing both');
  expect(it.platform.status().members).toBe(3);
});

test('row 9: too many connections from one address: it tries again until there is room', async () => {
  const server = await serve({ limits: 'MaxConnectionsIP = 2' });
  const first = await person(server, 'one');
  await person(server, 'two');
  const it = run(server, {}, { tuning: { retryBaseMs: 50 } });
  await it.until(
    () => it.log.filter(({ message }) => message === 'Not connected').length >= 1,
    'being turned away',
  );
  first.send('QUIT');
  await it.joined('#c', 15_000);
});

test('row 11: pings of this server are answered in time', async () => {
  const server = await serve({ limits: 'PingTimeout = 5\nPongTimeout = 5' });
  const it = run(server, {}, { tuning: { pingAfterMs: 60_000 } });
  await it.joined('#c');
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  expect(it.platform.status().link.state).toBe('online');
  expect(it.log).toEqual([]);
});

test('row 17: the server restarts, and the bot is back in its channels', async () => {
  const server = await serve();
  const it = run(server);
  await it.joined('#c');
  server.signal('SIGTERM');
  await it.until(() => it.platform.status().link.state !== 'online', 'losing the link');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await server.start();
  await it.until(
    () => it.events.filter(({ kind }) => kind === 'space-joined').length === 2,
    'coming back',
    15_000,
  );
});

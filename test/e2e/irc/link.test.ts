import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, expect, test } from 'vitest';
import { memoryStsStore, type StsStore } from '../../../src/platforms/irc/index.ts';
import { testCertificates } from '../../support/certificates.ts';
import {
  type FakeIrcServer,
  type FakeOptions,
  fakeIrcServer,
} from '../../support/fake-irc-server.ts';
import { freePort } from '../../support/irc-process.ts';
import { type Bot, type BotOptions, bot } from '../../support/irc-bot.ts';

const certificates = testCertificates();
const good = certificates.make();
const other = certificates.make();
const wrongName = certificates.make({ name: 'elsewhere.test' });
const expired = certificates.make({ expired: true });

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
afterAll(() => certificates.remove());

async function fake(options: FakeOptions = {}): Promise<FakeIrcServer> {
  const server = await fakeIrcServer(options);
  stops.push(() => server.stop());
  return server;
}

function run(options: BotOptions): Bot {
  const castellan = bot(options);
  stops.push(() => castellan.stop());
  return castellan;
}

const problemOf = (it: Bot): Promise<string> =>
  it.until(() => {
    const { link } = it.platform.status();
    return link.state === 'waiting' && link.problem;
  }, 'failing');

test('TLS: a CA file and a pinned fingerprint are enough, each alone', async () => {
  const server = await fake({ tls: good });
  const byCa = run({ config: { server: `localhost:${server.port}`, tls: { ca: good.certFile } } });
  await byCa.online();
  const byPin = run({
    config: { server: `localhost:${server.port}`, tls: { fingerprint: good.fingerprint } },
  });
  await byPin.online();
  const unverified = run({
    config: { server: `localhost:${server.port}`, tls: { verify: false } },
  });
  await unverified.online();
});

test('row 52: a pin decides alone, even over a name and dates that do not fit', async () => {
  const server = await fake({ tls: expired });
  const it = run({
    config: { server: `localhost:${server.port}`, tls: { fingerprint: expired.fingerprint } },
  });
  await it.online();
});

test.each([
  ['a self-signed certificate', good, true, /self-signed; pin it with tls.fingerprint/],
  ['an expired certificate', expired, { ca: expired.certFile }, /has expired/],
  ['a certificate for another name', wrongName, { ca: wrongName.certFile }, /is for another name/],
  [
    'a renewed certificate',
    other,
    { fingerprint: good.fingerprint },
    /another certificate than the pinned one/,
  ],
] as const)(
  'row 52: %s is refused in words, and nothing was said before',
  async (_what, shown, tls, words) => {
    const server = await fake({ tls: shown });
    const it = run({ config: { server: `localhost:${server.port}`, tls, password: 'server-pw' } });
    expect(await problemOf(it)).toMatch(words);
    expect(server.links.flatMap(({ lines }) => lines)).toEqual([]);
  },
);

test('row 13: a TLS port that answers plain text, and one that says nothing, are named as such', async () => {
  const plain: Server = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  const mute: Server = createServer((socket) => void socket.on('error', () => {}).resume());
  const ports = await Promise.all(
    [plain, mute].map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      stops.push(() => new Promise((resolve) => server.close(resolve)));
      return (server.address() as { port: number }).port;
    }),
  );
  const tuning = { connectWithinMs: 300, retryBaseMs: 60_000 };
  expect(
    await problemOf(run({ config: { server: `localhost:${ports[0]}`, tls: true }, tuning })),
  ).toMatch(/does not speak TLS/);
  expect(
    await problemOf(run({ config: { server: `localhost:${ports[1]}`, tls: true }, tuning })),
  ).toMatch(/no secure connection within 0.3 s/);
});

/** A plain port and a secure port of one server with an STS policy. */
async function stsPair(
  duration = '3600',
): Promise<{ plain: FakeIrcServer; secure: FakeIrcServer }> {
  const securePort = await freePort();
  const secure = await fake({
    tls: good,
    port: securePort,
    caps: `sts=duration=${duration} server-time`,
  });
  const plain = await fake({ caps: `sts=port=${securePort},duration=${duration} server-time` });
  return { plain, secure };
}

const startPlain = { start: 'plain', fingerprint: good.fingerprint } as const;

test('row 51: an STS policy upgrades before anything is said, and is kept across restarts', async () => {
  const { plain, secure } = await stsPair();
  const sts = memoryStsStore();
  const config = { server: `localhost:${plain.port}`, tls: startPlain, password: 'server-pw' };
  const first = run({ config, sts });
  await first.online();
  expect(plain.links[0]?.lines).toEqual(['CAP LS 302']);
  expect(secure.links[0]?.lines).toContain('PASS :server-pw');
  await first.stop();
  const second = run({ config, sts });
  await second.online();
  expect(plain.links).toHaveLength(1);
  expect(secure.links).toHaveLength(2);
});

test('row 51: duration=0 over the secure link removes the policy', async () => {
  const { plain, secure } = await stsPair('0');
  const sts = memoryStsStore();
  sts.save(
    JSON.stringify({
      policies: [
        ['localhost', { port: secure.port, durationMs: 1000, expiresAtMs: Date.now() + 60_000 }],
      ],
      stayAwayUntilMs: 0,
    }),
  );
  const config = { server: `localhost:${plain.port}`, tls: startPlain };
  const first = run({ config, sts });
  await first.online();
  expect(plain.links).toHaveLength(0);
  expect(JSON.parse(sts.load() ?? '')).toMatchObject({ policies: [] });
});

test('row 51: a policy is ignored for an IP address, with nonsense in it, and when its time is over', async () => {
  const server = await fake({ caps: 'sts=port=6697,duration=100' });
  await run({ config: { server: `127.0.0.1:${server.port}` } }).online();
  for (const sts of [
    'sts=port=0,duration=1',
    'sts=port=99999,duration=1',
    'sts=port=abc',
    'sts',
    'sts=duration=5',
  ]) {
    const odd = await fake({ caps: sts });
    await run({ config: { server: `localhost:${odd.port}` } }).online();
  }
  const old = memoryStsStore();
  old.save(
    JSON.stringify({
      policies: [['localhost', { port: 1, durationMs: 5, expiresAtMs: Date.now() - 1 }]],
      stayAwayUntilMs: 0,
    }),
  );
  const plain = await fake();
  await run({ config: { server: `localhost:${plain.port}` }, sts: old }).online();
});

test('row 51: a store that is corrupt or fails starts empty', async () => {
  const server = await fake();
  const broken: StsStore = {
    load: () => '{"policies": 7',
    save: () => {
      throw new Error('disk full');
    },
  };
  const it = run({ config: { server: `localhost:${server.port}` }, sts: broken });
  await it.online();
  expect(it.log.some(({ message }) => message.includes('starting empty'))).toBe(true);
});

test('row 51 and 52: an upgrade that meets a bad certificate never falls back to plain', async () => {
  const securePort = await freePort();
  await fake({ tls: other, port: securePort });
  const plain = await fake({ caps: `sts=port=${securePort},duration=60` });
  const it = run({
    config: { server: `localhost:${plain.port}`, tls: startPlain, password: 'server-pw' },
  });
  await it.until(
    () => it.log.filter(({ message }) => message === 'Not connected').length >= 4,
    'failing some times',
    15_000,
  );
  expect(plain.links.flatMap(({ lines }) => lines).filter((line) => line !== 'CAP LS 302')).toEqual(
    [],
  );
});

test('row 15: ERROR ends the link even where the server leaves it open', async () => {
  const server = await fake();
  const it = run({ config: { server: `127.0.0.1:${server.port}` } });
  await it.online();
  const link = await server.link(1);
  link.send('ERROR :Closing Link: go away');
  await link.whenClosed();
  await server.link(2);
  await it.online();
});

test('row 18: the next server is tried when one refuses', async () => {
  const server = await fake();
  const nobody = await freePort();
  const it = run({
    config: { server: [`127.0.0.1:${nobody}`, `localhost:${server.port}`] },
    tuning: { retryBaseMs: 30_000, retryMaxMs: 60_000 },
  });
  await it.online(5000);
  expect(it.platform.status().server).toBe(`localhost:${server.port}`);
});

test('row 9 and 17: it tries for ever, ever more slowly, through refusals and closes before the greeting', async () => {
  const port = await freePort();
  const it = run({
    config: { server: `127.0.0.1:${port}` },
    tuning: { retryBaseMs: 20, retryMaxMs: 80 },
  });
  await it.until(() => it.log.length >= 6, 'refusals');
  const closing = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.end('ERROR :Closing link: (x@y) [Throttled]\r\n');
  });
  await new Promise<void>((resolve) => closing.listen(port, '127.0.0.1', resolve));
  await it.until(
    () => it.log.some(({ facts }) => String(facts['problem']).includes('Throttled')),
    'being throttled',
  );
  await new Promise((resolve) => closing.close(resolve));
  const waits = it.log.map(({ facts }) => Number(facts['retryInMs'])).filter((ms) => ms > 0);
  expect(Math.max(...waits.slice(3, 6))).toBeGreaterThan(Math.max(...waits.slice(0, 1)));
  await fake({ port });
  it.platform.reconnect();
  await it.online();
});

test('row 12: a server that stops reading and writing is noticed, with a bounded queue meanwhile', async () => {
  const server = await fake({ answer: (line) => line.startsWith('PING') });
  const it = run({
    config: { server: `127.0.0.1:${server.port}`, channels: ['#c'] },
    tuning: { pingAfterMs: 150, pongWithinMs: 400, maxUnsentBytes: 16_384, maxQueuedLines: 200 },
  });
  await it.joined('#c');
  const link = await server.link(1);
  link.socket.pause();
  const channel = 'net/#c' as never;
  let refused = 0;
  for (let at = 0; at < 40_000; at += 1)
    it.platform.say(channel, { say: `flood ${at} ${'x'.repeat(300)}` }).catch(() => (refused += 1));
  await it.until(
    () => it.log.some(({ facts }) => /has not answered/.test(String(facts['problem']))),
    'noticing',
  );
  expect(refused).toBeGreaterThan(1000);
});

test('row 48: after being told to go away it stays away across a restart, but not when somebody asks', async () => {
  const server = await fake({
    answer(line, link, attempt) {
      if (attempt > 1 || !line.startsWith('USER')) return false;
      link.send(
        ':s 465 castellan :You are banned from this server',
        'ERROR :Closing link: (c@h) [K-Lined]',
      );
      return true;
    },
  });
  const sts = memoryStsStore();
  const first = run({ config: { server: `127.0.0.1:${server.port}` }, sts });
  expect(await problemOf(first)).toMatch(/banned/);
  expect(first.platform.status().warnings).toMatchObject([/The network has banned the bot/]);
  await first.stop();
  const second = run({ config: { server: `127.0.0.1:${server.port}` }, sts });
  expect(await problemOf(second)).toMatch(/stay away/);
  expect(server.links).toHaveLength(1);
  second.platform.reconnect();
  await second.online();
});

test('row 10: after Excess Flood it sends more slowly', async () => {
  const server = await fake();
  const it = run({
    config: {
      server: `127.0.0.1:${server.port}`,
      channels: ['#c'],
      pacing: { burst: 4, everyMs: 100 },
    },
  });
  await it.joined('#c');
  const link = await server.link(1);
  link.send('ERROR :Closing link: (c@h) [Excess Flood]');
  const next = await server.link(2);
  await next.hears(/^JOIN #c/);
  await it.until(
    () => it.events.filter(({ kind }) => kind === 'space-joined').length === 2,
    'rejoining',
    15_000,
  );
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: 8 }, (_, at) => it.platform.say('net/#c' as never, { say: `line ${at}` })),
  );
  // Burst 2 of 200 ms each instead of burst 4 of 100 ms each.
  expect(performance.now() - startedAt).toBeGreaterThan(1000);
});

test('row 47: old, future and nonsensical times', async () => {
  const server = await fake({ caps: 'server-time batch message-tags' });
  const it = run({ config: { server: `127.0.0.1:${server.port}`, channels: ['#c'] }, echo: true });
  await it.joined('#c');
  const link = await server.link(1);
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  link.send(
    `@time=1970-01-01T00:00:00.000Z :ann!a@h PRIVMSG #c :!echo 1970`,
    `@time=${at(-600_000)} :ann!a@h PRIVMSG #c :!echo ten minutes ago`,
    `@time=${at(86_400_000)} :ann!a@h PRIVMSG #c :!echo tomorrow`,
    '@time=yesterday :ann!a@h PRIVMSG #c :!echo garbage',
    ':s BATCH +h chathistory #c',
    `@batch=h;time=${at(-5)} :ann!a@h PRIVMSG #c :!echo history`,
    `@time=${at(-5)} :ann!a@h PRIVMSG #c :!echo now`,
  );
  await link.hears(/ann: now/);
  expect(it.messages().map(({ text, replayed }) => [text.slice(6), replayed])).toEqual([
    ['1970', true],
    ['ten minutes ago', true],
    ['tomorrow', false],
    ['garbage', false],
    ['history', true],
    ['now', false],
  ]);
  for (const { atMs, text } of it.messages().slice(2, 4))
    expect([text, Math.abs(atMs - Date.now()) < 5000]).toEqual([text, true]);
});

test('row 49: after a stall of its own it answers first and does not leave', async () => {
  const server = await fake();
  const it = run({
    config: { server: `127.0.0.1:${server.port}` },
    tuning: { pingAfterMs: 100, pongWithinMs: 300 },
  });
  await it.online();
  const link = await server.link(1);
  await link.settled();
  link.send('PING :during-the-stall');
  const end = performance.now() + 3000;
  while (performance.now() < end);
  await link.hears(/^PONG :during-the-stall$/, 1000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(server.links).toHaveLength(1);
});

test.each(['refused', 'silent', 'greeting', 'online', 'frozen', 'waiting'] as const)(
  'row 50: the end comes within seconds when the link is %s',
  async (state) => {
    const frozen = state === 'silent' || state === 'greeting';
    const server = await fake({
      answer: (line) => (state === 'silent' ? true : frozen && line.startsWith('USER')),
    });
    const port = state === 'refused' || state === 'waiting' ? await freePort() : server.port;
    const it = bot({
      config: { server: `127.0.0.1:${port}` },
      tuning: { retryBaseMs: state === 'waiting' ? 60_000 : 50 },
    });
    if (state === 'online' || state === 'frozen') await it.online();
    else if (state === 'silent' || state === 'greeting') await server.link(1);
    else await problemOf(it);
    if (state === 'frozen') server.links[0]?.socket.pause();
    const waiting = it.platform.say('net/@ann' as never, { say: 'x' });
    const fate = waiting.then(
      () => 'sent',
      () => 'rejected',
    );
    const startedAt = performance.now();
    await it.stop();
    expect(performance.now() - startedAt).toBeLessThan(2500);
    if (state === 'online') await server.links[0]?.hears(/^QUIT :/);
    expect(await fate).toBe(state === 'online' || state === 'frozen' ? 'sent' : 'rejected');
    expect(it.platform.status().link.state).toBe('stopped');
  },
);

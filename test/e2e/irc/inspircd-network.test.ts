import { afterEach, expect, test } from 'vitest';
import { channelId } from '../../../src/base/ids.ts';
import { type InspircdOptions, type Inspircd, inspircd, oper } from '../../support/inspircd.ts';
import { freePort } from '../../support/irc-process.ts';
import { type Bot, type BotOptions, bot } from '../../support/irc-bot.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serve(options: InspircdOptions = {}): Promise<Inspircd> {
  const server = await inspircd(options);
  stops.push(() => server.stop());
  return server;
}

function run(
  { port }: Inspircd,
  more: Omit<Partial<BotOptions>, 'config'> & { config?: Partial<BotOptions['config']> } = {},
): Bot {
  const it = bot({
    echo: true,
    ...more,
    config: { server: `127.0.0.1:${port}`, channels: ['#castle'], ...more.config },
  });
  stops.push(() => it.stop());
  return it;
}

async function person({ port }: Inspircd, nick: string): Promise<IrcClient> {
  const client = await ircClient({ port, nick });
  stops.push(() => client.close());
  return client;
}

async function operator(server: Inspircd, nick = 'root'): Promise<IrcClient> {
  const client = await person(server, nick);
  client.send(`OPER ${oper.name} ${oper.password}`);
  await client.hears(/ 381 /);
  return client;
}

const self = (it: Bot) => it.platform.status().self;
const problems = (it: Bot) => it.log.map(({ facts }) => JSON.stringify(facts['problem'] ?? ''));

test('rows 1 and 2: with its nick taken it takes another, and its own as soon as that is free', async () => {
  const server = await serve();
  const holder = await person(server, 'Castellan');
  const it = run(server);
  await it.joined('#castle');
  expect(self(it)).toBe('castellan_');
  expect(it.platform.status().warnings).toMatchObject([/castellan is taken/]);
  holder.send('QUIT :bye');
  await it.until(() => self(it) === 'castellan', 'taking the nick back');
  expect(it.platform.status().warnings).toEqual([]);
});

test('row 2: it also sees the holder take another nick in a shared channel', async () => {
  const server = await serve({ without: ['monitor'] });
  const holder = await person(server, 'castellan');
  holder.send('JOIN #castle');
  const it = run(server, { tuning: { regainPollMs: 60_000 } });
  await it.joined('#castle');
  holder.send('NICK somebody');
  await it.until(() => self(it) === 'castellan', 'taking the nick back');
});

test('row 3: a forbidden nick leads to another one', async () => {
  const server = await serve({
    extra: '<badnick nick="castellan" reason="Reserved for services">',
  });
  const it = run(server);
  await it.joined('#castle');
  expect(self(it)).toBe('castella_');
});

test('row 4: a nick forced upon it is followed, answered to, and changed back', async () => {
  const server = await serve();
  const root = await operator(server);
  root.send('JOIN #castle');
  const it = run(server, { tuning: { regainAfterMs: 1000 } });
  await it.joined('#castle');
  root.send('SANICK castellan Other[Name');
  await it.until(() => self(it) === 'Other[Name', 'following');
  root.send('PRIVMSG #castle :other{name: hello');
  await it.until(
    () => it.messages().at(-1)?.addressed === 'hello',
    'being addressed by the new nick',
  );
  await it.until(() => self(it) === 'castellan', 'going back');
});

test('row 9: throttled connections are tried again until they are let in', async () => {
  const server = await serve({
    modules: ['connflood'],
    extra: '<connflood period="10" maxconns="3" timeout="3" bootwait="0" quitmsg="Throttled">',
  });
  const crowd = await Promise.all(
    ['anna', 'bert'].map((nick) => ircClient({ port: server.port, nick })),
  );
  stops.push(() => crowd.forEach((client) => client.close()));
  const it = run(server, { tuning: { retryBaseMs: 200 } });
  await it.until(() => problems(it).some((text) => text.includes('Throttled')), 'being throttled');
  await it.joined('#castle', 20_000);
});

test('row 10: it never floods a strict server', async () => {
  const server = await serve({ threshold: 40 });
  const it = run(server, { config: { pacing: { burst: 3, everyMs: 50 } } });
  await it.joined('#castle');
  const ann = await person(server, 'ann');
  ann.send('JOIN #castle');
  await ann.hears(/ 366 /);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      it.platform.say(channelId('net/#castle'), { say: `line ${at}` }),
    ),
  );
  expect(performance.now() - startedAt).toBeGreaterThan(700);
  await ann.hears(/:line 19$/);
});

test('row 10: thrown out for flooding, it comes back and sends more slowly', async () => {
  const strict = await serve({ threshold: 12 });
  const it = run(strict, { config: { pacing: { burst: 100, everyMs: 10 } } });
  await it.joined('#castle');
  for (let at = 0; at < 40; at += 1)
    it.platform.say(channelId('net/#castle'), { say: `line ${at}` }).catch(() => {});
  await it.until(
    () => problems(it).some((text) => text.includes('Excess Flood')),
    'being thrown out',
  );
  await it.until(() => it.platform.status().link.state === 'online', 'coming back', 15_000);
});

test('row 11: pings keep the link alive, and a frozen client is noticed by itself afterwards', async () => {
  const server = await serve({ pingfreq: 2 });
  const it = run(server, { tuning: { pingAfterMs: 60_000 } });
  await it.joined('#castle');
  await new Promise((resolve) => setTimeout(resolve, 7000));
  expect(it.log).toEqual([]);
  expect(it.platform.status().link.state).toBe('online');
});

test('row 12: a server that stands still is noticed and left', async () => {
  const server = await serve();
  const it = run(server, { tuning: { pingAfterMs: 200, pongWithinMs: 500 } });
  await it.joined('#castle');
  server.signal('SIGSTOP');
  await it.until(() => problems(it).some((text) => text.includes('has not answered')), 'noticing');
  server.signal('SIGCONT');
  await it.until(
    () => it.platform.status().link.state === 'online' && it.platform.status().spaces === 1,
    'coming back',
    20_000,
  );
});

test('row 16: killed, it comes back; banned from the network, it keeps away and says so', async () => {
  const server = await serve();
  const root = await operator(server);
  const it = run(server);
  await it.joined('#castle');
  root.send('KILL castellan :get lost');
  await it.until(() => problems(it).some((text) => text.includes('get lost')), 'being killed');
  await it.until(() => it.platform.status().spaces === 1, 'coming back', 15_000);
  root.send('KLINE castellan@127.0.0.1 3 :spam');
  const waiting = await it.until(() => {
    const { link } = it.platform.status();
    return link.state === 'waiting' && link;
  }, 'being banned');
  expect(waiting.retryAtMs - Date.now()).toBeGreaterThan(15 * 60_000);
  expect(it.platform.status().warnings).toMatchObject([/The network has banned the bot/]);
});

test('row 17: a server that is killed and comes back finds the bot in its channels again', async () => {
  const server = await serve();
  const it = run(server);
  await it.joined('#castle');
  const queued = it.platform.say(channelId('net/#castle'), { say: 'before' });
  await queued;
  server.signal('SIGKILL');
  await it.until(() => it.platform.status().link.state !== 'online', 'losing the link');
  const waiting = it.platform.say(channelId('net/#castle'), { say: 'kept for later' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await server.start();
  const ann = await person(server, 'ann');
  ann.send('JOIN #castle');
  await it.until(
    () => it.events.filter(({ kind }) => kind === 'space-joined').length === 2,
    'rejoining',
    20_000,
  );
  await waiting;
  await ann.hears(/castellan!\S+ (JOIN|PRIVMSG #castle :kept for later)/);
});

async function linkedPair(): Promise<{
  one: Inspircd;
  two: Inspircd;
  root: IrcClient;
  join: () => Promise<void>;
}> {
  const ports = [await freePort(), await freePort()] as const;
  const link = (name: string, port: number) =>
    `<link name="${name}" ipaddr="127.0.0.1" port="${port}" allowmask="*" sendpass="linkpass" recvpass="linkpass">`;
  const listen = (port: number) => `<bind address="127.0.0.1" port="${port}" type="servers">`;
  const one = await serve({
    name: 'one.castle.test',
    sid: '00A',
    modules: ['spanningtree'],
    extra: listen(ports[0]) + link('two.castle.test', ports[1]),
  });
  const two = await serve({
    name: 'two.castle.test',
    sid: '00B',
    modules: ['spanningtree'],
    extra: listen(ports[1]) + link('one.castle.test', ports[0]),
  });
  const root = await operator(one);
  root.send('JOIN #castle');
  const join = async () => {
    root.forget();
    root.send('CONNECT two.castle.test');
    for (let tries = 0; tries < 50; tries += 1) {
      root.send('LINKS');
      const end = await root.hears(/ (365|364 \S+ two\.castle\.test) /);
      if (end.includes('two.castle.test')) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The servers did not link');
  };
  return { one, two, root, join };
}

test(
  'rows 19 and 20: a netsplit and its healing are crowds, not people',
  { timeout: 40_000 },
  async () => {
    const { one, two, root, join } = await linkedPair();
    await join();
    const it = run(one);
    await it.joined('#castle');
    const far = await Promise.all(['fay', 'fred', 'fritz'].map((nick) => person(two, nick)));
    for (const client of far) client.send('JOIN #castle');
    await it.until(
      () => it.events.filter(({ kind }) => kind === 'member-joined').length === 3,
      'three joining',
    );
    const people = it.events.flatMap((event) => (event.kind === 'member-joined' ? [event] : []));
    expect(people.map(({ quiet }) => quiet)).toEqual([false, false, false]);
    root.send('SQUIT two.castle.test :split');
    await it.until(
      () => it.events.filter(({ kind }) => kind === 'member-left').length === 3,
      'three lost',
    );
    const lost = it.events.flatMap((event) => (event.kind === 'member-left' ? [event] : []));
    expect(lost.map(({ quiet }) => quiet)).toEqual([true, true, true]);
    root.send('MODE #castle -o fay');
    await join();
    await it.until(
      () => it.events.filter(({ kind }) => kind === 'member-joined').length >= 6,
      'three back',
    );
    const back = it.events
      .flatMap((event) => (event.kind === 'member-joined' ? [event] : []))
      .slice(3);
    expect(back.map(({ quiet, actor }) => [actor.name, quiet]).sort()).toEqual([
      ['fay', true],
      ['fred', true],
      ['fritz', true],
    ]);
    far[0]?.send('PART #castle', 'JOIN #castle');
    expect(it.platform.status().spaces).toBe(1);
  },
);

test(
  'rows 4 and 20: the same nick on both sides of a netjoin makes it a UID, and it comes back to its own',
  { timeout: 40_000 },
  async () => {
    const { one, two, join } = await linkedPair();
    const it = run(one, { tuning: { regainAfterMs: 500 } });
    await it.joined('#castle');
    const rival = await person(two, 'castellan');
    await join();
    await it.until(() => self(it) !== 'castellan', 'being renamed');
    expect(self(it)).toMatch(/^00A/);
    rival.send('QUIT');
    await it.until(() => self(it) === 'castellan', 'going back', 15_000);
  },
);

test.each(['ascii', 'rfc1459'] as const)(
  'row 35: with CASEMAPPING=%s names are compared as the server does',
  async (casemapping) => {
    const server = await serve({ options: `casemapping="${casemapping}"` });
    const it = run(server, { config: { channels: ['#Test[x]'] } });
    await it.joined('#Test[x]');
    const ann = await person(server, 'a[n');
    ann.send('JOIN #test[X]');
    await ann.hears(/ 366 /);
    ann.send('PRIVMSG #TEST[X] :one');
    await it.until(() => it.messages().length === 1, 'hearing');
    expect(it.messages()[0]?.where.channel).toBe(
      casemapping === 'ascii' ? 'net/#test[x]' : 'net/#test{x}',
    );
    const other = await ircClient({ port: server.port, nick: 'A{N', register: false });
    stops.push(() => other.close());
    other.send('NICK a{n', 'USER x 0 * :x');
    await other.hears(casemapping === 'ascii' ? / 001 / : / 433 /);
  },
);

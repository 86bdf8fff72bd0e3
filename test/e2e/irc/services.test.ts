import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Anope, anope, servicesLink } from '../../support/anope.ts';
import { type Inspircd, inspircd } from '../../support/inspircd.ts';
import { freePort } from '../../support/irc-process.ts';
import { type Bot, type BotOptions, bot } from '../../support/irc-bot.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

let server: Inspircd;
let services: Anope;
let linkPort = 0;
let castellan: Bot | undefined;
const clients: IrcClient[] = [];

async function person(nick: string): Promise<IrcClient> {
  const client = await ircClient({ port: server.port, nick });
  clients.push(client);
  return client;
}

async function servicesAreUp(): Promise<void> {
  const asks = await person(`asks${clients.length}`);
  for (let tries = 0; tries < 80; tries += 1) {
    asks.send('WHOIS NickServ');
    if (/ 311 /.test(await asks.hears(/ (311|401) /))) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The services never came');
}

beforeAll(async () => {
  linkPort = await freePort();
  server = await inspircd({
    modules: ['spanningtree', 'sasl', 'rmode', 'hideoper', 'servprotect', 'hidechans'],
    extra: servicesLink(linkPort),
    options: 'casemapping="ascii"',
  });
  services = anope(linkPort);
  await servicesAreUp();
  const owner = await person('castellan');
  owner.send('PRIVMSG NickServ :REGISTER castle-pw castellan@castle.test');
  await owner.hears(/registered/i);
  owner.send('QUIT');
  const ann = await person('ann');
  ann.send('PRIVMSG NickServ :REGISTER ann-pw ann@castle.test');
  await ann.hears(/registered/i);
});
afterEach(async () => {
  await castellan?.stop();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await services.stop();
  await server.stop();
});

const sasl = { mechanism: 'plain', account: 'castellan', password: 'castle-pw' } as const;

function run(config: Partial<BotOptions['config']>, tuning: BotOptions['tuning'] = {}): Bot {
  castellan = bot({
    tuning,
    config: { server: `127.0.0.1:${server.port}`, channels: ['#castle'], ...config },
  });
  return castellan;
}

test('row 40: with real services it logs in by SASL, and knows people by their accounts as they come and go', async () => {
  const it = run({ sasl });
  await it.joined('#castle');
  expect(it.platform.status().warnings).toEqual([]);
  const ann = clients.find(({ nick }) => nick === 'ann')!;
  ann.send('JOIN #castle', 'PRIVMSG #castle :as ann');
  await it.until(() => it.messages().at(-1)?.text === 'as ann', 'hearing ann');
  expect(it.messages().at(-1)?.actor).toMatchObject({
    id: 'irc:net:account:ann',
    identified: true,
  });
  ann.send('NICK annie', 'PRIVMSG #castle :as annie');
  await it.until(() => it.messages().at(-1)?.text === 'as annie', 'hearing annie');
  expect(it.messages().at(-1)?.actor).toMatchObject({ id: 'irc:net:account:ann', name: 'annie' });
  ann.forget();
  ann.send('PRIVMSG NickServ :LOGOUT');
  await ann.hears(/logged out/i);
  ann.send('PRIVMSG #castle :as nobody');
  await it.until(() => it.messages().at(-1)?.text === 'as nobody', 'hearing nobody');
  expect(it.messages().at(-1)?.actor).toMatchObject({
    id: 'irc:net:host:ann@127.0.0.1',
    identified: false,
  });
});

test('row 5: a wrong password at real services costs the login only, or keeps it away if so configured', async () => {
  const it = run({ sasl: { ...sasl, password: 'wrong' } });
  await it.joined('#castle', 20_000);
  expect(it.platform.status().warnings).toMatchObject([/Logging in to services failed: 904/]);
  await it.stop();
  const strict = run({ sasl: { ...sasl, password: 'wrong', onFailure: 'stop' } });
  await strict.until(
    () => strict.platform.status().link.state === 'stopped' && strict.statuses.length > 1,
    'stopping',
  );
});

test('row 2: real services free the nick for its owner', async () => {
  const thief = await person('castellan');
  const it = run({
    sasl,
    nickserv: { mask: 'NickServ!services@services.castle.test', regain: 'recover' },
  });
  await it.until(() => it.platform.status().self === 'castellan', 'taking the nick back', 20_000);
  expect(thief.closed || thief.heard(/NICK|KILL|ERROR/)).toBe(true);
});

test('row 8: without SASL it identifies to the real NickServ when asked', async () => {
  const it = run({
    nickserv: { mask: 'NickServ!services@services.castle.test', password: 'castle-pw' },
  });
  await it.joined('#castle', 15_000);
  const ann = await person('watcher');
  ann.send('WHOIS castellan');
  expect(await ann.hears(/ (330|318) /)).toMatch(/ 330 \S+ castellan castellan /);
});

test('row 7: services that come back get the login then', { timeout: 40_000 }, async () => {
  await services.pause();
  const it = run({ sasl }, { saslLookAgainMs: 1000 });
  await it.joined('#castle', 20_000);
  expect(it.platform.status().warnings).toMatchObject([/Logging in to services failed/]);
  services.resume();
  await it.until(() => it.platform.status().warnings.length === 0, 'logging in late', 25_000);
});

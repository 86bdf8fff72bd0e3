import { afterEach, describe, expect, test } from 'vitest';
import { castleHome } from '../../support/castle-home.ts';
import { type Inspircd, type InspircdOptions, inspircd, oper } from '../../support/inspircd.ts';
import { freePort } from '../../support/irc-process.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serve(options: InspircdOptions = {}): Promise<Inspircd> {
  const server = await inspircd({ modules: ['inviteexception'], ...options });
  stops.push(() => server.stop());
  return server;
}

async function person({ port }: Inspircd, nick: string): Promise<IrcClient> {
  const client = await ircClient({ port, nick });
  stops.push(() => client.close());
  return client;
}

/** Runs the network, and #castle: whoever is first there is its operator. */
async function operator(server: Inspircd): Promise<IrcClient> {
  const root = await person(server, 'root');
  root.send(`OPER ${oper.name} ${oper.password}`, 'JOIN #castle');
  await root.hears(/ 366 /);
  return root;
}

const home = ({ port }: Inspircd) => castleHome(port, stops);

/** Waits until the bot is in #castle, and makes it an operator. */
async function makeOperator(root: IrcClient): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    root.forget();
    root.send('NAMES #castle');
    if (/[ :@]castellan( |$)/.test(await root.hears(/ 353 /))) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  root.send('MODE #castle +o castellan');
  await root.hears(/MODE #castle \+o :?castellan/);
}

/** The modes of #castle as the server tells them, letters in order. */
async function modes(root: IrcClient): Promise<string> {
  root.forget();
  root.send('MODE #castle');
  const [, letters = '', value = ''] =
    / 324 \S+ #castle :?\+(\S*) ?:?(\d*)/.exec(await root.hears(/ 324 /)) ?? [];
  return `${Array.from(letters).sort().join('')} ${value}`.trim();
}

/** So many at once, as a raid does; how many got in. */
async function raid(
  server: Inspircd,
  count: number,
): Promise<{ in: number; clients: IrcClient[] }> {
  const clients = await Promise.all(
    Array.from({ length: count }, (_, at) => person(server, `raider${at}`)),
  );
  for (const client of clients) {
    client.send('JOIN #castle');
    // A raid has some breath, too; all in one packet would be over before anyone could act.
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  const got = await Promise.all(clients.map((client) => client.hears(/ (366|471|473) /)));
  return { in: got.filter((line) => line.includes(' 366 ')).length, clients };
}

describe('a raid on a real InspIRCd', { timeout: 90_000 }, () => {
  test('of thirty is stopped by a limit; what was set before is put back by command', async () => {
    const server = await serve();
    const root = await operator(server);
    const { run } = home(server);
    await run();
    await makeOperator(root);
    root.send('MODE #castle +l 500');
    const { in: got, clients } = await raid(server, 30);

    // Ten to be noticed, and no more than five above what was there then; the change takes a few joins' time.
    expect(got).toBeGreaterThanOrEqual(10);
    expect(got).toBeLessThanOrEqual(20);
    expect(await modes(root)).toMatch(/^lnt 1\d$/);
    root.forget();
    root.send('PRIVMSG #castle :!raid status');
    await root.hears(
      /#castle.*: slowed down, 9 min 5\d s left, 1 setting to be put back; \d+ newcomers now/,
    );
    root.send('PRIVMSG #castle :!raid lift');
    await root.hears(/#castle is open again: 1 setting is as it was before/);
    expect(await modes(root)).toBe('lnt 500');
    for (const client of clients) client.close();
  });

  test('a lockdown lets nobody in but the bot, outlives a kill, and ends at its time', async () => {
    const server = await serve();
    const root = await operator(server);
    const { run, console } = home(server);
    const first = await run();
    await makeOperator(root);
    expect(await console('raid level lockdown 20s #castle\n')).toMatch(
      /#castle is locked down for 20 s: at most 7 members for now, .* only invited people may come in; 2 settings changed/,
    );
    const stranger = await person(server, 'stranger');
    stranger.send('JOIN #castle');
    await stranger.hears(/ 473 /);
    expect(await modes(root)).toBe('ilnt 7');
    await first.end('SIGKILL');
    await run();
    await makeOperator(root);
    expect(await modes(root)).toBe('ilnt 7');
    await expect.poll(() => modes(root), { timeout: 40_000, interval: 500 }).toBe('nt');
    root.send('MODE #castle +I');
    expect(await root.hears(/ (346|347) /)).toMatch(/ 347 /);
  });

  test('says in so many words what it needs when it is no operator', async () => {
    const server = await serve();
    const root = await operator(server);
    const { run } = home(server);
    await run();
    await makeOperator(root);
    root.send('MODE #castle -o castellan', 'PRIVMSG #castle :!raid level slow');
    await root.hears(
      /I am no operator in #castle and can only watch\. Give me op: \/mode #castle \+o castellan/,
    );

    expect(await modes(root)).toBe('nt');
  });
});

describe('two linked InspIRCd', { timeout: 120_000 }, () => {
  test('forty people of the far side are lost and come back: nobody is counted, nothing is set', async () => {
    const ports = [await freePort(), await freePort()] as const;
    const link = (name: string, port: number) =>
      `<link name="${name}" ipaddr="127.0.0.1" port="${port}" allowmask="*" sendpass="linkpass" recvpass="linkpass">`;
    const listen = (port: number) => `<bind address="127.0.0.1" port="${port}" type="servers">`;
    const [one, two] = [
      await serve({
        ...{ name: 'one.castle.test', sid: '00A', modules: ['spanningtree'] },
        extra: listen(ports[0]) + link('two.castle.test', ports[1]),
      }),
      await serve({
        ...{ name: 'two.castle.test', sid: '00B', modules: ['spanningtree'] },
        extra: listen(ports[1]) + link('one.castle.test', ports[0]),
      }),
    ];
    const root = await operator(one);
    // Asked for again at every turn: a server just split off, or not yet listening, refuses without a word.
    const connect = async () => {
      await expect
        .poll(
          async () => {
            root.forget();
            root.send('CONNECT two.castle.test', 'LINKS');
            return (await root.hears(/ (365|364 \S+ two\.castle\.test) /)).includes(
              'two.castle.test',
            );
          },
          { timeout: 30_000, interval: 500 },
        )
        .toBe(true);
    };
    await connect();
    const far = await Promise.all(Array.from({ length: 40 }, (_, at) => person(two, `far${at}`)));
    for (const client of far) client.send('JOIN #castle');
    await Promise.all(far.map((client) => client.hears(/ 366 /)));
    const { run } = home(one);
    await run();
    await makeOperator(root);

    for (let turn = 0; turn < 2; turn += 1) {
      root.send('SQUIT two.castle.test :split');
      await root.hears(/far39\S* QUIT/);
      root.forget();
      await connect();
      await expect
        .poll(
          async () => {
            root.forget();
            root.send('NAMES #castle');
            return (await root.hears(/ 353 /)).split('far').length - 1;
          },
          { timeout: 10_000 },
        )
        .toBeGreaterThanOrEqual(30);
    }
    root.forget();
    root.send('PRIVMSG #castle :!raid status');
    await root.hears(/#castle.*: nothing set, nothing changed; 0 newcomers now, weight 0/);

    expect(await modes(root)).toBe('nt');
  });
});

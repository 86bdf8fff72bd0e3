import { afterEach, describe, expect, test } from 'vitest';
import { anope, servicesAnswer, servicesLink } from '../../support/anope.ts';
import { bansOf, castleScene, isHeard, joins } from '../../support/castle-scene.ts';
import { freePort } from '../../support/irc-process.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';
import { stopsOf } from '../../support/stops.ts';

const stops = stopsOf();
afterEach(() => stops.run());

/** #castle on an InspIRCd with Anope's services, where bob has an account and is logged in. */
async function scene(connection = '') {
  const linkPort = await freePort();
  const made = await castleScene(stops.list, {
    connection,
    modules: ['spanningtree', 'sasl', 'rmode', 'hideoper', 'servprotect', 'hidechans'],
    extra: servicesLink(linkPort),
    options: 'casemapping="ascii"',
  });
  const services = anope(linkPort);
  stops.list.push(() => services.stop());
  await servicesAnswer(made.root);
  made.bob.send('PRIVMSG NickServ :REGISTER bob-pw bob@castle.test');
  await made.bob.hears(/registered/i);
  /** Somebody with another nick, user and host, who then logs in as bob. */
  const bobAs = async (nick: string): Promise<IrcClient> => {
    const client = await ircClient({ port: made.server.port, nick, user: `u${nick}` });
    stops.list.push(() => client.close());
    made.root.send(`CHGHOST ${nick} ${nick}.elsewhere.example`);
    await client.hears(/ 396 |CHGHOST/);
    client.send('PRIVMSG NickServ :IDENTIFY bob bob-pw');
    await client.hears(/ 900 /);
    return client;
  };
  return { ...made, bobAs, services };
}

describe(
  'bans and quiets by account on a real InspIRCd with services',
  { timeout: 120_000 },
  () => {
    test('a ban keeps the account out from any nick and host, over a restart, until the pardon', async () => {
      const { root, bob, run, command, bobAs } = await scene();
      const first = await run();
      await command('!ban bob 1h spam', /bob is banned from #castle until .*\(#1\): spam/);
      await bob.hears(/KICK #castle bob/);
      expect(await bansOf(root)).toContainEqual('R:bob');
      expect(await joins(bob)).toBe(false);
      const robert = await bobAs('robert');
      expect(await joins(robert)).toBe(false);
      await first.end('SIGKILL');
      await run();
      expect(await joins(robert)).toBe(false);
      await command('!unban account:bob amnesty', /may come back to #castle/);
      expect(await bansOf(root)).toEqual([]);
      expect(await joins(robert)).toBe(true);
      expect(await joins(bob)).toBe(true);
    });

    test('a quiet silences the account from any nick and host, over a restart, until it is undone', async () => {
      const { root, bob, eve, run, command, bobAs } = await scene();
      const first = await run();
      const robert = await bobAs('robert');
      await command('!mute bob 1h flood', /bob is muted in #castle until .*\(#1\): flood/);
      expect(await isHeard(bob, root)).toBe(false);
      expect(await joins(robert)).toBe(true);
      expect(await isHeard(robert, root)).toBe(false);
      expect(await isHeard(eve, root)).toBe(true);
      await first.end('SIGKILL');
      await run();
      expect(await isHeard(robert, root)).toBe(false);
      bob.send('NICK bobby');
      await bob.hears(/NICK :?bobby/);
      expect(await isHeard(bob, root)).toBe(false);
      const asked = await command('!undo case 1', /sure:\w+/);
      const code = /sure:(\w+)/.exec(asked)?.[1] ?? '';
      await command(`!undo case 1 sure:${code}`, /taken back|undone|lifted/i);
      await expect.poll(() => isHeard(robert, root), { timeout: 20_000 }).toBe(true);
      expect(await isHeard(bob, root)).toBe(true);
      expect(await bansOf(root)).toEqual([]);
    });
  },
);

const withServices = `    chanserv: true
    nickserv: { mask: "NickServ!services@services.castle.test", password: castle-pw }
`;

/** The account of the bot owns #castle with ChanServ. */
async function owned(it: Awaited<ReturnType<typeof scene>>): Promise<void> {
  const { port } = it.server;
  const owner = await ircClient({ port, nick: 'castellan' });
  owner.send('PRIVMSG NickServ :REGISTER castle-pw castellan@castle.test');
  await owner.hears(/registered/i);
  owner.send('JOIN #castle');
  await owner.hears(/ 366 /);
  it.root.send('MODE #castle +o castellan');
  await owner.hears(/MODE #castle \+o/);
  owner.send('PRIVMSG ChanServ :REGISTER #castle');
  await owner.hears(/registered/i);
  owner.send('QUIT');
  await it.root.hears(/castellan!\S+ QUIT/);
  owner.close();
}

describe('a bot that is operator only through ChanServ', { timeout: 120_000 }, () => {
  test('asks for it when it has to act, and says so in words where services are away', async () => {
    const it = await scene(withServices);
    const { root, bob, command, services } = it;
    await owned(it);
    await it.start();
    await root.hears(/castellan!\S+ JOIN/, 30_000);
    const deposed = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      root.send('MODE #castle -o castellan', 'PING deposed');
      await root.hears(/PONG.*deposed/);
    };
    await deposed();
    await command('!ban bob dry', /It would hit bob in #castle/);
    expect(root.heard(/ChanServ\S* MODE #castle \+\S*o\S* .*castellan/)).toBe(false);
    await command('!ban bob 1h spam', /bob is banned from #castle/);
    expect(root.heard(/ChanServ\S* MODE #castle \+\S*o\S* .*castellan/)).toBe(true);
    await bob.hears(/KICK #castle bob/);
    expect(await joins(bob)).toBe(false);
    await deposed();
    await command('!unban account:bob', /may come back/);
    expect(await joins(bob)).toBe(true);
    await deposed();
    await services.pause();
    root.send('PRIVMSG #castle :!ban bob');
    await root.hears(/NOTICE root :I am no operator in #castle/, 20_000);
    expect(await bansOf(root)).toEqual([]);
    // Nothing was done, and nobody was told that it was.
    expect(await isHeard(bob, root)).toBe(true);
    expect(bob.heard(/NOTICE bob .*case 3/)).toBe(false);
  });
});

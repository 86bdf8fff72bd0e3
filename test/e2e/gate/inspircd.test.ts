import { afterEach, expect, test } from 'vitest';
import { castleHome } from '../../support/castle-home.ts';
import { inspircd, oper } from '../../support/inspircd.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function isHeard(client: IrcClient, root: IrcClient): Promise<boolean> {
  const text = `test ${Math.random()}`;
  client.forget();
  client.send(`PRIVMSG #castle :${text}`, 'PING over');
  await client.hears(/PONG.*over/);
  root.send('PING heard');
  await root.hears(/PONG.*heard/);
  return root.heard(new RegExp(text.replace('.', '\\.')));
}

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

const sumIn = (text: string): string => {
  const [, one, other] = /How much is (\d+) \+ (\d+)/.exec(text) ?? [];
  return String(Number(one) + Number(other));
};

test(
  'on a real InspIRCd, who comes into a moderated channel is asked, answers after a kill, has voice, and has it again',
  { timeout: 120_000 },
  async () => {
    const server = await inspircd({});
    stops.push(() => server.stop());
    const person = async (nick: string) => {
      const client = await ircClient({ port: server.port, nick });
      stops.push(() => client.close());
      return client;
    };
    const [root, bob] = [await person('root'), await person('bob')];
    root.send(`OPER ${oper.name} ${oper.password}`, 'JOIN #castle', 'MODE #castle +m');
    await root.hears(/MODE #castle .*\+.*m/);
    const home = castleHome(server.port, stops);
    const first = await home.run();
    await makeOperator(root);
    root.send('PRIVMSG #castle :!settings set gate.mode on');
    await root.hears(/PRIVMSG #castle :.*gate\.mode/, 20_000);
    bob.send('JOIN #castle');
    const hello = await bob.hears(/NOTICE bob :.*How much is/, 20_000);
    expect(await isHeard(bob, root)).toBe(false);
    await first.end('SIGKILL');

    await home.run();
    await makeOperator(root);
    bob.send('PRIVMSG castellan :verify in:#castle no idea');
    const again = await bob.hears(/(NOTICE|PRIVMSG) bob :.*How much is/, 20_000);
    expect(hello).toMatch(/verify in:#castle/);
    expect(await isHeard(bob, root)).toBe(false);
    // The command's own pause.
    await new Promise((resolve) => setTimeout(resolve, 5200));
    bob.send(`PRIVMSG castellan :verify in:#castle ${sumIn(again.split('\n').at(-1) ?? '')}`);
    await bob.hears(/Welcome to #castle: you are in/, 20_000);
    expect(await isHeard(bob, root)).toBe(true);
    bob.send('PART #castle', 'JOIN #castle');
    await expect.poll(() => isHeard(bob, root), { timeout: 20_000, interval: 500 }).toBe(true);
  },
);

import { afterEach, describe, expect, test } from 'vitest';
import { castleHome } from '../../support/castle-home.ts';
import { type Inspircd, inspircd, oper } from '../../support/inspircd.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function person({ port }: Inspircd, nick: string): Promise<IrcClient> {
  const client = await ircClient({ port, nick });
  stops.push(() => client.close());
  return client;
}

/** Root owns the bot and #castle, bob and eve are there; `run` starts the real program, which becomes operator. */
async function scene() {
  const server = await inspircd({});
  stops.push(() => server.stop());
  const root = await person(server, 'root');
  root.send(`OPER ${oper.name} ${oper.password}`, 'JOIN #castle');
  await root.hears(/ 366 /);
  const [bob, eve] = [await person(server, 'bob'), await person(server, 'eve')];
  for (const client of [bob, eve]) await joins(client);
  const home = castleHome(server.port, stops);
  const run = async () => {
    const running = await home.run();
    await makeOperator(root);
    return running;
  };
  return { root, bob, eve, run, console: home.console };
}

async function joins(client: IrcClient): Promise<boolean> {
  client.forget();
  client.send('JOIN #castle');
  return / 366 /.test(await client.hears(/ (366|474) /));
}

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

/** Says it and waits for the answer, wherever it comes. */
async function asks(client: IrcClient, to: string, line: string, answer: RegExp): Promise<string> {
  client.forget();
  client.send(`PRIVMSG ${to} :${line}`);
  return client.hears(answer, 20_000);
}

describe('appeals on a real InspIRCd', { timeout: 120_000 }, () => {
  test('a banned person appeals by private message; after a kill it is granted, and he comes in, speaks and is told', async () => {
    const { root, bob, eve, run, console } = await scene();
    const first = await run();
    await asks(root, '#castle', '!ban bob spam', /bob is banned from #castle \(#1\): spam/);
    await bob.hears(/NOTICE bob :.*appeal 1 in:#castle/);
    expect(await joins(bob)).toBe(false);
    await asks(eve, 'castellan', 'appeal 1 in:#castle me too', /nothing that was done to you/);
    await asks(bob, 'castellan', 'appeal it was my brother', /Your appeal #1 against case 1/);
    await asks(bob, 'castellan', 'appeal again', /There is an appeal against case 1 already/);
    await first.end('SIGKILL');

    const second = await run();
    expect(await console('appeal view 1 in:#castle\n')).toMatch(
      /Appeal #1 of bob against case 1, a ban.*waiting.*spam.*it was my brother/s,
    );
    expect(await joins(bob)).toBe(false);
    await asks(root, '#castle', '!appeal approve 1 sorry', /Appeal #1 of .*bob.* is granted/);
    await second.end('SIGTERM');

    // He is told when he is seen next, by another run of the program.
    await run();
    expect(await joins(bob)).toBe(true);
    await bob.hears(/NOTICE bob :.*granted: case 1 is taken back. sorry/, 20_000);
    expect(await isHeard(bob, root)).toBe(true);
    expect(await console('case 1 in:#castle\n')).toMatch(/Case #1: ban of bob/);
  });

  test('who may not speak, or was banned by a mask, appeals in the same way', async () => {
    const { root, bob, eve, run } = await scene();
    await run();
    await asks(root, '#castle', '!mute eve 1h flood', /eve is muted/);
    await asks(eve, 'castellan', 'appeal I was quiet', /Your appeal #1 against case 1/);
    await asks(root, '#castle', '!appeal deny 1', /Say why/);
    await asks(root, '#castle', '!appeal deny 1 you were not', /Appeal #1 of .*eve.* is denied/);
    await eve.hears(/NOTICE eve :.*denied: you were not/, 20_000);
    expect(await isHeard(eve, root)).toBe(false);

    await asks(root, '#castle', '!ban *!bob@* 1h spam', /(is banned|sure:)/);
    const code = /sure:(\w+)/.exec(root.lines.join('\n'))?.[1];
    if (code !== undefined)
      await asks(root, '#castle', `!ban *!bob@* 1h sure:${code} spam`, /is banned/);
    expect(await joins(bob)).toBe(false);
    await asks(bob, 'castellan', 'appeal in:#castle I am no spammer', /Your appeal #2/);
    await asks(root, '#castle', '!appeal approve 2', /Appeal #2 of .*bob.* is granted/);
    expect(await joins(bob)).toBe(true);
    await bob.hears(/NOTICE bob :.*granted/, 20_000);
    expect(await isHeard(bob, root)).toBe(true);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { castleHome } from '../../support/castle-home.ts';
import { type Inspircd, type InspircdOptions, inspircd, oper } from '../../support/inspircd.ts';
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

async function person({ port }: Inspircd, nick: string): Promise<IrcClient> {
  const client = await ircClient({ port, nick });
  stops.push(() => client.close());
  return client;
}

/** Root runs the network and #castle, bob and eve are there; `run` starts the real program, which becomes operator. */
async function scene(options: InspircdOptions = {}) {
  const server = await serve(options);
  const root = await person(server, 'root');
  root.send(`OPER ${oper.name} ${oper.password}`, 'JOIN #castle');
  await root.hears(/ 366 /);
  const [bob, eve] = [await person(server, 'bob'), await person(server, 'eve')];
  for (const client of [bob, eve]) await joins(client);
  const home = castleHome(server.port, stops);
  const { console } = home;
  const run = async () => {
    const running = await home.run();
    await makeOperator(root);
    return running;
  };
  /** Says a command in the channel and waits for the answer. */
  const command = async (line: string, answer: RegExp): Promise<string> => {
    root.forget();
    root.send(`PRIVMSG #castle :${line}`);
    return root.hears(answer, 20_000);
  };
  return { server, root, bob, eve, run, console, command };
}

async function joins(client: IrcClient): Promise<boolean> {
  client.forget();
  client.send('JOIN #castle');
  return / 366 /.test(await client.hears(/ (366|474) /));
}

/** Whether what he says arrives at root. */
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

/** The list of bans as the server tells it. */
async function bans(root: IrcClient): Promise<readonly string[]> {
  root.forget();
  const before = root.lines.length;
  root.send('MODE #castle +b');
  await root.hears(/ 368 /);
  return root.lines.slice(before).flatMap((line) => / 367 \S+ #castle (\S+)/.exec(line)?.[1] ?? []);
}

describe('staff on a real InspIRCd', { timeout: 120_000 }, () => {
  test('mute: he cannot speak, others can; after the pardon, and after its time, he can', async () => {
    const { root, bob, eve, run, command } = await scene();
    await run();
    await command('!mute bob 1h flood', /bob is muted in #castle until .*\(#1\): flood/);
    // All of them share one host: the entry hits bob alone.
    expect(await isHeard(bob, root)).toBe(false);
    expect(await isHeard(eve, root)).toBe(true);
    expect(await bans(root)).toEqual([expect.stringMatching(/^m:.*bob/)]);
    await command('!unmute bob', /bob may speak again/);
    expect(await isHeard(bob, root)).toBe(true);
    expect(await bans(root)).toEqual([]);
    await command('!mute bob 3s', /bob is muted/);
    expect(await isHeard(bob, root)).toBe(false);
    await expect.poll(() => isHeard(bob, root), { timeout: 30_000, interval: 500 }).toBe(true);
  });

  test('ban outlives a kill of the program and ends at its time; its pardon lets in, whoever had set it', async () => {
    const { root, bob, run, command, console } = await scene();
    const first = await run();
    await command('!ban bob 12s spam', /bob is banned from #castle until .*\(#1\): spam/);
    await bob.hears(/KICK #castle bob/);
    expect(await joins(bob)).toBe(false);
    await first.end('SIGKILL');
    await run();
    await expect.poll(() => joins(bob), { timeout: 40_000, interval: 500 }).toBe(true);
    expect(await bans(root)).toEqual([]);
    expect(await console('case 1 in:#castle\n')).toMatch(/Case #1: ban of bob \(over\)/);
    // An operator bans by hand: the pardon lifts that, too.
    root.send('MODE #castle +b *!bob@*', 'KICK #castle bob');
    await bob.hears(/KICK #castle bob/);
    expect(await joins(bob)).toBe(false);
    await command('!unban bob', /bob may come back to #castle/);
    expect(await joins(bob)).toBe(true);
  });

  test('kick sends away and lets come back; everything works from the console too', async () => {
    const { bob, eve, run, console } = await scene();
    await run();
    expect(await console('kick bob in:#castle enough\n')).toMatch(
      /bob is out of #castle \(#1\): enough/,
    );
    expect(await bob.hears(/KICK #castle bob/)).toMatch(/enough/);
    expect(await joins(bob)).toBe(true);
    expect(await console('warn eve in:#castle rule:2 be nice\n')).toMatch(
      /eve is warned \(#2\): be nice He was told\./,
    );
    await eve.hears(/NOTICE eve :.*You are warned in #castle: be nice \(case 2\)/);
    expect(await console('case stats in:#castle\n')).toMatch(
      /2 cases in #castle.*1 kick.*1 warning/s,
    );
    expect(await console('ban eve\n')).toMatch(/Say which place is meant/);
  });

  test('a list that is full, a missing right and a server that cannot mute are said in words', async () => {
    const { root, run, command } = await scene({
      without: ['muteban'],
      extra: '<maxlist mode="ban" chan="*" limit="2">',
    });
    await run();
    root.send('MODE #castle +b one!*@*', 'MODE #castle +b two!*@*');
    root.send('PRIVMSG #castle :!ban bob');
    await root.hears(/NOTICE root :The list of #castle is full/, 20_000);
    root.send('PRIVMSG #castle :!mute bob');
    await root.hears(/NOTICE root :This server knows no way to silence somebody/);
    await command('!case list', /#1.*ban.*could not be done.*of .*bob/);
    root.send('MODE #castle -o castellan', 'PRIVMSG #castle :!kick bob');
    await root.hears(
      /NOTICE root :I am no operator in #castle\. Give me op: \/mode #castle \+o castellan/,
    );
  });
});

describe('bans that stood before Castellan came', { timeout: 90_000 }, () => {
  test('are shown, written down as cases in force, and lifted by them; a second time there is nothing', async () => {
    const { root, eve, run, command } = await scene();
    root.send('MODE #castle +b *!*@bad.example', 'MODE #castle +b eve!*@*', 'KICK #castle eve');
    await root.hears(/MODE #castle \+b :?eve/);
    expect(await joins(eve)).toBe(false);
    await run();

    root.send('PRIVMSG castellan :import read irc-bans irc:castle:#castle');
    await root.hears(/2 cases would be written down/, 20_000);
    const shown = await root.hears(/import confirm (\w{6})/, 20_000);
    const code = /import confirm (\w{6})/.exec(shown)?.[1] ?? '';
    root.send(`PRIVMSG castellan :import confirm ${code}`);
    await root.hears(/2 cases were written down/, 20_000);

    root.forget();
    root.send('PRIVMSG castellan :import read irc-bans irc:castle:#castle');
    await root.hears(/No setting would change, 2 are so already/, 20_000);

    const told = await command('!case 2', /ban of eve!\*@\*|ban of \*!\*@bad/);
    const number = /eve!/.test(told) ? 2 : 1;
    await command(`!case reverse ${number} amnesty`, /#\d/);
    await expect.poll(() => joins(eve), { timeout: 20_000 }).toBe(true);
  });
});

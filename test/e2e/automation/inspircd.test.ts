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

async function joins(client: IrcClient): Promise<void> {
  client.forget();
  client.send('JOIN #castle');
  await client.hears(/ 366 /);
}

/** Root runs the network and #castle, bob is there; the real program becomes operator. */
async function scene() {
  const server = await inspircd();
  stops.push(() => server.stop());
  const root = await person(server, 'root');
  root.send(`OPER ${oper.name} ${oper.password}`, 'JOIN #castle');
  await root.hears(/ 366 /);
  const bob = await person(server, 'bob');
  await joins(bob);
  const home = castleHome(server.port, stops);
  const running = await home.run();
  for (let tries = 0; tries < 100; tries += 1) {
    root.forget();
    root.send('NAMES #castle');
    if (/[ :@]castellan( |$)/.test(await root.hears(/ 353 /))) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  root.send('MODE #castle +o castellan');
  await root.hears(/MODE #castle \+o :?castellan/);
  /** Says a command in the channel and waits for the answer. */
  const command = async (line: string, answer: RegExp): Promise<string> => {
    root.forget();
    root.send(`PRIVMSG #castle :${line}`);
    return root.hears(answer, 20_000);
  };
  return { server, root, bob, home, running, command };
}

describe('automations on a real InspIRCd', { timeout: 120_000 }, () => {
  test('a welcome and a command with voice, which are there after a kill of the program', async () => {
    const { server, root, bob, home, running, command } = await scene();
    await command(
      '!automation create when someone joins then say "Welcome to {{ space }}, {{ person }}!"',
      /\(on\): when someone joins/,
    );
    const eve = await person(server, 'eve');
    await joins(eve);
    await eve.hears(/PRIVMSG #castle :Welcome to #castle, eve!/, 20_000);

    await command(
      '!automation create Voice: when command "voice" then give voice and reply "Speak, {{ args | default: \'friend\' }}"',
      /\(on\): when someone gives the command "voice"/,
    );
    bob.forget();
    bob.send('PRIVMSG #castle :!voice now');
    await bob.hears(/PRIVMSG #castle :bob: Speak, now/, 20_000);
    await root.hears(/MODE #castle \+v :?bob/);

    await running.end('SIGKILL');
    await home.run();
    const fay = await person(server, 'fay');
    await expect
      .poll(
        async () => {
          fay.send('PART #castle');
          await joins(fay);
          await new Promise((resolve) => setTimeout(resolve, 1000));
          return fay.heard(/Welcome to #castle, fay!/);
        },
        { timeout: 40_000 },
      )
      .toBe(true);
    await command('!help', /\*?\u0002?Made here\u0002?: voice/);
  });
});

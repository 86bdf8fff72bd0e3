import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CastellanProcess,
  castellan,
  dataFolder,
  forgetData,
} from '../../support/castellan.ts';
import { cli } from '../../support/cli.ts';
import { type Inspircd, inspircd } from '../../support/inspircd.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';

const data = dataFolder();
const config = join(data, 'castellan.yaml');
let server: Inspircd;
let program: CastellanProcess;

beforeAll(async () => {
  server = await inspircd();
  writeFileSync(
    config,
    `connections:
  - id: castle
    platform: irc
    server: "127.0.0.1:${server.port}"
    tls: false
    nick: castellan
    pacing: { burst: 20, everyMs: 100 }
    channels: ["#castle", "#quebec", "#tower"]
`,
  );
  program = await castellan({ data, args: ['--config', config] });
});

afterAll(async () => {
  await program.end();
  await server.stop();
  forgetData(data);
});

/** Someone with an own user name, who is in these channels and sees the bot there. */
async function visitor(nick: string, ...channels: readonly string[]): Promise<IrcClient> {
  const client = await ircClient({ port: server.port, nick });
  for (const channel of channels) {
    client.send(`JOIN ${channel}`);
    await client.hears(new RegExp(` 366 ${nick} ${channel} `));
  }
  await expect.poll(() => inChannel(client, channels[0] ?? ''), { timeout: 10_000 }).toBe(true);
  return client;
}

async function inChannel(client: IrcClient, channel: string): Promise<boolean> {
  client.forget();
  client.send(`NAMES ${channel}`);
  const names = await client.hears(/ 353 /);
  return names.includes('castellan');
}

const scraped = async (name: string): Promise<number> => {
  const text = await (await fetch(`${program.ready.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);
};

/** How many queries there were, once nothing of the start asks any more: a place that was entered is compared with its cases. */
async function queriesOfRest(): Promise<number> {
  for (let before = -1; ;) {
    const now = await scraped('castellan_database_queries_total');
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 2500));
  }
}

/** How many messages count on the connection now. */
async function saidLately(): Promise<number> {
  const asked = { cwd: data, input: '.floodstatus\n' };
  const { stdout } = await cli(['console', '--config', config, '--data', data], asked);
  return Number(/All that I say on castle: (\d+) of/.exec(stdout)?.[1] ?? 0);
}

describe('the whole program on a real InspIRCd', () => {
  test('answers help, choose and a slip of the keyboard', async () => {
    const ann = await visitor('ann', '#castle');
    ann.send('PRIVMSG #castle :!help');
    await ann.hears(/PRIVMSG #castle :ann: .*What I can do/);
    ann.send('PRIVMSG #castle :!choose tea | Tea | coffee');
    await ann.hears(/PRIVMSG #castle :ann: I choose (tea|coffee)!/);
    await ann.hears(/NOTICE ann :1 duplicate option was removed/);
    ann.send('PRIVMSG #castle :!chose tea | coffee');
    await ann.hears(/Did you mean .?choose/);
    ann.close();
  });

  test('five nicks flood a channel: it falls silent for them and for nobody elsewhere, without one query', async () => {
    const nicks = ['fa', 'fb', 'fc', 'fd', 'fe'];
    const crowd = await Promise.all(nicks.map((nick) => visitor(nick, '#quebec')));
    const innocent = await visitor('carol', '#castle');
    const queries = await queriesOfRest();
    for (let turn = 0; turn < 4; turn += 1) {
      for (const one of crowd) one.send(`PRIVMSG #quebec :!choose a${turn} | b${turn}`);
    }
    innocent.send('PRIVMSG #castle :!choose red | blue');
    await innocent.hears(/carol: I choose (red|blue)!/, 3000);
    const late = await visitor('late', '#quebec');
    late.send('PRIVMSG #quebec :!choose a | b');
    await late.hears(/NOTICE late :Too many commands came here; I am silent for \d+ seconds/);

    expect(await scraped('castellan_database_queries_total')).toBeLessThanOrEqual(queries + 5);
    const status = await cli(['console', '--config', config, '--data', data], {
      cwd: data,
      input: '.floodstatus\nrate stats\n',
    });
    expect(status.stdout).toMatch(/Asked in #quebec: silent for \d+ s more/);
    expect(status.stdout).toMatch(/channel: [1-9]\d* turned away/);
    for (const one of [...crowd, innocent, late]) one.close();
  });

  // In a channel of its own: what others said before counts for a channel, too. What they were answered counts for the
  // connection: it has to be forgotten first.
  test('a nick that floods alone is held back, and changing nick lifts nothing', async () => {
    await expect.poll(saidLately, { timeout: 30_000, interval: 500 }).toBeLessThan(5);
    const spammer = await visitor('spam', '#tower');
    const victim = await visitor('bystander', '#tower');
    for (let turn = 0; turn < 12; turn += 1) spammer.send(`PRIVMSG #tower :!choose a | b${turn}`);
    await spammer.hears(/NOTICE spam :.*(too fast|just used this command)/);
    spammer.forget();
    spammer.send('NICK innocent');
    await spammer.hears(/NICK :?innocent/);
    spammer.send('PRIVMSG #tower :!choose a | b');
    victim.send('PRIVMSG #tower :!choose up | down');
    await victim.hears(/bystander: I choose (up|down)!/, 3000);

    expect(spammer.heard(/innocent: I choose/)).toBe(false);
    spammer.close();
    victim.close();
  });
});

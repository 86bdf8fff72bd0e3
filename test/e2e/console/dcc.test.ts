import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Anope, anope, servicesAnswer, servicesLink } from '../../support/anope.ts';
import { folderWith, started } from '../../support/cli.ts';
import { type Inspircd, inspircd } from '../../support/inspircd.ts';
import { type IrcClient, ircClient } from '../../support/irc-client.ts';
import { freePort } from '../../support/irc-process.ts';
import { testNetwork } from '../../support/irc-sandbox-harness.ts';
import { type Irssi, irssi } from '../../support/irssi.ts';

const host = '127.0.0.1';

/** The whole program on a network, with the console open by DCC to the account teuk. */
async function program(port: number, console: string) {
  const folder = folderWith({
    'castellan.yaml': `connections:
  - id: net
    platform: irc
    server: "${host}:${port}"
    tls: false
    nick: castellan
    pacing: { burst: 50, everyMs: 50 }
    channels: ["#castle"]
owners: ["irc:net:account:teuk"]
console: ${console}
`,
  });
  const running = await started([], { cwd: folder });
  onTestFinished(async () => {
    await running.end('SIGTERM');
  });
  await expect.poll(() => running.stderr(), { timeout: 15_000 }).toMatch(/Connection online/);
  return running;
}

/** Types the code that irssi shows, in the newest chat. */
async function logsIn(client: Irssi, chat = 'castellan'): Promise<void> {
  const codes = /Your code for the console is ([\da-f]{5}-[\da-f]{5})\./g;
  await client.shows(/NOT encrypted/);
  await client.shows(codes);
  const code = [...(await client.screen()).matchAll(codes)].at(-1)?.[1] ?? '';
  await client.type(`/msg =${chat} ${code}`);
  await client.shows(/Welcome, teuk\./);
}

/** What an operator does with the console, whichever way it was opened. */
async function usesConsole(client: Irssi, chat = 'castellan'): Promise<void> {
  await client.type(`/msg =${chat} .help`);
  await client.shows(/This console: console, who, chat, bcast, quit/);
  await client.type(`/msg =${chat} .floodstatus`);
  await client.shows(/Nobody and nothing/);
  await client.type(`/msg =${chat} .who`);
  await client.shows(/#1 teuk — DCC CHAT, net.*\(you\)/);
  await client.type(`/msg =${chat} .quit`);
  await client.shows(/Goodbye/);
}

const on = (ports: number) =>
  `{ dcc: on, dcc_private: true, dcc_address: ${host}, dcc_ports: "${ports}" }`;

describe('irssi on a real InspIRCd with services', () => {
  let server: Inspircd;
  let services: Anope;
  const clients: IrcClient[] = [];

  async function person(nick: string): Promise<IrcClient> {
    const client = await ircClient({ port: server.port, nick });
    clients.push(client);
    return client;
  }

  beforeAll(async () => {
    const linkPort = await freePort();
    server = await inspircd({
      modules: ['spanningtree', 'sasl', 'rmode', 'hideoper', 'servprotect', 'hidechans'],
      extra: servicesLink(linkPort),
      options: 'casemapping="ascii"',
    });
    services = anope(linkPort);
    const first = await person('teuk');
    await servicesAnswer(first);
    first.send('PRIVMSG NickServ :REGISTER teuk-pw teuk@castle.test');
    await first.hears(/registered/i);
    first.send('QUIT');
    await first.hears(/^ERROR /);
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await services.stop();
    await server.stop();
  });

  async function teuk({ identified = true } = {}): Promise<Irssi> {
    const client = await irssi({ host, port: server.port, nick: 'teuk' });
    await client.shows(/End of message of the day|MOTD|Welcome to/i);
    if (!identified) return client;
    await client.type('/msg NickServ IDENTIFY teuk teuk-pw');
    await client.shows(/now identified|accepted|recognized/i);
    return client;
  }

  test('/dcc chat opens the console, with a code that comes by notice', async () => {
    await program(server.port, on(await freePort()));
    const client = await teuk();
    await client.type('/dcc chat castellan');
    await logsIn(client);
    await usesConsole(client);
  });

  test('/ctcp castellan chat has the bot listen', async () => {
    await program(server.port, on(await freePort()));
    const client = await teuk();
    await client.type('/ctcp castellan CHAT');
    await client.shows(/DCC CHAT from castellan/);
    await client.type('/dcc chat castellan');
    await logsIn(client);
    await usesConsole(client);
  });

  test('/dcc chat -passive has the bot listen too', async () => {
    await program(server.port, on(await freePort()));
    const client = await teuk();
    await client.type('/dcc chat -passive castellan');
    // Irssi takes the answer for an offer of a second castellan.
    await client.shows(/DCC CHAT from castellan2/);
    await client.type('/dcc chat castellan2');
    await logsIn(client, 'castellan2');
    await usesConsole(client, 'castellan2');
  });

  test('a bot that cannot listen asks irssi to', async () => {
    await program(server.port, '{ dcc: on, dcc_private: true }');
    const client = await teuk();
    await client.type('/ctcp castellan CHAT');
    await client.shows(/DCC CHAT from castellan/);
    await client.type('/dcc chat castellan');
    await logsIn(client);
    await usesConsole(client);
  });

  test('the nick alone opens nothing, and is not answered', async () => {
    const running = await program(server.port, on(await freePort()));
    const client = await teuk({ identified: false });
    await client.type('/dcc chat castellan');
    await client.type('/msg castellan .floodstatus');
    await client.shows(/There is no command .*\.floodstatus/);

    expect(await client.screen()).not.toMatch(/Your code|connection with castellan established/);
    expect(running.stderr()).not.toMatch(/logged in to the console/);
  });

  test('dot-commands work in private, for the account and not for a nick, and never in a channel', async () => {
    await program(server.port, on(await freePort()));
    const owner = await person('boss');
    owner.send('PRIVMSG NickServ :IDENTIFY teuk teuk-pw');
    await owner.hears(/identified|accepted|recognized/i);
    owner.send('JOIN #castle', 'PRIVMSG castellan :.floodstatus');
    await owner.hears(/PRIVMSG boss :.*Nobody and nothing/);
    owner.send('PRIVMSG castellan :.rate unmute boss');
    await owner.hears(/NOTICE boss :boss was not muted/);
    owner.send('PRIVMSG castellan :.help');
    await owner.hears(/PRIVMSG boss :.*What I can do/);
    owner.forget();
    owner.send('PRIVMSG #castle :.floodstatus', 'PRIVMSG #castle :!ping');
    expect(await owner.hears(/PRIVMSG #castle :boss/)).not.toMatch(/Nobody and nothing|Held back/);
    owner.send('QUIT');
  });

  test('while it is switched off, an operator is told how to switch it on', async () => {
    await program(server.port, '{ dcc: off }');
    const client = await teuk();
    await client.type('/dcc chat castellan');
    await client.shows(/switched off.*castellan\.yaml/s);
  });

  test('an offer into the own network is not followed unless that is set', async () => {
    await program(server.port, '{ dcc: on }');
    const client = await teuk();
    await client.type('/dcc chat castellan');
    await client.shows(/127\.0\.0\.1, which is no public address/);
  });
});

describe('irssi on the simulated network', () => {
  test('/dcc chat opens the console, and the log streams on it', async () => {
    const network = await testNetwork();
    const running = await program(network.port, on(await freePort()));
    const client = await irssi({ host: network.host, port: network.port, nick: 'teuk' });
    await network.arrives('teuk', [], { withinMs: 10_000 });
    await client.type('/msg NickServ REGISTER teuk-pw');
    await client.type('/msg NickServ IDENTIFY teuk teuk-pw');
    await client.shows(/You are now identified for teuk/);
    await client.type('/dcc chat castellan');
    await logsIn(client);
    await client.type('/msg =castellan .console 3');
    await client.shows(/The log is shown: everything but details/);
    network.oper.kill('castellan', 'testing');
    await client.shows(/info +Connection (waiting|connecting)/);
    await usesConsole(client);

    expect(running.stderr()).toMatch(/An operator logged in to the console/);
    expect(running.stderr()).not.toMatch(/[\da-f]{5}-[\da-f]{5}/);
  });
});

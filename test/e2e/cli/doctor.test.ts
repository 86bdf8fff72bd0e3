import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cli, folderWith, started, testGuild } from '../../support/cli.ts';
import { testNetwork } from '../../support/irc-sandbox-harness.ts';

interface Check {
  readonly subject: string;
  readonly state: 'ok' | 'note' | 'bad';
  readonly finding: string;
  readonly remedy?: string;
}

/** Runs the doctor; fails when its answer is not one JSON document that fits its exit code. */
async function doctor(cwd: string, args: readonly string[] = [], environment = {}) {
  const { code, stdout } = await cli(['doctor', '--json', ...args], { cwd, environment });
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: readonly Check[] };
  expect(code).toBe(ok ? 0 : 1);
  expect(ok).toBe(checks.every(({ state }) => state !== 'bad'));
  return {
    ok,
    checks,
    all: (subject: string) => checks.filter((check) => check.subject === subject),
    one: (subject: string) => checks.find((check) => check.subject === subject),
  };
}

/** A port that nobody has. */
async function freePort(): Promise<{ port: number; free: () => Promise<void> }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const free = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(free);
  return { port: typeof address === 'object' && address ? address.port : 0, free };
}

describe('castellan doctor', () => {
  test('finds nothing wrong with a good setup on both networks, and changes nothing', async () => {
    const network = await testNetwork();
    network.services.register('castellan', 'secret one');
    const discord = await testGuild();
    const folder = folderWith({
      'castellan.yaml': `
connections:
  - { id: net, platform: irc, server: "127.0.0.1:${network.port}", tls: false, nick: castellan, sasl: { mechanism: plain, account: castellan, password: "\${P}" } }
  - { id: guilds, platform: discord, token: "\${T}", api: "${discord.api}" }
owners: ["irc:net:account:ann"]
dashboard: { port: 0 }
`,
      '.env': `P='secret one'\nT=${discord.bot.token}\n`,
    });
    chmodSync(join(folder, '.env'), 0o600);

    const found = await doctor(folder);

    expect(found.ok).toBe(true);
    expect(found.one('configuration')?.finding).toMatch(/right \(net, guilds\)/);
    expect(found.one('net: server')).toMatchObject({ state: 'ok' });
    expect(found.one('net: nick')?.finding).toBe('castellan is free');
    expect(found.one('net: login')).toMatchObject({
      state: 'note',
      remedy: expect.stringContaining('scram-sha-256') as string,
    });
    expect(found.one('guilds: token')?.finding).toMatch(/logs in as castellan/);
    expect(found.one('guilds: servers')).toMatchObject({ state: 'ok' });
    expect(existsSync(join(folder, 'data'))).toBe(false);
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`secret one|${discord.bot.token}`));
  });

  test('tells people the same in lines, with the way to mend it under each', async () => {
    const folder = folderWith({ 'castellan.yaml': 'dashboard: { host: 203.0.113.7 }' });
    const { code, stdout } = await cli(['doctor'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^bad +port +203\.0\.113\.7:7070 cannot be used \(EADDRNOTAVAIL\)\n +→ dashboard\.host is no address/m,
    );
    expect(stdout).toMatch(/^ok +node /m);
    expect(stdout).toMatch(/1 thing has to be mended\.\n$/);
  });

  test('lists what is wrong in the configuration, and looks at a folder that is named all the same', async () => {
    const folder = folderWith({ 'castellan.yaml': 'prefx: "!"\nlog: { level: loud }' });
    const found = await doctor(folder, ['--data', 'elsewhere']);
    expect(found.all('configuration').map(({ finding }) => finding)).toEqual([
      expect.stringMatching(/^line 1, prefx: .*Did you mean "prefix"/),
      expect.stringMatching(/^line 2, log\.level: .*debug, info, warn or error/),
    ]);
    expect(found.one('data')?.finding).toMatch(/elsewhere is not there yet/);
  });

  test('tells of networks that cannot be reached and of an untrusted token; --offline leaves them out', async () => {
    const discord = await testGuild();
    const folder = folderWith({
      'castellan.yaml': `
connections:
  - { id: net, platform: irc, server: ["127.0.0.1:1", "127.0.0.1:2"], tls: false, nick: castellan }
  - { id: guilds, platform: discord, token: wrong, api: "${discord.api}" }
dashboard: { port: 0 }
`,
    });
    const found = await doctor(folder);
    expect(found.all('net: server').map(({ state, finding }) => [state, finding])).toEqual([
      ['bad', '127.0.0.1:1: nobody listens there'],
      ['bad', '127.0.0.1:2: nobody listens there'],
    ]);
    expect(found.one('guilds: token')).toMatchObject({ state: 'bad' });
    expect(found.one('guilds: token')?.finding).toMatch(/Reset Token/);

    const offline = await doctor(folder, ['--offline']);
    expect(offline.ok).toBe(true);
    expect(offline.one('net: server')).toBeUndefined();
  });

  test('tells of a taken port', async () => {
    const { port, free } = await freePort();
    const folder = folderWith({ 'castellan.yaml': `dashboard: { port: ${port} }` });
    expect((await doctor(folder)).one('port')).toMatchObject({
      state: 'bad',
      finding: expect.stringContaining('EADDRINUSE') as string,
      remedy: expect.stringContaining('--port') as string,
    });
    await free();
    expect((await doctor(folder)).one('port')).toMatchObject({ state: 'ok' });
  });

  test('tells of a file that is no database, and leaves it as it is', async () => {
    const folder = folderWith({ 'castellan.yaml': 'dashboard: { port: 0 }' });
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    writeFileSync(join(folder, 'data', 'castellan.db'), 'not a database at all, '.repeat(500));
    const found = await doctor(folder);
    expect(found.one('database')).toMatchObject({
      state: 'bad',
      finding: expect.stringMatching(/cannot be opened|not a database/) as string,
      remedy: expect.stringContaining('backup') as string,
    });
    expect(found.one('privacy')).toMatchObject({ state: 'note' });
  });

  test('tells what a real data folder holds, that Castellan runs on it, and that a newer one was there', async () => {
    const folder = folderWith({ 'castellan.yaml': 'dashboard: { port: 0 }' });
    const running = await started(['--data', 'data'], { cwd: folder });
    const during = await doctor(folder);
    expect(during.one('instance')).toMatchObject({ state: 'note' });
    expect(during.one('database')?.finding).toMatch(/opens and is whole/);
    expect(during.one('migrations')?.finding).toMatch(/^all \d+ are applied$/);
    expect(during.one('logs')?.finding).toMatch(/^[1-9]\d* files/);
    await running.end('SIGTERM');
    expect((await doctor(folder)).one('instance')).toMatchObject({ state: 'ok' });

    const file = new Sqlite(join(folder, 'data', 'castellan.db'));
    file.exec(
      "update castellan_migrations set name = '999-future' where part = 'settings' and name = (select max(name) from castellan_migrations where part = 'settings')",
    );
    file.close();
    const after = await doctor(folder);
    expect(after.one('migrations')).toMatchObject({
      state: 'bad',
      finding: expect.stringMatching(/newer Castellan/) as string,
    });
    const again = await cli(['start', '--port', '0'], { cwd: folder });
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toMatch(/newer Castellan/);
  });

  test('tells of a data folder that is a file, and of logs that are one', async () => {
    const folder = folderWith({ 'castellan.yaml': 'dashboard: { port: 0 }', data: '', other: '' });
    expect((await doctor(folder)).one('data')).toMatchObject({ state: 'bad' });
    mkdirSync(join(folder, 'd2'));
    writeFileSync(join(folder, 'd2', 'logs'), '');
    expect((await doctor(folder, ['--data', 'd2'])).one('logs')).toMatchObject({ state: 'bad' });
  });

  test('warns of an owner on no connection and of an .env that all can read', async () => {
    const folder = folderWith({
      'castellan.yaml': 'owners: ["irc:libra:account:ann"]\ndashboard: { port: 0 }',
      '.env': 'X=1\n',
    });
    chmodSync(join(folder, '.env'), 0o644);
    const found = await doctor(folder);
    expect(found.ok).toBe(true);
    expect(found.one('owners')?.finding).toMatch(/connection "libra", which is not configured/);
    expect(found.one('secrets')?.remedy).toMatch(/chmod 600/);
  });
});

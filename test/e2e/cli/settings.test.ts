import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cli, folderWith, started } from '../../support/cli.ts';
import { ircClient } from '../../support/irc-client.ts';

const quiet = 'sandbox: false\n';

describe('castellan settings, while no Castellan runs', () => {
  test('changes, lists, compares and takes back on the database itself', async () => {
    const cwd = folderWith({ 'castellan.yaml': quiet });
    const run = (...args: string[]) => cli(['settings', ...args], { cwd });

    expect((await run('set', 'core.prefix', '?')).stdout).toContain('! → ? (revision 1)');
    expect((await run('set', 'core.language', 'fr', 'space:irc:libera:#castle')).code).toBe(0);
    expect((await run('list')).stdout).toContain('core.prefix = ?');
    const wrong = await run('set', 'guard.actorMax', '0');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/"0" does not fit: it takes a whole number from 1/);
    expect((await run('diff')).stdout).toMatch(/2 values differ from the defaults/);
    expect((await run('rollback', '1')).stdout).toContain('? → !');
    expect((await run('history', 'core.prefix')).stdout).toContain('rollback 1');
    const nonsense = await run('frob');
    expect(nonsense.stderr).toMatch(/There is no "castellan settings frob". There are: list,/);
    const audit = await cli(['audit', 'verify'], { cwd });
    expect(audit.stdout).toMatch(/^The log is whole/);
    expect((await cli(['audit', 'list', 'prefix'], { cwd })).stdout).toContain(
      '(cli): setting set',
    );
  });

  test('gives a file, shows what a file would change, and takes it', async () => {
    const cwd = folderWith({ 'castellan.yaml': quiet });
    const run = (...args: string[]) => cli(['settings', ...args], { cwd });
    await run('set', 'core.prefix', '?');
    await run('set', 'guard.actorMax', '3');
    const { stdout: file } = await run('export');
    writeFileSync(join(cwd, 'kept.yaml'), file);
    await run('reset', 'core.prefix');

    const shown = await run('import', 'kept.yaml');
    expect(shown.stdout).toMatch(/1 value would change, 1 is so already/);
    expect(shown.stdout).toMatch(/Nothing was changed/);
    expect((await run('get', 'core.prefix')).stdout).toContain('by default: !');
    expect((await run('import', 'kept.yaml', '--yes')).stdout).toMatch(/1 value was changed/);
    expect((await run('export')).stdout).toBe(readFileSync(join(cwd, 'kept.yaml'), 'utf8'));
    expect((await run('import', 'kept.yaml', '--yes')).stdout).toMatch(/Nothing would change/);
    writeFileSync(join(cwd, 'bad.yaml'), file.replace('3', '300'));
    const bad = await run('import', 'bad.yaml', '--yes');
    expect([bad.code, bad.stderr]).toEqual([1, expect.stringMatching(/"300" does not fit/)]);
  });
});

test('a change for a time waits for a Castellan that runs, and is made by it', async () => {
  const cwd = folderWith({ 'castellan.yaml': 'sandbox: true\n' });
  const run = (...args: string[]) => cli(['settings', ...args], { cwd });
  expect((await run('stage', 'core.prefix', '~', '1s')).stdout).toMatch(/→ ~ at /);
  expect((await run('get', 'core.prefix')).stdout).toContain('by default: !');
  const bot = await started([], { cwd });

  await expect
    .poll(async () => (await run('get', 'core.prefix')).stdout, { timeout: 40_000, interval: 1000 })
    .toContain('Holds here: ~');
  await bot.end('SIGTERM');
});

describe('castellan settings, while one runs', () => {
  test('is obeyed by it at once', async () => {
    const cwd = folderWith({ 'castellan.yaml': 'sandbox: true\n' });
    const bot = await started([], { cwd });
    const dora = await ircClient({ port: bot.ready.sandbox?.irc.port ?? 0, nick: 'dora' });
    dora.send('JOIN #castle');
    await dora.hears(/ 366 /);
    const answer = await cli(['settings', 'set', 'core.prefix', '~'], { cwd });
    expect(answer.stdout).toContain('! → ~ (revision 1)');

    dora.send('PRIVMSG #castle :~ping');
    await dora.hears(/dora: Pong/);
    dora.close();
    const audit = await cli(['audit', 'list'], { cwd });
    expect(audit.stdout).toContain('(cli): command settings set core.prefix ~');
    await bot.end('SIGTERM');
  });
});

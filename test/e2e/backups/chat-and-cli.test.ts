import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lockFolder } from '../../../src/storage/index.ts';
import { type TestWorld, sandbox } from '../../../src/testing/index.ts';
import { cli, folderWith, started } from '../../support/cli.ts';

const owners = ['irc:sandbox-irc:account:ann'];

async function worldIn(data: string): Promise<TestWorld> {
  const world = await sandbox({ owners, data });
  onTestFinished(() => world.stop().catch(() => undefined));
  return world;
}

describe('a backup made in chat', () => {
  test('brings everything back by the command line after the database was destroyed', async () => {
    const data = folderWith();
    const world = await worldIn(data);
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!setprefix ?');
    await ann.hears('#castle', /now begin with/);
    await ann.says('#castle', '?backup create before the fire');
    await ann.hears('#castle', /castellan_backup_manual_\S+ made and verified/);
    await world.stop();
    writeFileSync(join(data, 'castellan.db'), 'ashes');

    const asked = await cli(['restore', 'latest', '--data', data], { cwd: data });
    const done = await cli(['restore', 'latest', '--yes', '--data', data], { cwd: data });

    expect(asked.code).toBe(1);
    expect(asked.stderr).toMatch(/Say --yes/);
    expect(done.stderr).toBe('');
    expect(done.stdout).toMatch(/Restored from castellan_backup_manual_/);
    expect(done.stdout).toMatch(/could not be backed up and lies in/);
    const again = await worldIn(data);
    const annAgain = again.irc.person('ann');
    await annAgain.says('#castle', '?backups');
    await annAgain.hears('#castle', /1 backup/);
  });

  test('is nobody’s business but the owner’s', async () => {
    const world = await worldIn(folderWith());
    const bob = world.irc.person('bob');
    await bob.says('#castle', '!backup create');
    await bob.isTold(/backup\.create/);
  });
});

describe('castellan backup and castellan restore', () => {
  test('make, list, check, export and restore without the program', async () => {
    const cwd = folderWith();
    const run = (...args: string[]) => cli([...args, '--data', cwd], { cwd });
    await run('migrate');
    const made = await run('backup', 'create', 'weekly', 'uncompressed', 'first');
    const [file = ''] = readdirSync(join(cwd, 'backups')).filter((name) => name.endsWith('.db'));

    expect(made.stdout).toMatch(/castellan_backup_weekly_\S+ made and verified/);
    expect((await run('backup', 'list')).stdout).toMatch(/verified first/);
    expect((await run('backup', 'verify', 'weekly')).stdout).toMatch(/is good/);
    expect((await run('backup', 'drill')).stdout).toMatch(/Proven/);
    expect((await run('backup', 'export', 'latest', cwd)).stdout).toContain(join(cwd, file));
    const other = folderWith();
    const moved = await cli(['restore', join(cwd, file), '--yes', '--data', other], { cwd: other });
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(other, 'castellan.db'))).toBe(true);
  });

  test('refuse a damaged file in words, with the database untouched', async () => {
    const cwd = folderWith();
    const run = (...args: string[]) => cli([...args, '--data', cwd], { cwd });
    await run('migrate');
    await run('backup', 'create');
    const [name = ''] = readdirSync(join(cwd, 'backups')).filter((one) => one.endsWith('.zst'));
    const path = join(cwd, 'backups', name);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const before = readFileSync(join(cwd, 'castellan.db'));

    const refused = await run('restore', 'latest', '--yes');

    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/must not be used.*not touched/s);
    expect(refused.stderr).not.toMatch(/\n\s+at /);
    expect(readFileSync(join(cwd, 'castellan.db'))).toEqual(before);
  });

  test('lead out of a damaged database file: start says the way, restore without a name lists', async () => {
    const cwd = folderWith();
    const run = (...args: string[]) => cli([...args, '--data', cwd], { cwd });
    await run('migrate', 'up');
    await run('backup', 'create');
    writeFileSync(join(cwd, 'castellan.db'), randomBytes(20_000));

    const refused = await run('start');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/castellan restore latest/);
    expect(refused.stderr).not.toMatch(/\n\s+at /);
    const listed = await run('restore');
    expect(listed.stdout).toMatch(/castellan_backup_manual_\S+ .*verified[^]*Say which/);

    expect((await run('restore', 'latest', '--yes')).stdout).toMatch(
      /could not be backed up and lies/,
    );
    expect(await run('migrate', 'status')).toMatchObject({ code: 0 });
  });

  test('do not restore under a running program', async () => {
    const cwd = folderWith();
    const running = await started(['--data', cwd], { cwd });
    const refused = await cli(['restore', 'latest', '--yes', '--data', cwd], { cwd });
    await running.end('SIGTERM');

    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/Stop it first/);
  });

  test('hold the folder while they ask, so that nobody starts meanwhile', async () => {
    const cwd = folderWith();
    await cli(['migrate', 'up', '--data', cwd], { cwd });
    await cli(['backup', 'create', '--data', cwd], { cwd });
    const release = lockFolder(cwd);
    const refused = await cli(['restore', 'latest', '--yes', '--data', cwd], { cwd });
    release?.();
    const done = await cli(['restore', 'latest', '--yes', '--data', cwd], { cwd });

    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toMatch(/Castellan runs on .*Stop it first/);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    // Given back at its end.
    expect(lockFolder(cwd)).toBeTypeOf('function');
  });
});

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { confirm, isCancel } from '@clack/prompts';
import type { Command } from 'commander';
import { backupsAlone } from '../app/backups.ts';
import type { Config } from '../app/config-schema.ts';
import { databaseUrl } from '../app/database.ts';
import { productName, productVersion } from '../app/product.ts';
import { backupInFile, restoreOffline } from '../backups/index.ts';
import type { BackupParts, Restored } from '../backups/index.ts';
import { systemClock } from '../base/clock.ts';
import { formatDuration } from '../base/duration.ts';
import { CastellanError } from '../base/errors.ts';
import { type Lifetime, lifetime } from '../base/lifetime.ts';
import { silentLog } from '../base/log.ts';
import type { Backup } from '../core/backups/backups.ts';
import type { Say } from '../core/texts/texts.ts';
import { holdAlone, lockFolder } from '../storage/index.ts';
import { timeOf } from '../modules/backups/words.ts';
import { backupLines, stepLines } from './backup.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';
import { backupWords, valueOf } from './words.ts';

interface RestoreFlags extends ConfigFlags {
  readonly yes?: boolean;
}

export function registerRestore(program: Command): void {
  withConfigFlags(
    program
      .command('restore [backup]')
      .description(
        'put a backup ("latest", a name, or a file) in the place of the database; without one, list them',
      ),
  )
    .option('-y, --yes', 'do not ask')
    .action(failing(restore));
}

async function restore(wanted: string | undefined, flags: RestoreFlags): Promise<void> {
  const config = configured(flags);
  const say = backupWords();
  if (wanted === undefined) return listOf(config, say);
  const onStep = stepLines(say);
  const life = lifetime('restore');
  try {
    await takeDatabase(config, life);
    const product = { name: productName, version: productVersion(), startedAtMs: 0 };
    const alone = await backupsAlone(config, { product, life, log: silentLog });
    const file = existsSync(wanted) ? resolve(wanted) : undefined;
    const found = file
      ? await backupInFile(alone.parts, file, onStep)
      : await alone.backups.find(wanted);
    const backup = valueOf(found, say);
    process.stdout.write(`${await preview(alone.parts, backup, say)}\n`);
    if (!flags.yes && !(await isAgreed())) return;
    const done = await restoreOffline(alone.parts, {
      ...{ backup, database: databaseUrl(config), folder: alone.folder },
      file: file ?? valueOf(await alone.backups.placeOf(backup.id), say),
      ...{ by: 'console:local', onStep },
    });
    process.stdout.write(`${report(backup, valueOf(done, say))}\n`);
  } finally {
    await life.end();
  }
}

async function listOf(config: Config, say: Say): Promise<void> {
  const life = lifetime('restore');
  try {
    const product = { name: productName, version: productVersion(), startedAtMs: 0 };
    const { backups } = await backupsAlone(config, { product, life, log: silentLog });
    process.stdout.write(`${await backupLines(backups, say)}\n`);
    process.stdout.write('Say which: "castellan restore latest", or a name from above.\n');
  } finally {
    await life.end();
  }
}

/**
 * The database must not be taken from under a program that uses it, and none may start meanwhile: what a start takes
 * is taken here, until the lifetime ends.
 */
async function takeDatabase(config: Config, life: Lifetime): Promise<void> {
  const release = lockFolder(config.data);
  if (!release) throw inUse(config.data);
  life.own(release);
  if (config.database === undefined || config.shared_database) return;
  const parts = { clock: systemClock, life, log: silentLog, onOther: () => {} };
  // A server that does not answer is told of in better words by what comes next.
  const alone = await holdAlone(config.database, parts).catch(() => true);
  if (!alone) throw inUse('that database');
}

const inUse = (what: string): CastellanError =>
  new CastellanError(
    'not-available',
    `Castellan runs on ${what}. Stop it first, or restore with its own command: "backup restore" in chat or in "castellan console".`,
  );

async function preview({ engine, life }: BackupParts, backup: Backup, say: Say): Promise<string> {
  const now = await engine.count(life.signal).catch(() => undefined);
  const names = Object.keys({ ...now?.tables, ...backup.tables });
  const changes = names
    .map((table) => ({ table, now: now?.tables[table] ?? 0, then: backup.tables[table] ?? 0 }))
    .filter((one) => one.now !== one.then);
  const age = formatDuration(Math.max(0, systemClock.now() - backup.createdAtMs));
  return [
    say('backup restore.title', { id: backup.id }),
    `  ${say('backup restore.age', { at: timeOf(backup.createdAtMs), age, product: backup.product })}`,
    ...(now
      ? changes.map((change) => `  ${say('backup restore.change', change)}`)
      : ['  replace a database that is missing or cannot be read']),
  ].join('\n');
}

async function isAgreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CastellanError(
      'bad-input',
      'Nothing was done: nobody can be asked here. Say --yes to go on without being asked.',
    );
  }
  const answer = await confirm({ message: 'Go on?', initialValue: false });
  return !isCancel(answer) && answer;
}

function report({ id }: Backup, { safety, kept }: Restored): string {
  return [
    `Restored from ${id}.`,
    ...(safety === undefined ? [] : [`What was there is in the backup ${safety}.`]),
    ...(kept === undefined ? [] : [`What was there could not be backed up and lies in ${kept}.`]),
  ].join('\n');
}

import { existsSync } from 'node:fs';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Backup, OnStep } from '../../core/backups/backups.ts';
import { createBackup } from '../create.ts';
import type { BackupParts } from '../options.ts';
import { attempting } from '../refusals.ts';
import { folderShelf } from '../shelf.ts';
import { finishRestore } from './finish.ts';
import { stageRestore } from './stage.ts';

export interface OfflineRestore {
  readonly backup: Backup;
  /** The file of the backup. */
  readonly file: string;
  /** The path of the SQLite file, or PostgreSQL's address. */
  readonly database: string;
  readonly folder: string;
  readonly by: string;
  readonly onStep: OnStep;
}

export interface Restored {
  /** The backup of what was there. */
  readonly safety?: string;
  /** Where the files lie that could not be backed up first. */
  readonly kept?: string;
}

/** Restores at once, while no program uses the database. What is there is backed up first, or kept aside when it is too broken for that. */
export async function restoreOffline(
  parts: BackupParts,
  { backup, file, database, folder, by, onStep }: OfflineRestore,
): Promise<Result<Restored>> {
  const safety = await safetyOf(parts, { database, folder, onStep });
  if (!safety.ok) return safety;
  const staged = await attempting(folder, () =>
    stageRestore(parts, {
      ...{ backup, file, by, onStep },
      ...(safety.value !== undefined && { safety: safety.value }),
    }),
  );
  if (!staged.ok) return staged;
  onStep({ step: 'restoring', done: 0 });
  const { data, log } = parts;
  const finished = await finishRestore({ data, database, log, mayBegin: true });
  if (finished?.kind !== 'restored')
    return refuse('backup.fault', { why: finished?.why ?? 'nothing was staged' });
  return ok({
    ...(safety.value !== undefined && { safety: safety.value }),
    ...(finished.kept !== undefined && { kept: finished.kept }),
  });
}

/** None where nothing is, or where what is there cannot be read any more. */
async function safetyOf(
  parts: BackupParts,
  { database, folder, onStep }: Pick<OfflineRestore, 'database' | 'folder' | 'onStep'>,
): Promise<Result<string | undefined>> {
  if (parts.engine.kind === 'sqlite' && !existsSync(database)) return ok(undefined);
  const made = await createBackup(parts, folderShelf(folder), {
    ...{ type: 'safety', author: 'restore', label: 'before a restore', onStep },
  });
  if (made.ok) return ok(made.value.id);
  return made.error.key === 'backup.damaged' ? ok(undefined) : made;
}

import { chmod } from 'node:fs/promises';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Backup, OnStep } from '../../core/backups/backups.ts';
import { isOfExtension } from '../../core/tables/table.ts';
import { forget, freeBytes, makeFolder, sqliteFiles } from '../files.ts';
import { readIdentities } from '../identities.ts';
import type { BackupParts } from '../options.ts';
import { unpackChecked } from '../verify.ts';
import { restorePlace, writeJournal } from './journal.ts';

export interface StageOptions {
  readonly backup: Backup;
  readonly file: string;
  readonly by: string;
  readonly safety?: string;
  readonly onStep: OnStep;
}

/** Why this program cannot take this backup at all. */
export function unfit({ engine, known }: BackupParts, backup: Backup): Result<void> {
  if (backup.engine !== engine.kind)
    return refuse('backup.other-engine', { theirs: backup.engine, ours: engine.kind });
  const foreign = backup.migrations.find(
    (migration) => !known.has(migration) && !isOfExtension(migration),
  );
  return foreign === undefined
    ? ok(undefined)
    : refuse('backup.too-new', { product: backup.product, migration: foreign });
}

/**
 * Unpacks and checks a backup and leaves it, with a journal, where the next start of the program finds
 * it before anything opens the database. Until then nothing of the database is touched.
 */
export async function stageRestore(
  parts: BackupParts,
  { backup, file, by, safety, onStep }: StageOptions,
): Promise<Result<void>> {
  const fits = unfit(parts, backup);
  if (!fits.ok) return fits;
  const place = restorePlace(parts.data);
  await makeFolder(place.folder);
  const free = await (parts.freeBytes ?? freeBytes)(place.folder);
  if (free < backup.plainBytes)
    return refuse('backup.no-space', {
      folder: place.folder,
      needed: Math.ceil(backup.plainBytes / 1e6),
      free: Math.ceil(free / 1e6),
    });
  await forget(...sqliteFiles(place.next));
  try {
    await unpackChecked({
      ...{ engine: parts.engine, file, claim: backup, to: place.next, lasting: true, onStep },
      identities: await readIdentities(parts.config.identity_file),
      signal: parts.life.signal,
    });
  } catch (failure) {
    await forget(...sqliteFiles(place.next));
    throw failure;
  }
  await chmod(place.next, 0o600);
  await writeJournal(place, {
    ...{ state: 'staged', backup: backup.id, engine: backup.engine, by },
    ...{ createdAtMs: backup.createdAtMs, stagedAtMs: parts.clock.now() },
    ...{ bytes: backup.plainBytes, sha256: backup.plainSha256, tables: backup.tables },
    ...(safety !== undefined && { safety }),
  });
  return ok(undefined);
}

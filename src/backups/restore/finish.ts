import { access, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Log } from '../../base/log.ts';
import { messageOf } from '../../base/errors.ts';
import { forget, inFolder, makeFolder, namesIn, sqliteFiles, syncFolder } from '../files.ts';
import { runTask } from '../work/run-task.ts';
import { digest } from '../work/unpack.ts';
import {
  type Journal,
  type RestorePlace,
  endJournal,
  readJournal,
  restorePlace,
  writeJournal,
} from './journal.ts';

export interface FinishOptions {
  readonly data: string;
  /** The path of the SQLite file, or PostgreSQL's address. */
  readonly database: string;
  readonly log: Log;
  /** False: a restore that was begun is ended, but none is begun. Only the start knows that nobody uses the database. */
  readonly mayBegin: boolean;
}

/** What came of a restore that waited. */
export type Finished =
  | { readonly kind: 'restored'; readonly journal: Journal; readonly kept?: string }
  /** What waited is not what was checked: nothing was touched. */
  | { readonly kind: 'refused'; readonly journal: Journal; readonly why: string };

/**
 * Carries out a restore that waits, before anything opens the database. Killed at any point and called
 * again, it ends the same: until the journal says `swapping` the old database is there untouched, and
 * from then on the new one is put in its place, however often that takes.
 */
export async function finishRestore(options: FinishOptions): Promise<Finished | undefined> {
  const place = restorePlace(options.data);
  const journal = await readJournal(place);
  if (!journal) return undefined;
  if (journal.state === 'staged') {
    if (!options.mayBegin) return undefined;
    const why = await whyNot(place, journal);
    if (why !== undefined) {
      await endJournal(place);
      await forget(...sqliteFiles(place.next));
      return { kind: 'refused', journal, why };
    }
    await writeJournal(place, { ...journal, state: 'swapping' });
  }
  if (journal.state !== 'done') {
    const refused = await swap(options, place, journal);
    if (refused) return refused;
    await writeJournal(place, { ...journal, state: 'done' });
  }
  return tidied(place, journal);
}

async function whyNot({ next }: RestorePlace, journal: Journal): Promise<string | undefined> {
  try {
    const { bytes, sha256 } = await runTask(digest, { from: next });
    return bytes === journal.bytes && sha256 === journal.sha256
      ? undefined
      : 'what waits to be restored is not what was checked';
  } catch (failure) {
    return messageOf(failure);
  }
}

async function swap(
  { database, log }: FinishOptions,
  place: RestorePlace,
  journal: Journal,
): Promise<Finished | undefined> {
  log.info({ backup: journal.backup }, 'Restoring the database');
  if (journal.engine === 'sqlite') {
    await swapFiles(place, database);
    return undefined;
  }
  try {
    const { restoreDump } = await import('../postgres-engine.ts');
    await restoreDump({ url: database, file: place.next, tables: journal.tables });
    return undefined;
  } catch (failure) {
    // One transaction: what failed has changed nothing.
    await endJournal(place);
    await forget(...sqliteFiles(place.next));
    return { kind: 'refused', journal, why: messageOf(failure) };
  }
}

/**
 * The old files go aside, for a WAL that stayed would be played into the new database; then the new one
 * takes the name. What has been moved already is not there to be moved again.
 */
async function swapFiles({ next, before }: RestorePlace, database: string): Promise<void> {
  if (!(await isThere(next))) return;
  await makeFolder(before);
  for (const file of sqliteFiles(database)) {
    if (await isThere(file)) await rename(file, inFolder(before, basename(file)));
  }
  await syncFolder(before);
  await syncFolder(dirname(database));
  await rename(next, database);
  await syncFolder(dirname(database));
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What was there goes when a safety backup holds it; otherwise it is kept under a name of its own. */
async function tidied(place: RestorePlace, journal: Journal): Promise<Finished> {
  await forget(...sqliteFiles(place.next));
  const kept =
    journal.safety === undefined && (await namesIn(place.before)).length > 0
      ? inFolder(place.folder, `before-${journal.stagedAtMs}`)
      : undefined;
  if (kept === undefined) await forget(place.before);
  else await rename(place.before, kept);
  await endJournal(place);
  return { kind: 'restored', journal, ...(kept !== undefined && { kept }) };
}

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { forget, inFolder, writeWhole } from '../files.ts';

const count = z.int().min(0);

/** A restore that is under way, as the next start finds it. */
const journalShape = z.object({
  /** `staged`: checked and ready. `swapping`: begun, and to be finished. `done`: only tidying is left. */
  state: z.enum(['staged', 'swapping', 'done']),
  backup: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  createdAtMs: count,
  /** Of the checked content that waits in `next`. */
  bytes: count,
  sha256: z.string(),
  tables: z.record(z.string(), count),
  by: z.string(),
  stagedAtMs: count,
  /** The backup of what was there. Without one, what was there is kept as it is. */
  safety: z.string().optional(),
});

export type Journal = z.infer<typeof journalShape>;

/** Where a restore does its work: in the data folder, so that the last step is one renaming. */
export interface RestorePlace {
  readonly folder: string;
  /** The checked content. */
  readonly next: string;
  /** What was there before. */
  readonly before: string;
  readonly journal: string;
}

export function restorePlace(data: string): RestorePlace {
  const folder = inFolder(data, 'restore');
  return {
    folder,
    next: inFolder(folder, 'next.db'),
    before: inFolder(folder, 'before'),
    journal: inFolder(folder, 'journal.json'),
  };
}

export const writeJournal = ({ journal }: RestorePlace, entry: Journal): Promise<void> =>
  writeWhole(journal, `${JSON.stringify(entry, null, 2)}\n`);

/** The restore under way; undefined when there is none, or nothing that can be understood. */
export async function readJournal({ journal }: RestorePlace): Promise<Journal | undefined> {
  const text = await readFile(journal, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return journalShape.parse(JSON.parse(text));
  } catch {
    // It is written whole or not at all, so this is not ours; nothing is done on its word.
    return undefined;
  }
}

export const endJournal = ({ journal }: RestorePlace): Promise<unknown> => forget(journal);

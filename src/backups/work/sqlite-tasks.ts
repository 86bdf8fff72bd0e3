import { z } from 'zod';
import { copySqlite, countSqlite, inspectSqlite } from '../../storage/sqlite-copy.ts';
import { damaged } from './codecs.ts';
import { defineTask } from './task.ts';

export const facts = z.object({
  pages: z.number(),
  pageBytes: z.number(),
  tables: z.record(z.string(), z.number()),
  migrations: z.array(z.string()),
});

/** Copies a database that is in use. */
export const copy = defineTask({
  name: 'copy',
  input: z.object({ from: z.string(), to: z.string() }),
  output: facts,
  async run({ from, to }, tell) {
    const { migrations, ...rest } = await copySqlite({ from, to, onStep: tell });
    return { ...rest, tables: { ...rest.tables }, migrations: [...migrations] };
  },
});

/** Integrity, foreign keys, and what is in it. Throws `bad-backup` with the reason. */
export const inspect = defineTask({
  name: 'inspect',
  input: z.object({ file: z.string() }),
  output: facts,
  run({ file }) {
    const found = inspectSqlite(file);
    if ('damage' in found) throw damaged(found.damage, found.detail);
    const { migrations, ...rest } = found.facts;
    return Promise.resolve({
      ...rest,
      tables: { ...rest.tables },
      migrations: [...migrations],
    });
  },
});

/** Counts the rows of a database that is in use. */
export const count = defineTask({
  name: 'count',
  input: z.object({ file: z.string() }),
  output: facts,
  run({ file }) {
    const { migrations, ...rest } = countSqlite(file);
    return Promise.resolve({
      ...rest,
      tables: { ...rest.tables },
      migrations: [...migrations],
    });
  },
});

import { randomBytes } from 'node:crypto';
import { CastellanError } from '../base/errors.ts';
import {
  countPostgres,
  postgresMoment,
  postgresServer,
  restoreFrame,
  scratchPostgres,
} from '../storage/postgres-copy.ts';
import type { Engine } from './engine.ts';
import { dumpProgram, libpqEnvironment, postgresTools } from './postgres-tools.ts';
import { applyDump, readDump } from './work/dump-tasks.ts';
import { pack } from './work/pack.ts';
import { runTask } from './work/run-task.ts';

/** Backups of a PostgreSQL database, by PostgreSQL's own programs. */
export function postgresEngine(url: string): Engine {
  const tools = async () => postgresTools((await postgresServer(url)).major);
  return {
    kind: 'postgres',
    size: async () => (await postgresServer(url)).bytes,
    count: () => countPostgres(url),
    async capture({ to, compression, recipients, onStep, signal }) {
      const guessBytes = (await postgresServer(url)).bytes;
      const programs = await tools();
      const moment = await postgresMoment(url);
      try {
        const program = dumpProgram(programs, url, moment.snapshot);
        const packed = await runTask(
          pack,
          { from: { program, guessBytes }, to, compression, recipients: [...recipients] },
          { signal, onProgress: (done) => onStep({ step: 'copying', done }) },
        );
        return { facts: moment.facts, ...packed };
      } finally {
        await moment.release();
      }
    },
    async inspect(file, signal) {
      const { restore } = await tools();
      const found = await runTask(readDump, { restore, file }, { signal });
      return { pages: 0, pageBytes: 0, ...found };
    },
    async scratch(file, tables, signal) {
      if (!(await postgresServer(url)).mayCreateDatabases) {
        throw new CastellanError(
          'not-available',
          'Trying a restore out needs a database of its own, which this PostgreSQL role may not make. Let it ("alter role … createdb"), or try backups out elsewhere.',
        );
      }
      const name = `castellan_drill_${randomBytes(6).toString('hex')}`;
      const made = await scratchPostgres(url, name);
      try {
        await restoreDump({ url: made.url, file, tables }, signal);
        return made;
      } catch (failure) {
        await made.remove();
        throw failure;
      }
    },
  };
}

export interface DumpRestore {
  readonly url: string;
  readonly file: string;
  readonly tables: Readonly<Record<string, number>>;
}

/** Puts a dump in the place of what the database holds, in one transaction with the check of its rows. */
export async function restoreDump(
  { url, file, tables }: DumpRestore,
  signal?: AbortSignal,
): Promise<void> {
  const { restore, psql } = await postgresTools((await postgresServer(url)).major);
  await runTask(
    applyDump,
    { restore, psql, file, ...restoreFrame(tables), environment: libpqEnvironment(url) },
    { signal },
  );
}

import { spawn } from 'node:child_process';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { damaged } from './codecs.ts';
import { defineTask } from './task.ts';

/** How much of what a program complains about is kept. */
const complaintLength = 2000;

/**
 * Reads a dump of PostgreSQL to its end as pg_restore would restore it, and counts the rows of each
 * table on the way. Throws `bad-backup` when it cannot be read.
 */
export const readDump = defineTask({
  name: 'read-dump',
  input: z.object({ restore: z.string(), file: z.string() }),
  output: z.object({ tables: z.record(z.string(), z.number()), migrations: z.array(z.string()) }),
  async run({ restore, file }) {
    const child = spawn(restore, ['--file=-', file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const complaint = complaintsOf(child.stderr);
    const closed = exit(child);
    const counted = counter();
    for await (const line of linesOf(child.stdout)) counted.line(line);
    const code = await closed;
    if (code !== 0) throw damaged('unreadable', `pg_restore cannot read it: ${complaint()}`);
    return counted.result();
  },
});

/** Restores a dump in one transaction, between two pieces of SQL: all of it happens or nothing. */
export const applyDump = defineTask({
  name: 'apply-dump',
  input: z.object({
    ...{ restore: z.string(), psql: z.string(), file: z.string() },
    ...{ before: z.string(), after: z.string() },
    environment: z.record(z.string(), z.string()),
  }),
  output: z.null(),
  async run({ restore, psql, file, before, after, environment }) {
    const args = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'];
    const target = spawn(psql, [...args, '--file=-'], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const source = spawn(restore, ['--no-owner', '--no-privileges', '--file=-', file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const complaints = [complaintsOf(source.stderr), complaintsOf(target.stderr)];
    const ends = Promise.all([exit(source), exit(target)]);
    // psql that ends early closes the pipe; its own words tell why.
    target.stdin.on('error', () => source.kill());
    // Not psql's --single-transaction, which commits at the end of its input: of a killed parent too.
    target.stdin.write(`begin;\n${before}`);
    source.stdout.pipe(target.stdin, { end: false });
    await finished(source.stdout).catch(() => undefined);
    // Without the commit, all of it is taken back.
    target.stdin.end((await exit(source)) === 0 ? `${after}commit;\n` : 'rollback;\n');
    const codes = await ends;
    if (codes.some((code) => code !== 0))
      throw damaged('unreadable', complaints.map((told) => told()).join(' '));
    return null;
  },
});

type Child = ReturnType<typeof spawn>;

const exit = (child: Child): Promise<number | null> =>
  child.exitCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });

function complaintsOf(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text = `${text}${chunk.toString('utf8')}`.slice(-complaintLength);
  });
  return () => text.trim();
}

/** Cuts at line feeds alone: what people write holds other characters that end lines for some, and a row must stay one. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let left = '';
  for await (const chunk of source) {
    const lines = (left + chunk.toString('latin1')).split('\n');
    left = lines.pop() ?? '';
    yield* lines;
  }
  if (left !== '') yield left;
}

const copyLine = /^COPY (?:"?[\w$]+"?\.)?"?([\w$]+)"? \((.*)\) FROM stdin;$/;

/** Follows the script of a dump line by line. */
function counter() {
  const tables: Record<string, number> = {};
  const migrations: string[] = [];
  let into: { table: string; columns: readonly string[] } | undefined;

  function row(line: string, { table, columns }: { table: string; columns: readonly string[] }) {
    tables[table] = (tables[table] ?? 0) + 1;
    if (table !== 'castellan_migrations') return;
    const values = line.split('\t');
    const value = (column: string): string => values[columns.indexOf(column)] ?? '';
    migrations.push(`${value('part')}:${value('name')}`);
  }

  return {
    line(line: string): void {
      if (into === undefined) {
        const [, table, columns = ''] = copyLine.exec(line) ?? [];
        if (table === undefined) return;
        into = { table, columns: columns.split(', ').map((one) => one.replaceAll('"', '')) };
        tables[table] = 0;
      } else if (line === '\\.') into = undefined;
      else row(line, into);
    },
    result: () => ({ tables, migrations: migrations.sort() }),
  };
}

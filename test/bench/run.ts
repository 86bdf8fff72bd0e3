/**
 * `npm run bench`: Castellan against its peers, each in the same run, and against the numbers that it is to reach.
 * `--quick` looks only whether it works; `--only NAME` (several with commas) runs a part; `--json FILE` says where the
 * numbers go.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { meets, type Row } from './measurement.ts';
import { scenarios } from './scenarios/index.ts';
import { table } from './table.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string', default: join(tmpdir(), 'castellan-bench.json') },
  },
});
if (process.platform !== 'linux') throw new Error('CPU and memory are read from /proc: Linux only');

const wanted = flags.only?.split(',');
const unknown = wanted?.filter((name) => !scenarios.some((one) => one.name === name)) ?? [];
if (unknown.length > 0)
  throw new Error(
    `No scenario ${unknown.join(', ')}; there are ${scenarios.map(({ name }) => name).join(', ')}`,
  );

const rows: Row[] = [];
const failures: string[] = [];
const startMs = performance.now();
for (const scenario of scenarios.filter(({ name }) => wanted?.includes(name) ?? true)) {
  process.stderr.write(`${scenario.about}\n`);
  const note = (text: string): void => void process.stderr.write(`  ${text}\n`);
  try {
    rows.push(...(await scenario.run({ quick: flags.quick, note })));
  } catch (failure) {
    failures.push(`${scenario.name}: ${String(failure)}`);
  }
}
const seconds = Math.round((performance.now() - startMs) / 1000);

const result = {
  at: new Date().toISOString(),
  node: process.version,
  quick: flags.quick,
  seconds,
  rows: rows.map((row) => ({ ...row, met: meets(row) })),
  failures,
};
writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`\n${table(rows)}\n\n${seconds} s; the numbers are in ${flags.json}\n`);
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
process.exit(failures.length > 0 ? 1 : 0);

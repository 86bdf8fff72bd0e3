// `npm run kills -- 200`: kills processes that many times in all, at random moments of writes, migrations, backups,
// restores and moves on both engines, and looks each time whether everything is whole.
import { spawnSync } from 'node:child_process';

const inAll = Number(process.argv[2] ?? 200);
/** Writes, migrations, backups, restores and moves, each on SQLite and on PostgreSQL. */
const tests = 10;
const files = [
  'test/store/kills.test.ts',
  'test/store/db-move.test.ts',
  'test/e2e/backups/kills.test.ts',
  'test/e2e/backups/postgres.test.ts',
];
const { status } = spawnSync('vitest', ['run', '-t', 'killed', ...files], {
  stdio: 'inherit',
  env: { ...process.env, TEST_KILLS: String(Math.ceil(inAll / tests)) },
});
process.exitCode = status ?? 1;

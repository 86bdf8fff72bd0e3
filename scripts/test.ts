// `npm test`: makes sure of what the tests need, runs all of them, and ends with "N passed, N failed, N skipped".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { canInstall, install, missing, testsThatCannotRun } from './requirements.ts';
import { buildPageIfStale } from './page.ts';

const inCi = process.env['CI'] === 'true';

function makeSure(): void {
  const absent = missing();
  if (absent.length === 0) return;
  const packages = absent.map(({ debianPackage }) => debianPackage);
  if (canInstall()) {
    console.log(`Installing what some tests talk to: ${packages.join(', ')}`);
    install(packages);
  }
  const still = missing();
  for (const { name, for: what, debianPackage } of still) {
    console.log(
      `Missing: ${name} (${what}). On Debian or Ubuntu: apt-get install ${debianPackage}`,
    );
  }
  if (still.length === 0) return;
  if (inCi) throw new Error('In CI nothing may be skipped for a missing program.');
  console.log('The tests that need them are skipped.\n');
}

/** How many tests the files hold that cannot run here: they count as skipped. */
function countLeftOut(): number {
  const files = testsThatCannotRun();
  if (files.length === 0) return 0;
  const patterns = files.map((file) => file.replace(/\*.*$/, ''));
  const { stdout } = spawnSync('vitest', ['list', '--json', ...patterns], {
    encoding: 'utf8',
    env: { ...process.env, COUNT_ALL_TESTS: '1' },
    maxBuffer: 64 * 2 ** 20,
  });
  return z.array(z.unknown()).parse(JSON.parse(stdout)).length;
}

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
});

function run(args: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-test-'));
  const file = join(folder, 'report.json');
  try {
    const outcome = spawnSync(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      { stdio: 'inherit' },
    );
    const sums = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    const leftOut = args.length === 0 ? countLeftOut() : 0;
    const skipped = sums.numPendingTests + sums.numTodoTests + leftOut;
    const { numPassedTests: passed, numFailedTests: failed } = sums;
    // A file that cannot even be loaded has no test to fail.
    const broken = failed === 0 && sums.numFailedTestSuites > 0 ? sums.numFailedTestSuites : failed;
    console.log(`\n${passed} passed, ${broken} failed, ${skipped} skipped`);
    if (passed === 0) return 1;
    if (inCi && skipped > 0) return 1;
    return broken > 0 || outcome.status !== 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

makeSure();
buildPageIfStale();
process.exitCode = run(process.argv.slice(2));

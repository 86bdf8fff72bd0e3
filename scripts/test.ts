// `npm test`: makes sure of what the tests need, runs all of them, and ends with "N passed, N failed, N skipped".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
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
  testResults: z.array(z.object({ name: z.string(), status: z.string() })),
});

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failedFiles: readonly string[];
}

function vitest(args: readonly string[]): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-test-'));
  const file = join(folder, 'report.json');
  try {
    const { status } = spawnSync(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      { stdio: 'inherit' },
    );
    const sums = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    const { numPassedTests: passed, numFailedTests, numFailedTestSuites, testResults } = sums;
    // A file that cannot even be loaded has no test to fail; nor has an error between tests.
    const failed = numFailedTests || numFailedTestSuites || (status === 0 ? 0 : 1);
    return {
      ...{ passed, failed, skipped: sums.numPendingTests + sums.numTodoTests },
      failedFiles: testResults
        .filter((one) => one.status === 'failed')
        .map(({ name }) => relative(process.cwd(), name)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** More than these are no bad luck. */
const mostFilesRunAgain = 4;

/**
 * In CI, whole programs on a busy machine get a second run, alone and from their beginning, if few files failed; which
 * they were is said. Every other test must pass at once, and on a person's machine these, too.
 */
function secondRun(first: Outcome): Outcome {
  const { failedFiles: files } = first;
  const may =
    inCi &&
    files.length > 0 &&
    files.length <= mostFilesRunAgain &&
    files.every((file) => file.startsWith('test/e2e/'));
  if (!may) return first;
  console.log(`\nRun once more, alone: ${files.join(', ')}`);
  const again = vitest(['--no-file-parallelism', ...files]);
  if (again.failed > 0) return { ...again, passed: first.passed };
  console.log(
    `\nPassed only when run once more: ${files.join(', ')} (${first.failed} failed at first)`,
  );
  return { ...first, passed: first.passed + first.failed, failed: 0, failedFiles: [] };
}

function run(args: readonly string[]): number {
  const { passed, failed, skipped } = secondRun(vitest(args));
  const left = skipped + (args.length === 0 ? countLeftOut() : 0);
  console.log(`\n${passed} passed, ${failed} failed, ${left} skipped`);
  if (passed === 0 || failed > 0) return 1;
  return inCi && left > 0 ? 1 : 0;
}

makeSure();
buildPageIfStale();
process.exitCode = run(process.argv.slice(2));

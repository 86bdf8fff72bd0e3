import { defineConfig } from 'vitest/config';
import { testsThatCannotRun } from './scripts/requirements.ts';

/** Store suites run on SQLite and on a real PostgreSQL, which is started once for all of them. */
const stores = ['src/**/*store.test.ts', 'src/storage/**/*.test.ts', 'test/store/**/*.test.ts'];

/** Whole programs, real servers, real browsers: one file after the other, so that they do not starve each other. */
const wholes = ['test/e2e/**/*.test.ts'];

/** Left out unless they are only being counted. */
const leftOut = process.env['COUNT_ALL_TESTS'] === '1' ? [] : [...testsThatCannotRun()];
const never = ['**/node_modules/**', ...leftOut];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'test/unit/**/*.test.ts'],
          exclude: [...stores, ...never],
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: stores,
          exclude: never,
          globalSetup: ['test/support/postgres-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: wholes, exclude: never, testTimeout: 90_000 },
      },
    ],
  },
});

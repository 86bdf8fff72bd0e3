import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Runs the real rules over a small house made for the purpose; resolves to what the checker says. */
function check(files: Readonly<Record<string, string>>): { status: number | null; said: string } {
  const house = mkdtempSync(join(tmpdir(), 'castellan-floors-'));
  try {
    for (const file of ['.dependency-cruiser.mjs', 'floors.mjs', 'tsconfig.json', 'package.json']) {
      cpSync(file, join(house, file));
    }
    symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(house, dirname(path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    const args = ['src', '--config', '.dependency-cruiser.mjs'];
    const { status, stdout } = spawnSync(resolve('node_modules/.bin/depcruise'), args, {
      cwd: house,
      encoding: 'utf8',
    });
    return { status, said: stdout };
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

const thing = 'export const thing = 1;\n';
const importing = (path: string) =>
  `import { thing } from '${path}';\nexport const other = thing;\n`;
const importingType = (path: string, name: string, own: string) =>
  `import type { ${name} } from '${path}';\nexport interface ${own} { readonly of?: ${name} }\n`;

test('a house in order is left in peace', () => {
  const { status } = check({
    'src/base/thing.ts': thing,
    'src/core/other.ts': importing('../base/thing.ts'),
  });

  expect(status).toBe(0);
});

test.each([
  [
    'an import from a floor above',
    'floor-0-base',
    'src/core/thing.ts',
    'src/base/other.ts',
    '../core/thing.ts',
  ],
  [
    'a sibling on the same floor',
    'floor-3-platforms-irc',
    'src/platforms/discord/thing.ts',
    'src/platforms/irc/other.ts',
    '../discord/thing.ts',
  ],
  [
    'a module that goes round the sdk',
    'modules-through-sdk',
    'src/core/thing.ts',
    'src/modules/karma/other.ts',
    '../../core/thing.ts',
  ],
  [
    'a module that knows another',
    'modules-are-strangers',
    'src/modules/trivia/thing.ts',
    'src/modules/karma/other.ts',
    '../trivia/thing.ts',
  ],
  [
    'the sandbox knowing the product',
    'sandbox-stands-apart',
    'src/core/thing.ts',
    'src/sandbox/other.ts',
    '../core/thing.ts',
  ],
  [
    'the product knowing the sandbox',
    'nothing-needs-the-sandbox',
    'src/sandbox/thing.ts',
    'src/core/other.ts',
    '../sandbox/thing.ts',
  ],
])('%s is named', (_what, rule, from, into, path) => {
  const { status, said } = check({ [from]: thing, [into]: importing(path) });

  expect(said).toContain(rule);
  expect(status).not.toBe(0);
});

test('a circle of types alone is named', () => {
  const { said } = check({
    'src/core/one.ts': importingType('./two.ts', 'Two', 'One'),
    'src/core/two.ts': importingType('./one.ts', 'One', 'Two'),
  });

  expect(said).toContain('no-cycles');
});

test('SQL outside of a store is named', () => {
  const { said } = check({
    'src/core/karma.ts': "import { sql } from 'kysely';\nexport const query = sql`select 1`;\n",
  });

  expect(said).toContain('sql-in-stores-only');
});

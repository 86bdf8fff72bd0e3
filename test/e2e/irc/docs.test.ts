import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../../docs/irc.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => /^\| +\d+ +\|/.test(line));

test('docs/irc.md has a row for each of the 54 failures', () => {
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(
    Array.from({ length: 54 }, (_, at) => at + 1),
  );
});

test('every proof that docs/irc.md names exists', () => {
  for (const row of rows) {
    const proofs = [...row.matchAll(/`([^`]+)` "([^"]+)"/g)];
    expect(proofs.length, row).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of proofs) {
      const path = file.startsWith('src/') ? `../../../${file}` : `./${file}.test.ts`;
      expect(readFileSync(new URL(path, import.meta.url), 'utf8'), `${file}: ${title}`).toContain(
        title,
      );
    }
  }
});

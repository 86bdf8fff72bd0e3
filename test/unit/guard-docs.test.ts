import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guardSettings } from '../../src/app/guard-settings.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/guard.md', root), 'utf8');
const proofs = page.slice(page.indexOf('## What is proved where'));
const rows = proofs.split('\n').filter((line) => line.startsWith('| ') && line.includes('"'));

/** Whether a source file has a test of this title. */
const hasTest = (source: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`(${quote}${title}${quote},`));

test('docs/guard.md has a proof for each law, number and negative test of the guard', () => {
  const wanted = ['N1', 'N2', 'N3', 'N4', 'N5', 'N36', 'N39', 'N40', 'BP14', 'BM29', 'P14'];
  const told = rows.map((row) => row.split('|')[1]?.trim() ?? '');

  expect(wanted.filter((id) => !told.some((what) => what.startsWith(`${id}:`)))).toEqual([]);
  expect(told.filter((what) => what.startsWith('law: '))).toHaveLength(4);
});

test('every proof that docs/guard.md names exists', () => {
  for (const row of rows) {
    const named = [...row.matchAll(/`([^`\s]+\.test\.ts)` "([^"]+)"/g)];
    expect(named.length, row).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of named) {
      const source = readFileSync(new URL(file, root), 'utf8');
      expect([`${file}: ${title}`, hasTest(source, title)]).toEqual([`${file}: ${title}`, true]);
    }
  }
});

test('every setting of the guard stands in docs/guard.md', () => {
  expect(Object.keys(guardSettings).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

import { expect, test } from 'vitest';
import { everything, exportPath, queryIn, searchOf } from './audit-api.ts';

test('a filter goes into the address and comes out the same', () => {
  const query = { text: 'ann & "prefix"', outcome: 'refused', via: 'chat' } as const;

  expect(queryIn(searchOf(query))).toEqual(query);
  expect(searchOf(everything)).toBe('');
  expect(queryIn('?outcome=nonsense')).toEqual(everything);
});

test('an export is of what is shown', () => {
  expect(exportPath(everything, 'csv')).toBe('/api/audit/export?format=csv');
  expect(exportPath({ ...everything, via: 'page' }, 'jsonl')).toBe(
    '/api/audit/export?via=page&format=jsonl',
  );
});

import { expect, test } from 'vitest';
import type { ExtensionEntry } from '../../../src/dashboard/extensions-wire.ts';
import { graphOf } from './graph-layout.ts';

const entry = (name: string, needs: readonly string[] = []): ExtensionEntry => ({
  ...{ name, version: '1.0.0', origin: 'folder', commands: [], conflicts: [] },
  now: { state: 'running', sinceMs: 0, tookMs: 1 },
  needs: needs.map((other) => ({ name: other, range: '*', state: 'met' })),
});

test('each stands right of all that it needs, and who has to do with nobody is left out', () => {
  const { nodes } = graphOf([
    entry('alone'),
    entry('a', ['b', 'c']),
    entry('b', ['c']),
    entry('c'),
  ]);
  expect(nodes.map(({ name, column }) => [name, column])).toEqual([
    ['c', 0],
    ['b', 1],
    ['a', 2],
  ]);
});

test('a circle is drawn, and one that is missing has no version', () => {
  const { nodes, edges } = graphOf([entry('a', ['b']), entry('b', ['a', 'gone'])]);
  expect(edges).toHaveLength(3);
  expect(nodes.find(({ name }) => name === 'gone')).toMatchObject({
    column: 0,
    version: undefined,
  });
});

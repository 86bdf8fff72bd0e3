import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../../test/support/market-bench.ts';
import { writeIn } from '../../../test/support/market-sources.ts';
import type { ExtensionView } from '../../core/extensions/extensions.ts';
import { missingOf } from './missing.ts';

const view = (name: string, more: Partial<ExtensionView> = {}): ExtensionView => ({
  ...{ name, version: '1.0.0', origin: 'folder', now: { state: 'failed' }, commands: [] },
  ...{ needs: [], conflicts: [] },
  ...more,
});

test('what extensions ask for and have not is told once each, with what to type', () => {
  const home = scratch('missing');
  const place = join(home, 'extensions', 'quotes');
  writeIn(place, {
    'package.json': JSON.stringify({
      dependencies: { 'left-pad': '^1', nanoid: '^5', castellan: '*' },
    }),
  });
  mkdirSync(join(home, 'node_modules', 'nanoid'), { recursive: true });
  const problem = { message: "Cannot find module 'left-pad'", atMs: 0 };
  const needs = [
    { name: 'ranks', range: '^1', state: 'missing' },
    { name: 'levels', range: '^1', state: 'missing' },
    { name: 'karma', range: '^1', state: 'met' },
  ] as const;
  const asked = [
    view('quotes', { place, problem, needs }),
    view('lone', {
      place: join(home, 'extensions', 'lone.ts'),
      problem: {
        message: 'It failed',
        cause: 'Cannot find package "@a/b/c" imported from lone',
        atMs: 0,
      },
    }),
    view('jobs', { origin: 'built-in' }),
  ];

  expect(missingOf(asked, { home, isOffered: (id) => id === 'ranks' })).toEqual([
    {
      extension: 'quotes',
      what: 'left-pad',
      kind: 'package',
      todo: `npm install --prefix ${home} left-pad`,
    },
    { extension: 'quotes', what: 'ranks', kind: 'extension', todo: 'market install ranks' },
    { extension: 'quotes', what: 'levels', kind: 'extension', todo: 'load levels' },
    { extension: 'lone', what: '@a/b', kind: 'package', todo: `npm install --prefix ${home} @a/b` },
  ]);
});

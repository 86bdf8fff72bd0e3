import type { Clock } from '../../src/base/clock.ts';
import { type Result, ok, refuse } from '../../src/base/result.ts';
import type { ExtensionDesk, ExtensionView } from '../../src/core/extensions/extensions.ts';
import { extensionTexts } from '../../src/core/extensions/extension-texts.ts';
import type { Held, MarketDesk, MarketView, Offer } from '../../src/core/market/market.ts';
import { marketTexts } from '../../src/core/market/market-texts.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import type { ExtensionsPort } from '../../src/dashboard/index.ts';

const plain: Omit<ExtensionView, 'name' | 'now'> = {
  ...{ version: '1.0.0', origin: 'folder', commands: [], needs: [], conflicts: [] },
};

function sampleDesk(clock: Clock): ExtensionDesk {
  const running = (tookMs: number) => ({ state: 'running', sinceMs: clock.now(), tookMs }) as const;
  const all = new Map<string, ExtensionView>();
  const put = (view: ExtensionView): ExtensionView => {
    all.set(view.name, view);
    return view;
  };
  put({
    ...{ ...plain, name: 'karma', version: '2.1.0', author: 'ann', now: running(31) },
    ...{ description: 'Counts thanks.', place: '/srv/castellan/data/extensions/karma' },
    commands: ['thank', 'karma top'],
    needs: [{ name: 'ranks', range: '^1.2', state: 'met', found: '1.4.0' }],
    rights: {
      ...{ kind: 'guest', memoryBytes: 61_000_000, usedMs: 840, ends: 1, resting: false },
      powers: [{ key: 'power.speak', facts: {} }],
    },
    resources: {
      ...{ commands: 2, listeners: 1, jobs: 1, tables: 1, settings: 2, routes: 0 },
      ...{ timers: 1, followers: 0, metrics: 1 },
    },
  });
  put({ ...plain, name: 'ranks', version: '1.4.0', origin: 'file', now: running(9) });
  put({
    ...{ ...plain, name: 'quotes', now: { state: 'failed' } },
    problem: {
      ...{ message: 'Unexpected "}"', file: 'src/quotes.ts', line: 41, column: 7 },
      atMs: clock.now(),
    },
  });
  put({
    ...{ ...plain, name: 'weather-watch', now: { state: 'asking' } },
    rights: { kind: 'guest', powers: [] },
    asks: [
      { key: 'power.events', facts: { events: 'message' } },
      { key: 'power.hosts', facts: { hosts: 'api.example.org' } },
    ],
  });
  put({ ...plain, name: 'jobs', origin: 'built-in', now: running(1) });
  const turn = async (name: string, now: ExtensionView['now']): Promise<Result<ExtensionView>> => {
    const found = all.get(name);
    return Promise.resolve(
      found ? ok(put({ ...found, now })) : refuse('extensions.unknown', { name }),
    );
  };
  return {
    list: () => [...all.values()],
    find: (name) => all.get(name),
    log: (name) =>
      name === 'karma'
        ? [
            { atMs: clock.now(), level: 'info', message: 'Extension loaded', facts: '{"ms":31}' },
            { atMs: clock.now(), level: 'warn', message: 'A guest says', facts: '' },
          ]
        : [],
    load: (name) => turn(name, running(12)),
    unload: (name) => turn(name, { state: 'unloaded' }),
    decide: (name, decision) =>
      turn(name, decision === 'revoke' ? { state: 'unloaded' } : running(12)),
    reload: (name) =>
      name === 'quotes'
        ? Promise.resolve(refuse('extensions.failed', { name, problem: 'src/quotes.ts:41' }))
        : turn(name, running(8)),
    enforcement: () => ({ dependencies: true, conflicts: true }),
  };
}

const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  ...{ id, title: id, description: `What ${id} does.`, version: '1.0.0', author: 'carol' },
  ...{ status: 'working', category: 'fun', licence: 'MIT', date: '2026-11-20', powers: [] },
  ...{ sizeBytes: 4096, index: 'The sample index', publisher: '0123456789abcdef' },
  ...more,
});

function sampleMarket(expiresAtMs: number): MarketDesk {
  const accepted = new Set<string>();
  const held = new Map<string, Held>();
  const kept = { rows: 12, values: 3, files: 1, settings: 2 };
  const offers = [
    offer('trivia', { title: 'Trivia', version: '2.0.0' }),
    offer('weather', { status: 'beta', powers: ['hosts: api.example.org'] }),
    offer('old-games', { status: 'broken' }),
    ...['one', 'two', 'three'].map((id) => offer(id, { category: 'tools' })),
  ];
  const put = (one: Held): Result<Held> => {
    held.set(one.id, one);
    return ok(one);
  };
  const view = (): Promise<Result<MarketView>> =>
    Promise.resolve(
      ok({
        ...{ offers, held: [...held.values()] },
        indexes: [
          {
            url: 'https://example.org/index.json',
            name: 'The sample index',
            serial: 7,
            expiresAtMs,
          },
        ],
      }),
    );
  return {
    instanceId: () => Promise.resolve('0123456789abcdef'),
    hasAccepted: (person) => Promise.resolve(accepted.has(person)),
    accept(person) {
      accepted.add(person);
      return Promise.resolve();
    },
    look: view,
    refresh: view,
    held: () => Promise.resolve([...held.values()]),
    kept: () => Promise.resolve(kept),
    uninstall: (id, { purge = false }) =>
      Promise.resolve(
        held.delete(id)
          ? ok({ id, kept, purged: purge, neededBy: [] })
          : refuse('market.not-held', { id }),
      ),
    install: (id) =>
      Promise.resolve(
        offers.some((one) => one.id === id)
          ? put({ id, staged: '2.0.0' })
          : refuse('market.unknown', { id }),
      ),
    update: (id) => Promise.resolve(refuse('market.newest', { id, version: '2.0.0' })),
    enable: (id) => Promise.resolve(put({ id, enabled: '2.0.0', previous: '1.0.0' })),
    rollback: (id) => Promise.resolve(put({ id, enabled: '1.0.0', previous: '2.0.0' })),
    missing: () =>
      Promise.resolve([
        { extension: 'karma', what: 'left-pad', kind: 'package', todo: 'npm install left-pad' },
      ]),
  };
}

/** Extensions and a market that exist on paper only. */
export function sampleExtensions(clock: Clock): ExtensionsPort {
  const book = textBook();
  for (const texts of [extensionTexts, marketTexts]) book.add(texts);
  return {
    desk: sampleDesk(clock),
    market: sampleMarket(clock.now() + 60 * 86_400_000),
    say: book.in('en'),
  };
}

import type { Log } from '../../src/base/log.ts';
import { refuse } from '../../src/base/result.ts';
import type { OwnPorts, Ports } from '../../src/core/commands/ports.ts';
import type { MarketDesk } from '../../src/core/market/market.ts';
import type { ExtensionDesk } from '../../src/core/extensions/extensions.ts';

const none: ExtensionDesk = {
  list: () => [],
  find: () => undefined,
  log: () => [],
  load: (name) => Promise.resolve(refuse('extensions.unknown', { name })),
  unload: (name) => Promise.resolve(refuse('extensions.unknown', { name })),
  reload: (name) => Promise.resolve(refuse('extensions.unknown', { name })),
  decide: (name) => Promise.resolve(refuse('extensions.unknown', { name })),
  enforcement: () => ({ dependencies: true, conflicts: true }),
};

const noMarket: MarketDesk = {
  instanceId: () => Promise.resolve('0123456789abcdef'),
  hasAccepted: () => Promise.resolve(true),
  accept: () => Promise.resolve(),
  look: () => Promise.resolve(refuse('market.no-index')),
  refresh: () => Promise.resolve(refuse('market.no-index')),
  held: () => Promise.resolve([]),
  uninstall: (id) => Promise.resolve(refuse('market.not-held', { id })),
  kept: () => Promise.resolve({ rows: 0, values: 0, files: 0, settings: 0 }),
  install: (id) => Promise.resolve(refuse('market.unknown', { id })),
  update: (id) => Promise.resolve(refuse('market.not-held', { id })),
  enable: (id) => Promise.resolve(refuse('market.nothing-staged', { id })),
  rollback: (id) => Promise.resolve(refuse('market.no-previous', { id })),
  missing: () => Promise.resolve([]),
};

const nothing = (): never => {
  throw new Error('This bench keeps nothing');
};

/** What modules have for themselves, where a test does not ask for any of it. */
export const modulePorts = (
  log: Log,
): Pick<Ports, 'speak' | 'storage' | 'extensions' | 'market' | keyof OwnPorts> => ({
  log,
  values: { get: nothing, set: nothing, update: nothing, remove: nothing, names: nothing },
  files: { read: nothing, write: nothing, update: nothing, remove: nothing, list: nothing },
  tables: { of: nothing },
  speak: nothing,
  storage: {
    stats: () => ({
      ...{ reads: 0, writes: 0, hits: 0, misses: 0, bypasses: 0, readFailures: 0, sinceMs: 0 },
      ...{ writeFailures: 0, invalidations: 0, remembered: 0, rememberedMost: 1000, busy: 0 },
      health: 'healthy',
    }),
    tidy: () => Promise.resolve({ files: 0, bytes: 0 }),
    test: () => Promise.resolve([{ name: 'write', tookMs: 1 }]),
  },
  extensions: none,
  market: noMarket,
});

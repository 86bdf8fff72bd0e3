import type { ErasureLedger, ErasureMark } from '../../src/core/privacy/ledger.ts';
import type { PrivacyDesk } from '../../src/core/privacy/desk.ts';

/** A ledger that is forgotten with the test. */
export function memoryLedger(): ErasureLedger {
  const erased: string[] = [];
  return {
    get length() {
      return erased.length;
    },
    add: (actor) => Promise.resolve(void erased.push(actor)),
    hasAfter: (seen, actor) => erased.lastIndexOf(actor) >= seen,
  };
}

/** A mark in a database that can be put back, as a restore does. */
export function memoryMark(): ErasureMark {
  let seen = 0;
  return {
    get: () => seen,
    set: (now) => Promise.resolve(void (seen = now)),
  };
}

/** Nobody is known. */
export const noPrivacy: PrivacyDesk = {
  look: (actor) => Promise.resolve({ actor, names: [], kinds: [], total: 0 }),
  export: (actor) =>
    Promise.resolve({ actor, names: [], kinds: [], total: 0, path: '/data/privacy/export.json' }),
  erase: () => Promise.resolve({ pseudonym: 'erased:x', count: 0 }),
  ask: () => {},
  retention: () => [{ setting: 'privacy.auditDays', days: 0 }],
};

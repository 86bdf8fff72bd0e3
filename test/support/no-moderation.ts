import { refuse } from '../../src/base/result.ts';
import type { Acts } from '../../src/core/cases/acts.ts';
import type { ModerationDesk } from '../../src/core/cases/desk.ts';

const notHeld = () =>
  Promise.resolve(refuse('act.not-held.mute', { name: 'bob', place: '#castle' }));
const outOfReach = () => Promise.resolve(refuse('act.out-of-reach', { problem: 'a test' }));
const unknown = () => Promise.resolve(refuse('case.unknown', { number: 1 }));

const noIncident = () => Promise.resolve(refuse('incident.unknown', { number: 1 }));

const idleActs: Acts = {
  effect: outOfReach,
  act: outOfReach,
  actAll: () => Promise.resolve([]),
  lift: notHeld,
  reverse: unknown,
};

/** Nothing was done to anybody, and nothing can be. */
export const noModeration: ModerationDesk = {
  ...{ acts: idleActs, dry: idleActs, place: () => undefined },
  book: {
    ...{ whole: unknown, setReason: unknown, addNote: unknown, link: unknown },
    communities: () => Promise.resolve([]),
    history: () => Promise.resolve([]),
    counts: () => Promise.resolve({}),
    people: () => Promise.resolve([]),
    statistics: () => Promise.resolve([]),
  },
  find: () => Promise.resolve(undefined),
  standingAt: () => Promise.resolve(undefined),
  everywhere: (_where, { name }) => ({ name, places: [] }),
  banEverywhere: () => Promise.resolve([]),
  unbanEverywhere: () => Promise.resolve([]),
  lists: () => Promise.resolve(refuse('act.nowhere')),
  incidents: {
    communities: () => Promise.resolve([]),
    list: () => Promise.resolve([]),
    ...{ whole: noIncident, note: noIncident, close: noIncident },
  },
  undo: { preview: unknown, begin: unknown, find: unknown },
  quarantined: () => [],
  rescue: (_community, actor) => Promise.resolve(refuse('quarantine.none', { actor })),
};

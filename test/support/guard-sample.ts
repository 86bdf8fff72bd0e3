import type { Clock } from '../../src/base/clock.ts';
import { err, ok } from '../../src/base/result.ts';
import type {
  GuardBoardPort,
  GuardChange,
  GuardChannel,
  GuardOutcome,
  GuardSnapshot,
  Problem,
} from '../../src/dashboard/index.ts';

const place = { channel: 'irc/#castle', name: '#castle', platform: 'irc' } as const;

const outcome: GuardOutcome = {
  ...{ uses: 40, refused: 12, people: 3, flagged: 0, flaggedPeople: 0 },
  byStage: [{ stage: 'window', refused: 12, flagged: 0 }],
  ...{ silences: 0, watchedSilences: 0, mutes: 1, bans: 0, hours: [] },
};

const gone: { ok: false; error: Problem } = err({
  ...{ code: 'not-found', message: 'This is not held back any more.' },
  todo: 'The list shows what is held now.',
});

/** A guard that holds one person, for looking at the page and at the routes. */
export function guardSample(clock: Clock, asked: { verb: string; what: unknown }[]) {
  const listeners = new Set<(change: GuardChange) => void>();
  let snapshot: GuardSnapshot = {
    held: [
      {
        ...{ id: 'sanction muted irc:irc:host:mallory@x', stage: 'sanction', reason: 'muted' },
        ...{ actor: 'irc:irc:host:mallory@x', name: 'mallory', canExtend: true, canLift: true },
        untilMs: clock.now() + 240_000,
      },
    ],
    history: [],
    places: [place],
    stages: [{ stage: 'window', asks: 'Does the actor ask too fast?', mode: 'live' }],
  };
  const channel = (): GuardChannel => ({
    ...{ place, days: 7, fromMs: clock.now() - 7 * 86_400_000, recording: true },
    limits: [],
    stages: snapshot.stages,
    rates: {
      ...{ uses: 0, people: 0, actorInWindow: [], channelInWindow: [], sameCommandInWindow: [] },
      ...{ perMinute: [], hours: [] },
    },
  });
  const about = <Value>(id: string, value: Value) =>
    Promise.resolve(id === place.channel ? ok(value) : gone);
  const port: GuardBoardPort = {
    snapshot: () => snapshot,
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lift({ id }) {
      asked.push({ verb: 'lift', what: id });
      const known = snapshot.held.some((held) => held.id === id);
      tell({ kind: 'held', held: snapshot.held.filter((held) => held.id !== id) });
      return Promise.resolve(known ? ok(undefined) : gone);
    },
    extend(what) {
      asked.push({ verb: 'extend', what });
      const known = snapshot.held.some((held) => held.id === what.id);
      return Promise.resolve(known ? ok(undefined) : gone);
    },
    channel: (id) => about(id, channel()),
    forecast: (id) => about(id, { inForce: outcome, draft: outcome }),
    save(id, values) {
      asked.push({ verb: 'save', what: values });
      return about(id, channel());
    },
  };
  function tell(change: GuardChange): void {
    if (change.kind === 'held') snapshot = { ...snapshot, held: change.held };
    for (const listener of listeners) listener(change);
  }
  return { port, tell };
}

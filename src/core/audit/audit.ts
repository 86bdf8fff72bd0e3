import { messageOf } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { AuditEntry, AuditOutcome } from './entry.ts';
import type { AuditStore } from './store.ts';

/** An act that is not over. */
export type Act = Omit<AuditEntry, 'outcome' | 'closes'>;

/** Writes down how an act ended, as `Audit.note` does. */
export type EndAct = (outcome: AuditOutcome) => void;

/** The log of administrative acts: what is written down here is not changed any more. */
export interface Audit extends Pick<AuditStore, 'list' | 'verify'> {
  /** Writes an act down. Never throws and never keeps the caller waiting; what fails is said in the log. */
  note(entry: AuditEntry): void;
  /**
   * Writes down that an act is about to be done, and resolves when that is kept. Never rejects, and resolves after 2 s
   * in any case: a database that does not answer must not keep operators from stopping a raid. It is in the log then.
   */
  begin(act: Act): Promise<EndAct>;
  /** Resolves when everything noted so far is written. */
  settled(): Promise<void>;
}

interface Parts {
  readonly store: Pick<AuditStore, 'append' | 'list' | 'verify'>;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Longer texts than this are cut: the log tells what was done and keeps no documents. */
const longest = 1000;

const longestWaitMs = 2000;

export function openAudit({ store, clock, log, life }: Parts): Audit {
  let writing: Promise<unknown> = Promise.resolve();
  life.own(() => settled(() => writing));
  const append = (entry: AuditEntry): Promise<number | undefined> => {
    const atMs = clock.now();
    const written = writing
      .then(() => store.append(bounded(entry), atMs))
      .catch((failure: unknown) => {
        log.error(
          { action: entry.action, actor: entry.actor, why: messageOf(failure) },
          'An administrative act could not be written into the audit log',
        );
        return undefined;
      });
    writing = written;
    return written;
  };
  return {
    note: (entry) => void append(entry),
    async begin(act) {
      const begun = append({ ...act, outcome: 'begun' });
      if ((await within(clock, begun)) === 'late')
        log.error(
          { action: act.action, actor: act.actor, waitedMs: longestWaitMs },
          'An administrative act is done before it is in the audit log: the database does not answer',
        );
      return (outcome) =>
        void begun.then((closes) =>
          append({ ...act, outcome, ...(closes !== undefined && { closes }) }),
        );
    },
    settled: () => settled(() => writing),
    list: (filter) => store.list(filter),
    verify: () => store.verify(),
  };
}

const within = (clock: Pick<Clock, 'after'>, work: Promise<unknown>): Promise<'late' | undefined> =>
  new Promise((resolve) => {
    const cancel = clock.after(longestWaitMs, () => resolve('late'));
    void work.then(() => {
      cancel();
      resolve(undefined);
    });
  });

/** The end of an act is queued when its beginning is written, so there may be more to wait for by then. */
async function settled(newest: () => Promise<unknown>): Promise<void> {
  for (let waited: Promise<unknown> | undefined; waited !== newest();) {
    waited = newest();
    await waited;
  }
}

/** The entry with its texts cut to what is kept. */
export const bounded = (entry: AuditEntry): AuditEntry => ({
  ...entry,
  ...(entry.object !== undefined && { object: entry.object.slice(0, longest) }),
  ...(entry.before !== undefined && { before: entry.before.slice(0, longest) }),
  ...(entry.after !== undefined && { after: entry.after.slice(0, longest) }),
});

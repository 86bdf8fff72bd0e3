import { messageOf } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditStore } from './store.ts';

/** The log of administrative acts: what is written down here is not changed any more. */
export interface Audit extends Pick<AuditStore, 'list' | 'verify'> {
  /** Writes an act down. Never throws and never keeps the caller waiting; what fails is said in the log. */
  note(entry: AuditEntry): void;
  /** Resolves when everything noted so far is written. */
  settled(): Promise<void>;
}

interface Parts {
  readonly store: AuditStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Longer texts than this are cut: the log tells what was done and keeps no documents. */
const longest = 1000;

export function openAudit({ store, clock, log, life }: Parts): Audit {
  let writing: Promise<unknown> = Promise.resolve();
  life.own(async () => {
    await writing;
  });
  return {
    note(entry) {
      const atMs = clock.now();
      writing = writing
        .then(() => store.append(bounded(entry), atMs))
        .catch((failure: unknown) =>
          log.error(
            { action: entry.action, actor: entry.actor, why: messageOf(failure) },
            'An administrative act could not be written into the audit log',
          ),
        );
    },
    settled: async () => {
      await writing;
    },
    list: (filter) => store.list(filter),
    verify: () => store.verify(),
  };
}

/** The entry with its texts cut to what is kept. */
export const bounded = (entry: AuditEntry): AuditEntry => ({
  ...entry,
  ...(entry.object !== undefined && { object: entry.object.slice(0, longest) }),
  ...(entry.before !== undefined && { before: entry.before.slice(0, longest) }),
  ...(entry.after !== undefined && { after: entry.after.slice(0, longest) }),
});

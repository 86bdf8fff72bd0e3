import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Result } from '../../base/result.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { exportedYaml } from './export.ts';
import { type SettingsHistory, settingsHistory } from './history.ts';
import { type ImportPlan, plannedImport, wishesOf } from './import.ts';
import type { Scope } from './scope.ts';
import type { Author, Changed, Settings, Wish } from './settings.ts';
import { proposals } from './proposals.ts';
import { type StagedChanges, runStaged, stagedChanges } from './staged.ts';
import type { StagedStore } from './staged-store.ts';
import type { SettingsStore } from './store.ts';
import { type Misfit, misfits } from './validate.ts';
import { type Now, readMoment } from './when.ts';

/** Everything that people do with settings besides reading and writing one. */
export interface SettingsDesk extends SettingsHistory {
  readonly staged: StagedChanges;
  /** Begins to make staged changes. Not before every setting is declared. */
  runStaged(): void;
  validate(): readonly Misfit[];
  /** These scopes, or all, as YAML. */
  exported(scopes?: readonly string[]): string;
  planImport(
    text: string,
    how: { readonly scope: Scope; readonly mayWrite: (scope: Scope, name: string) => boolean },
  ): ImportPlan;
  /** The code with which this person carries the plan out. */
  propose(plan: ImportPlan, who: string): string;
  /** Refused when the code is not this person's or over, or when something changed since the plan was made. */
  carryOut(code: string, author: Author): Promise<Result<readonly Changed[]>>;
  /** Reads a moment in the time zone of a place, seen from now or from `nowMs`. */
  moment(
    text: string,
    seen: Pick<Now, 'timeZone' | 'towards'> & Partial<Pick<Now, 'nowMs'>>,
  ): Result<number>;
}

interface Parts {
  readonly settings: Settings;
  readonly store: SettingsStore;
  readonly stagedStore: StagedStore;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export function settingsDesk(parts: Parts): SettingsDesk {
  const { settings, store, stagedStore, clock, random } = parts;
  const open = proposals<{ readonly wishes: readonly Wish[] }>(clock, random);
  const staging = { ...parts, revisions: store, store: stagedStore };
  return {
    ...settingsHistory({ settings, store }),
    staged: stagedChanges(staging),
    runStaged: () => runStaged(staging),
    validate: () => misfits(settings),
    exported: (scopes) => exportedYaml(settings, scopes),
    planImport: (text, how) => plannedImport(text, { settings, ...how }),
    propose: (plan, who) => open.propose({ wishes: wishesOf(plan, settings) }, who),
    async carryOut(code, author) {
      const found = open.take(code, author.actor);
      if (!found.ok) return found;
      return settings.apply(found.value.wishes, { ...author, note: 'import' });
    },
    moment: (text, seen) => readMoment(text, { nowMs: clock.now(), ...seen }),
  };
}

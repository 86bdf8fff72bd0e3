import { samePersonBy } from '../../src/core/people/same-person.ts';
import { peopleStore } from '../../src/core/people/store.ts';
import type { ManualClock } from '../../src/base/clock.ts';
import { CastellanError } from '../../src/base/errors.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { refuse } from '../../src/base/result.ts';
import { memoryLog } from '../../src/base/log.ts';
import { alerts } from '../../src/core/alerts/alerts.ts';
import type { StoppableActs } from '../../src/core/cases/acts.ts';
import type { Enforcer } from '../../src/core/enforcer.ts';
import type { JobRunner, Jobs } from '../../src/core/jobs/jobs.ts';
import { type Permissions, openPermissions } from '../../src/core/permissions/permissions.ts';
import {
  type ActRules,
  SaidLately,
  StaffWatch,
  type Told,
  openActs,
  quarantineStore,
} from '../../src/moderation/acts/index.ts';
import { type CaseStore, caseStore } from '../../src/moderation/cases/index.ts';
import {
  Incidents,
  Undos,
  incidentStore,
  undoStore,
} from '../../src/moderation/incidents/index.ts';
import type { Database } from '../../src/storage/index.ts';

interface Waiting {
  readonly kind: string;
  readonly payload: unknown;
  readonly dueAtMs: number;
}

/** Jobs that outlive the program that had them: each start takes them up. Done only when told. */
export function keptJobs(clock: Pick<ManualClock, 'now'>) {
  const waiting = new Map<string, Waiting>();
  return {
    waiting,
    /** The jobs as one start of the program sees them, and how those that are due are done. */
    start(): { readonly jobs: Pick<Jobs, 'at' | 'cancel' | 'run'>; runDue(): Promise<number> } {
      const runners = new Map<string, JobRunner>();
      return {
        jobs: {
          run(kind, runner) {
            runners.set(kind, runner);
            return () => runners.delete(kind);
          },
          at({ id, ...job }) {
            waiting.set(id, job);
            return Promise.resolve();
          },
          cancel: (id) => Promise.resolve(waiting.delete(id)),
        },
        async runDue() {
          const due = [...waiting].filter(([, { dueAtMs }]) => dueAtMs <= clock.now());
          for (const [id, job] of due) {
            const before = waiting.get(id);
            try {
              await runners.get(job.kind)?.(job.payload, new AbortController().signal, {
                ...{ id, turnAtMs: job.dueAtMs, attempt: 1 },
              });
              if (waiting.get(id) === before) waiting.delete(id);
            } catch (failure) {
              if (!(failure instanceof CastellanError)) throw failure;
              waiting.set(id, { ...job, dueAtMs: clock.now() + 5000 });
            }
          }
          return due.length;
        },
      };
    },
  };
}

export const looseRules: ActRules = {
  tell: true,
  evidenceMs: 86_400_000,
  staff: {
    ...{ bans: 0, kicks: 0, mutes: 0, purges: 0, channels: 0, roles: 0 },
    ...{ windowMs: 600_000, disarms: false },
  },
};

interface Started {
  readonly acts: StoppableActs;
  readonly store: CaseStore;
  readonly undos: Undos;
  readonly staff: StaffWatch;
  readonly lately: SaidLately;
  readonly permissions: Permissions;
  readonly told: (Told & { readonly name: string })[];
  readonly raised: string[];
  runDue(): Promise<number>;
  end(): Promise<unknown>;
}

interface Parts {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly enforcer: Enforcer;
  readonly kept: ReturnType<typeof keptJobs>;
  readonly rules?: ActRules;
}

/** The one place that acts, as one start of the program has it. */
export async function startActs(parts: Parts): Promise<Started> {
  const { clock, database, enforcer, kept, rules = looseRules } = parts;
  const life = lifetime('acts');
  const { jobs, runDue } = kept.start();
  const store = caseStore(database);
  const lately = new SaidLately(clock);
  const permissions = await openPermissions({
    ...{ clock, owners: new Set<never>() },
    store: {
      all: () => Promise.resolve([]),
      add: () => Promise.resolve(),
      remove: () => Promise.resolve(true),
    },
  });
  const log = memoryLog();
  const told: Started['told'] = [];
  const raised: string[] = [];
  const alerting = alerts({ clock, log });
  alerting.follow(({ text }) => raised.push(text.key));
  const staff = new StaffWatch({
    ...{ cases: store, store: quarantineStore(database), permissions, alerts: alerting, clock },
    enforcerOf: () => enforcer,
  });
  await staff.open();
  const { acts } = await openActs({
    ...{ store, clock, jobs, log, life, staff, lately, rules: () => rules },
    enforcerOf: () => enforcer,
    samePerson: samePersonBy(peopleStore(database)),
    tell(_where, { name }, what) {
      told.push({ name, ...what });
      return Promise.resolve(true);
    },
  });
  const undos = await startUndos({ clock, database, acts, store, jobs, log, life });
  return {
    acts,
    store,
    undos,
    staff,
    lately,
    permissions,
    told,
    raised,
    runDue,
    end: () => life.end(),
  };
}

interface UndoParts {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly acts: StoppableActs;
  readonly store: CaseStore;
  readonly jobs: Pick<Jobs, 'at' | 'cancel' | 'run'>;
  readonly log: ReturnType<typeof memoryLog>;
  readonly life: ReturnType<typeof lifetime>;
}

/** Incidents and undo on the same database, as a start of the program opens them. */
async function startUndos({ clock, database, acts, store, jobs, log, life }: UndoParts) {
  const incidentsKept = incidentStore(database);
  const incidents = new Incidents({
    ...{ store: incidentsKept, clock, log, life: life.child('incidents') },
    rules: () => ({ people: 3, windowMs: 600_000, quietMs: 1_800_000 }),
    opened: () => {},
    levels: () => [],
  });
  const undos = new Undos({
    ...{ store: undoStore(database), cases: store, incidentStore: incidentsKept, incidents, acts },
    ...{ jobs, clock, log, life: life.child('undo') },
    levels: { held: () => [], lift: () => Promise.resolve(refuse('undo.no-level')) },
    shadow: () => Promise.resolve(refuse('automod.no-rule', { number: 1 })),
  });
  await undos.open();
  return undos;
}

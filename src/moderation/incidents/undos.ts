import { createHash } from 'node:crypto';
import { type Clock, sleep } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import { type CommunityId, communityId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { StoppableActs } from '../../core/cases/acts.ts';
import type { UndoneCase } from '../../core/cases/undone.ts';
import type { UndoDesk } from '../../core/incidents/desk.ts';
import type { HeldLevel } from '../../core/incidents/incident.ts';
import type {
  Undo,
  UndoPreview,
  UndoRequest,
  UndoScope,
  UndoStep,
} from '../../core/incidents/undo.ts';
import type { Jobs } from '../../core/jobs/jobs.ts';
import type { CaseStore } from '../cases/index.ts';
import type { IncidentStore } from './incident-store.ts';
import type { Incidents } from './incidents.ts';
import type { KeptUndo, UndoStore } from './undo-store.ts';

/** Levels at doors, as an undo needs them. */
export interface Levels {
  held(community: CommunityId): readonly HeldLevel[];
  lift(community: CommunityId, key: string): Promise<Result<unknown>>;
}

interface Parts {
  readonly store: UndoStore;
  readonly cases: Pick<CaseStore, 'scoped' | 'find'>;
  readonly incidentStore: Pick<IncidentStore, 'find' | 'cases'>;
  readonly incidents: Pick<Incidents, 'undone' | 'settled'>;
  readonly acts: Pick<StoppableActs, 'undo' | 'undoing' | 'stop' | 'mayFree'>;
  readonly levels: Levels;
  /** Lets a rule only watch from now on. */
  shadow(community: CommunityId, rule: number, by: string): Promise<Result<unknown>>;
  readonly jobs: Pick<Jobs, 'at' | 'cancel' | 'run'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

const jobKind = 'moderation.undo';
/** So many cases are taken back at once. */
export const mostAtOnce = 1000;
/** Whoever asked is told what came of it when it takes no longer than this; else that it goes on. */
const waitedForMs = 10_000;
/** Who does it may have died by then. */
const takenUpAfterMs = 60_000;

type Key = Pick<Undo, 'community' | 'number'>;

/** Takes many acts back: written down with all its steps before the first is done. */
export class Undos implements UndoDesk {
  readonly #parts: Parts;
  readonly #running = new Map<string, Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier run left undone. */
  async open(): Promise<void> {
    const { store, jobs, clock, life } = this.#parts;
    life.own(jobs.run(jobKind, (payload) => this.#goOn(payload)));
    for (const one of await store.running()) await this.#later(one, clock.now() + 1000);
    life.own(() => Promise.allSettled(this.#running.values()).then(() => undefined));
  }

  async preview(community: CommunityId, scope: UndoScope): Promise<Result<UndoPreview>> {
    const found = await this.#inScope(community, scope);
    if (!found.ok) return found;
    const { numbers, levels, more } = found.value;
    const besides = new Set(numbers);
    const cases: UndoneCase[] = [];
    for (const number of numbers) {
      const looked = await this.#parts.acts.undoing({ community, number }, besides);
      if (!looked.ok) return looked;
      cases.push(looked.value);
    }
    return ok({ scope, cases, levels, more, stamp: stampOf(numbers, levels) });
  }

  async begin(
    community: CommunityId,
    scope: UndoScope,
    request: UndoRequest,
  ): Promise<Result<Undo>> {
    const { store, clock } = this.#parts;
    for (const number of scope.of === 'cases' ? scope.numbers : []) {
      const may = await this.#parts.acts.mayFree({ community, number }, request.by);
      if (!may.ok) return may;
    }
    // At once, and before it is looked what there is: what still waits for its turn is not done any more.
    for (const by of await this.#doersOf(community, scope))
      await this.#parts.acts.stop(community, by);
    const found = await this.#inScope(community, scope);
    if (!found.ok) return found;
    const { numbers, levels } = found.value;
    if (!holdsStill(request.stamp, numbers, levels)) return refuse('undo.changed');
    const rule = scope.of === 'rule' && request.shadow ? [scope.rule] : [];
    const steps: readonly Pick<UndoStep, 'kind' | 'ref'>[] = [
      ...rule.map((number) => ({ kind: 'rule' as const, ref: String(number) })),
      ...numbers.map((number) => ({ kind: 'case' as const, ref: String(number) })),
      ...levels.map(({ key }) => ({ kind: 'level' as const, ref: key })),
    ];
    if (steps.length === 0) return refuse('undo.nothing');
    const begun = await store.begin({ community, scope, request, atMs: clock.now(), steps });
    await this.#later(begun, clock.now() + takenUpAfterMs);
    await this.#waitedFor(this.#run(begun));
    return this.find(community, begun.number);
  }

  async find(community: CommunityId, number: number): Promise<Result<Undo>> {
    const found = await this.#parts.store.find(community, number);
    return found ? ok(found) : refuse('undo.unknown', { number });
  }

  async #inScope(community: CommunityId, scope: UndoScope) {
    const { cases, levels } = this.#parts;
    if (scope.of === 'cases') {
      // Asked for by number, one that is over is said to be.
      for (const number of scope.numbers)
        if (!(await cases.find({ community, number }))) return refuse('case.unknown', { number });
      return ok({ numbers: scope.numbers.slice(0, mostAtOnce), levels: [], more: false });
    }
    const asked = await this.#caseScope(community, scope);
    if (!asked.ok) return asked;
    const found = await cases.scoped(community, asked.value, mostAtOnce + 1);
    const held = levels.held(community);
    return ok({
      ...{ numbers: found.slice(0, mostAtOnce), more: found.length > mostAtOnce },
      levels: await this.#levelsIn(community, scope, held),
    });
  }

  async #caseScope(community: CommunityId, scope: Exclude<UndoScope, { of: 'cases' }>) {
    const since =
      'sinceMs' in scope && scope.sinceMs !== undefined ? { sinceMs: scope.sinceMs } : {};
    switch (scope.of) {
      case 'rule':
        return ok({ by: `rule:${scope.rule}`, ...since });
      case 'moderator':
        return ok({ by: scope.actor, ...since });
      case 'window':
        return ok({ ...since, untilMs: scope.untilMs });
      case 'incident': {
        const key = { community, number: scope.incident };
        await this.#parts.incidents.settled();
        if (!(await this.#parts.incidentStore.find(key)))
          return refuse('incident.unknown', { number: scope.incident });
        return ok({ numbers: await this.#parts.incidentStore.cases(key) });
      }
    }
  }

  /** Levels are of the incident at their place, or were set within the window. */
  async #levelsIn(
    community: CommunityId,
    scope: UndoScope,
    held: readonly HeldLevel[],
  ): Promise<readonly HeldLevel[]> {
    if (scope.of === 'window')
      return held.filter(({ sinceMs }) => sinceMs >= scope.sinceMs && sinceMs <= scope.untilMs);
    if (scope.of !== 'incident') return [];
    const found = await this.#parts.incidentStore.find({ community, number: scope.incident });
    if (found?.kind !== 'raid') return [];
    const { connection, space } = found.place;
    return held.filter(({ key }) => key === `${connection} ${space}`);
  }

  /** Whose acts are meant, where these are all of somebody's. */
  async #doersOf(community: CommunityId, scope: UndoScope): Promise<readonly string[]> {
    if (scope.of === 'moderator') return [scope.actor];
    if (scope.of === 'rule') return [`rule:${scope.rule}`];
    if (scope.of !== 'incident') return [];
    const found = await this.#parts.incidentStore.find({ community, number: scope.incident });
    return found?.kind === 'rule' ? [found.subject] : [];
  }

  async #goOn(payload: unknown): Promise<void> {
    const key = keyIn(payload);
    const kept = key && (await this.#parts.store.find(key.community, key.number));
    if (kept?.state === 'running') await this.#run(kept);
  }

  #run(undo: KeptUndo): Promise<void> {
    const id = idOf(undo);
    const running =
      this.#running.get(id) ?? this.#doAll(undo).finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    return running;
  }

  async #doAll(undo: KeptUndo): Promise<void> {
    const { store, jobs, life } = this.#parts;
    const besides = new Set(
      undo.steps.flatMap(({ kind, ref }) => (kind === 'case' ? [Number(ref)] : [])),
    );
    for (const [position, step] of undo.steps.entries()) {
      // The program ends: the next start goes on from here.
      if (life.signal.aborted) return;
      if (step.state !== 'waiting') continue;
      const done = await this.#doOne(undo, step, besides);
      await store.stepped(undo, position, {
        state: done.ok ? 'done' : 'refused',
        ...(!done.ok && { problem: done.error.key }),
      });
    }
    if (await store.done(undo)) await this.#tell(undo);
    await jobs.cancel(idOf(undo));
  }

  #doOne(
    { community, by, why }: KeptUndo,
    { kind, ref }: UndoStep,
    besides: ReadonlySet<number>,
  ): Promise<Result<unknown>> {
    const { acts, levels } = this.#parts;
    if (kind === 'rule') return this.#parts.shadow(community, Number(ref), by);
    if (kind === 'level') return levels.lift(community, ref);
    return acts.undo({ community, number: Number(ref) }, { by: { id: by }, why, besides });
  }

  async #tell(undo: KeptUndo): Promise<void> {
    const { community, number, by, incident, steps } = undo;
    if (incident === undefined) return;
    await this.#parts.incidents.undone({ community, number: incident }, by, {
      undo: number,
      cases: steps.filter(({ kind }) => kind === 'case').length,
    });
  }

  async #waitedFor(running: Promise<void>): Promise<void> {
    const late = new AbortController();
    const patience = sleep(this.#parts.clock, waitedForMs, late.signal).catch(() => undefined);
    const calm = running.catch((failure: unknown) => {
      if (!(failure instanceof CastellanError)) throw failure;
      this.#parts.log.warn({ problem: messageOf(failure) }, 'An undo is interrupted and goes on');
    });
    try {
      await Promise.race([calm, patience]);
    } finally {
      late.abort();
    }
  }

  #later(key: Key, dueAtMs: number): Promise<void> {
    const { community, number } = key;
    return this.#parts.jobs.at({
      ...{ id: idOf(key), kind: jobKind, payload: { community, number }, dueAtMs },
    });
  }
}

const idOf = ({ community, number }: Key): string => `undo:${community}:${number}`;

/** Stands for these cases and levels: their highest number, and what they are. */
function stampOf(numbers: readonly number[], levels: readonly HeldLevel[]): string {
  const highest = Math.max(0, ...numbers);
  const all = [...numbers.toSorted((a, b) => a - b), ...levels.map(({ key }) => key).toSorted()];
  return `${highest}-${createHash('sha256').update(all.join(' ')).digest('hex').slice(0, 12)}`;
}

/** What is meant is what was shown; newer cases of the same doer may have come since, and are meant too. */
function holdsStill(stamp: string, numbers: readonly number[], levels: readonly HeldLevel[]) {
  const highest = Number(stamp.split('-')[0]);
  return (
    stampOf(
      numbers.filter((number) => number <= highest),
      levels,
    ) === stamp
  );
}

function keyIn(payload: unknown): Key | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const community = 'community' in payload ? payload.community : undefined;
  const number = 'number' in payload ? payload.number : undefined;
  return typeof community === 'string' && typeof number === 'number'
    ? { community: communityId(community), number }
    : undefined;
}

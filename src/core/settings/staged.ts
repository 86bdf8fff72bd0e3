import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { endsOf, wishFor } from './history.ts';
import { readScope } from './scope.ts';
import type { Author, Settings, Wish } from './settings.ts';
import type { Staged, StagedStore, StagedWish } from './staged-store.ts';
import type { SettingsStore } from './store.ts';

export interface StageRequest {
  readonly wishes: readonly Wish[];
  readonly applyAtMs: number;
  /** When it is taken back; absent: it stays. */
  readonly revertAtMs?: number;
}

/** Changes that are made at a time, whatever happens to the process until then, and may be taken back at another. */
export interface StagedChanges {
  /** Refused when a value does not fit now, or the times do not lie ahead and in order. */
  stage(request: StageRequest, author: Author): Promise<Result<Staged>>;
  /** Those that still wait for a time, the next first. */
  list(): Promise<readonly Staged[]>;
  /** What was not made yet never is; what was made stays as it is. */
  cancel(id: string): Promise<Result<Staged>>;
  find(id: string): Promise<Staged | undefined>;
}

interface Parts {
  readonly settings: Settings;
  readonly revisions: Pick<SettingsStore, 'history'>;
  readonly store: StagedStore;
  readonly jobs: Jobs;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly log: Log;
}

const kind = 'settings.staged';
const longestAheadMs = 366 * 86_400_000;
const mostOpen = 200;
const turns = ['apply', 'revert'] as const;
type Turn = (typeof turns)[number];

const jobOf = (id: string, turn: Turn): string => `${kind}/${id}/${turn}`;
const noteOf = (id: string, turn: Turn): string =>
  turn === 'apply' ? `staged ${id}` : `end of staged ${id}`;

export function stagedChanges(parts: Parts): StagedChanges {
  const { store, jobs } = parts;
  return {
    stage: (request, author) => stage(parts, request, author),
    list: () => store.open(),
    find: (id) => store.find(id),
    async cancel(id) {
      const staged = await store.find(id);
      if (!staged) return refuse('settings.not-staged', { id });
      const to = staged.state === 'waiting' ? 'cancelled' : 'over';
      const open = staged.state === 'waiting' || staged.state === 'applied';
      if (!open || !(await store.move(id, staged.state, to)))
        return refuse('settings.not-staged', { id });
      for (const turn of turns) await jobs.cancel(jobOf(id, turn));
      return ok({ ...staged, state: to });
    },
  };
}

/** From now on staged changes are made when they are due. */
export function runStaged(parts: Parts): void {
  parts.jobs.run(kind, (payload) => takeTurn(parts, payload));
}

async function stage(
  { settings, store, jobs, clock, random }: Parts,
  { wishes, applyAtMs, revertAtMs }: StageRequest,
  { actor, via }: Author,
): Promise<Result<Staged>> {
  const nowMs = clock.now();
  const late = applyAtMs > nowMs + longestAheadMs || (revertAtMs ?? 0) > nowMs + longestAheadMs;
  if (applyAtMs <= nowMs || late) return refuse('settings.stage-time', {});
  if (revertAtMs !== undefined && revertAtMs <= applyAtMs) return refuse('settings.stage-order');
  const fit = allFit(settings, wishes);
  if (!fit.ok) return fit;
  if ((await store.open()).length >= mostOpen) return refuse('settings.stage-many', {});
  const staged: Staged = {
    id: idFrom(random),
    wishes: wishes.map(({ name, scope, typed }) => ({ name, scope, typed })),
    ...{ applyAtMs, ...(revertAtMs !== undefined && { revertAtMs }) },
    ...{ state: 'waiting', by: actor, via, stagedAtMs: nowMs },
  };
  await store.add(staged);
  const times = { apply: applyAtMs, revert: revertAtMs };
  for (const turn of turns) {
    const dueAtMs = times[turn];
    const job = { id: jobOf(staged.id, turn), kind, payload: { staged: staged.id, turn } };
    if (dueAtMs !== undefined) await jobs.at({ ...job, dueAtMs });
  }
  return ok(staged);
}

const letters = '23456789abcdefghjkmnpqrstuvwxyz';

/** Short enough to be typed. */
const idFrom = (random: Random): string =>
  Array.from({ length: 5 }, () => letters.charAt(random.below(letters.length))).join('');

function allFit(settings: Settings, wishes: readonly Wish[]): Result<void> {
  for (const { name, typed } of wishes) {
    const setting = settings.declared().get(name);
    if (!setting) return refuse('settings.unknown', { name });
    if (setting.kind === 'secret') return refuse('settings.secret-not-staged', { name });
    const read = typed === null ? ok(undefined) : setting.parse(typed);
    if (!read.ok) return read;
  }
  return ok(undefined);
}

function turnIn(payload: unknown): { id: string; turn: Turn } | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  if (!('staged' in payload) || !('turn' in payload)) return undefined;
  const turn = turns.find((one) => one === payload.turn);
  return turn && typeof payload.staged === 'string' ? { id: payload.staged, turn } : undefined;
}

/** May run twice for one turn: what the first run has done is found in the history by its note. */
async function takeTurn(parts: Parts, payload: unknown): Promise<void> {
  const asked = turnIn(payload);
  const staged = asked && (await parts.store.find(asked.id));
  if (!staged) return;
  if (asked.turn === 'apply' && staged.state === 'waiting') await apply(parts, staged);
  if (asked.turn === 'revert' && staged.state === 'applied') await revert(parts, staged);
}

async function apply({ settings, revisions, store, log }: Parts, staged: Staged): Promise<void> {
  const note = noteOf(staged.id, 'apply');
  const done = await revisions.history({ note, limit: 1 });
  const changed =
    done.length > 0
      ? ok([])
      : await settings.apply(staged.wishes.flatMap(wishOf), { ...authorOf(staged), note });
  if (changed.ok) {
    const to = staged.revertAtMs === undefined ? 'over' : 'applied';
    await store.move(staged.id, 'waiting', to);
    return;
  }
  log.warn({ staged: staged.id, why: changed.error.key }, 'A staged change could not be made');
  await store.move(staged.id, 'waiting', 'failed', changed.error.key);
}

const wishOf = ({ name, scope: text, typed }: StagedWish): readonly Wish[] => {
  const scope = readScope(text);
  return scope === undefined ? [] : [{ name, scope, typed }];
};

const authorOf = ({ by }: Staged): Author => ({ actor: by, via: 'job' });

/** Takes back what nobody has touched since; the rest stays, and is said. */
async function revert(parts: Parts, staged: Staged): Promise<void> {
  const { settings, revisions, store, log } = parts;
  const made = await revisions.history({ note: noteOf(staged.id, 'apply'), limit: 1000 });
  const note = noteOf(staged.id, 'revert');
  const done = (await revisions.history({ note, limit: 1 })).length > 0;
  const wishes: Wish[] = [];
  let touched = 0;
  for (const { name, scope, before: json, id } of done ? [] : endsOf([...made].reverse())) {
    const wish = wishFor(settings, { name, scope, json });
    if (wish.ok && wish.value.expected === id) wishes.push(wish.value);
    else touched += 1;
  }
  const changed = await settings.apply(wishes, { ...authorOf(staged), note });
  // Somebody was quicker: the job runs again and finds how it stands then.
  if (!changed.ok) throw new Error(`A staged change could not be taken back: ${changed.error.key}`);
  if (touched > 0) log.info({ staged: staged.id, touched }, 'Some values were changed meanwhile');
  await store.move(staged.id, 'applied', 'over', touched > 0 ? 'settings.touched' : undefined);
}

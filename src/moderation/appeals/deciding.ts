import { messageOf } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import { type Appeal, type AppealKey, openStates } from '../../core/appeals/appeal.ts';
import type { DecideRequest, Decided, Decider } from '../../core/appeals/desk.ts';
import type { Case } from '../../core/cases/case.ts';
import type { DeskParts } from './parts.ts';

type Deciding = Pick<
  DeskParts,
  'store' | 'cases' | 'acts' | 'clock' | 'unbanEverywhere' | 'happened' | 'log' | 'samePerson'
>;

/** Tells the others, and the person, that somebody looks at it. */
export async function takeUp(
  { store, clock, samePerson }: Pick<DeskParts, 'store' | 'clock' | 'samePerson'>,
  key: AppealKey,
  { id: by, name: byName }: Decider,
): Promise<Result<Appeal>> {
  const found = await store.find(key);
  if (!found) return refuse('appeal.unknown', { number: key.number });
  if (await samePerson(by, found.who)) return refuse('appeal.own');
  const step = { what: 'taken-up', by, byName, atMs: clock.now(), text: '' } as const;
  const moved = await store.move(key, { from: ['pending'], to: 'under-review', step });
  if (moved) return ok({ ...found, state: 'under-review' });
  return refuse(found.state === 'under-review' ? 'appeal.taken-up' : 'appeal.over', {
    number: key.number,
  });
}

/**
 * Decides. Whoever punished cannot do so alone: what he says is a proposal, and somebody else decides; an owner may all
 * the same, and that is written down. What is approved is lifted by the one place that acts, or goes back to review.
 */
export async function decide(
  parts: Deciding,
  key: AppealKey,
  request: DecideRequest,
): Promise<Result<Decided>> {
  const { by, verdict } = request;
  const found = await parts.store.find(key);
  const may = await mayDecide(parts, found, { ...key, by });
  if (!may.ok) return may;
  const appeal = may.value;
  const about = await parts.cases.find({ community: key.community, number: appeal.caseNumber });
  const own = about !== undefined && (await parts.samePerson(by.id, about.by));
  if (own && !by.mayOverride) return propose(parts, appeal, request);
  if (verdict === 'approved' && about?.kind === 'global-ban' && !by.everywhere)
    return refuse('appeal.everywhere');
  return carryOut(parts, { about, appeal, own }, request);
}

async function mayDecide(
  { samePerson }: Pick<Deciding, 'samePerson'>,
  found: Appeal | undefined,
  { number, by }: AppealKey & { readonly by: Decider },
): Promise<Result<Appeal>> {
  if (!found) return refuse('appeal.unknown', { number });
  if (!openStates.some((state) => state === found.state)) return refuse('appeal.over', { number });
  return (await samePerson(by.id, found.who)) ? refuse('appeal.own') : ok(found);
}

async function carryOut(
  parts: Deciding,
  { about, appeal: found, own }: Lifting & { readonly own: boolean },
  request: DecideRequest,
): Promise<Result<Decided>> {
  const { store, clock } = parts;
  const { by, verdict, why } = request;
  const step = { by: by.id, byName: by.name, atMs: clock.now(), text: why };
  const move = { from: openStates, to: verdict, step: { ...step, what: verdict } };
  if (!(await store.move(found, move))) return refuse('appeal.over', { number: found.number });
  if (own) await store.note(found, { ...step, what: 'overridden', text: '' });
  const appeal: Appeal = { ...found, state: verdict, endedAtMs: step.atMs };
  if (verdict === 'approved') {
    const lifted = await lift(parts, { about, appeal }, request);
    if (!lifted.ok) return backToReview(parts, appeal, { request, lifted });
    await store.lifted(appeal);
  }
  parts.happened({ what: 'decided', appeal });
  return ok({ outcome: 'decided', overridden: own, appeal });
}

/** Takes back what was approved when the program died before it was done. */
export async function liftApproved(parts: Deciding): Promise<void> {
  for (const appeal of await parts.store.unlifted()) {
    const { community, caseNumber: number } = appeal;
    const about = await parts.cases.find({ community, number });
    const steps = await parts.store.steps(appeal);
    const last = steps.findLast(({ what }) => what === 'approved');
    const by = { id: last?.by ?? 'castellan', name: last?.byName ?? 'Castellan' };
    try {
      const request = { by, why: last?.text ?? '', via: 'program' };
      const lifted = await lift(parts, { about, appeal }, request);
      if (lifted.ok) await parts.store.lifted(appeal);
    } catch (failure) {
      parts.log.warn({ community, number, problem: messageOf(failure) }, 'Not lifted yet');
    }
  }
}

async function propose(
  { store, clock }: Deciding,
  appeal: Appeal,
  { by, verdict, why }: DecideRequest,
): Promise<Result<Decided>> {
  const steps = await store.steps(appeal);
  if (steps.some(({ what, by: who }) => what === 'proposed' && who === by.id))
    return refuse('appeal.proposed-already');
  const text = why === '' ? verdict : `${verdict}: ${why}`;
  const step = { by: by.id, byName: by.name, atMs: clock.now(), text };
  await store.note(appeal, { ...step, what: 'proposed' });
  return ok({ outcome: 'proposed', overridden: false, appeal });
}

interface Lifting {
  readonly about: Case | undefined;
  readonly appeal: Appeal;
}

/** What is over already, or will be taken back when the network is there again, is lifted. */
const asGoodAsLifted: ReadonlySet<string> = new Set(['case.over', 'act.away']);

async function lift(
  { acts, unbanEverywhere }: Deciding,
  { about, appeal }: Lifting,
  { by, via, why: said }: { by: Pick<Decider, 'id' | 'name'>; via: string; why: string },
): Promise<Result<void>> {
  if (!about || about.state === 'ending' || about.state === 'ended') return ok(undefined);
  const why = said === '' ? `appeal ${appeal.number}` : `appeal ${appeal.number}: ${said}`;
  if (about.kind === 'global-ban') return unbanEverywhere(about, why);
  const { id, name } = by;
  const reversed = await acts.reverse(about, { by: { id, name }, via, why, how: 'overturned' });
  return reversed.ok || asGoodAsLifted.has(reversed.error.key) ? ok(undefined) : reversed;
}

interface Stuck {
  readonly request: DecideRequest;
  readonly lifted: Extract<Result<void>, { ok: false }>;
}

/** What could not be lifted was not granted: staff see why, and the person hears nothing that is not so. */
async function backToReview(
  { store, clock }: Deciding,
  appeal: Appeal,
  { request: { by }, lifted }: Stuck,
): Promise<Result<Decided>> {
  const text = lifted.error.key;
  const step = { what: 'stuck', by: by.id, byName: by.name, atMs: clock.now(), text } as const;
  await store.move(appeal, { from: ['approved'], to: 'under-review', step });
  return lifted;
}

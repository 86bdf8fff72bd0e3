import type { Clock } from '../../base/clock.ts';
import { type CommunityId, actorId, messageId } from '../../base/ids.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Acts, Doer } from '../../core/cases/acts.ts';
import type { CaseBook } from '../../core/cases/desk.ts';
import {
  type AiStore,
  type Decision,
  type KeptVerdict,
  deedOf,
  fine,
} from '../../moderation/ai/index.ts';
import { evidenceOf } from './following.ts';
import { readPlace } from './kept-place.ts';
import type { Scores } from './scores.ts';

interface Parts {
  readonly store: AiStore;
  readonly acts: Pick<Acts, 'act'>;
  readonly book: Pick<CaseBook, 'whole'>;
  readonly scores: Pick<Scores, 'changed'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** So many verdicts with cases are looked at again. */
const looksBack = 50;

/** What people decide about verdicts: it is done, and learned from. */
export class Deciding {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Does what was suggested, as an act of the one who approves. */
  async carryOut(
    verdict: KeptVerdict,
    { by, via }: { readonly by: Doer; readonly via: string },
  ): Promise<Result<void>> {
    const deed = deedOf(verdict.action);
    if (!deed || verdict.caseNumber !== undefined) return ok(undefined);
    const { acts, store, clock } = this.#parts;
    const { where, native } = readPlace(verdict.place);
    if (deed.kind === 'purge' && verdict.message === undefined) return refuse('act.cannot.purge');
    const done = await acts.act({
      ...{ kind: deed.kind, where, by, via, reason: verdict.rule },
      subject: { id: actorId(verdict.actor), name: verdict.name, native },
      ...(deed.forMs !== undefined && { untilMs: clock.now() + deed.forMs }),
      ...(deed.kind === 'purge' &&
        verdict.message !== undefined && { messages: [messageId(verdict.message)] }),
      evidence: [evidenceOf(verdict, where.name)],
    });
    if (!done.ok) return done;
    if (!done.value.dry) await store.setCase(verdict.id, done.value.made.number);
    return ok(undefined);
  }

  /** Somebody has decided about a verdict, wherever that was: it counts, and joins what is learned from. Once. */
  async judged(id: string, decision: Decision, by: string): Promise<Result<KeptVerdict>> {
    const { store, scores, clock } = this.#parts;
    const verdict = await store.byId(id);
    if (!verdict) return refuse('ai.no-verdict');
    const atMs = clock.now();
    if (!(await store.judge(id, { judged: decision, actor: by, atMs })))
      return refuse('ai.judged-before', { number: verdict.number });
    const { community, actor, text, rule } = verdict;
    const label = decision === 'dismissed' ? fine : rule || 'broken';
    await store.learn({ id, community, actor, text, label, atMs });
    scores.changed(community);
    return ok({ ...verdict, judged: decision, judgedBy: by });
  }

  /** A case that somebody overturned was a wrong verdict. */
  async settleOverturned(community: CommunityId): Promise<void> {
    const { store, book } = this.#parts;
    for (const { id, caseNumber, judged } of await store.latest(community, looksBack)) {
      if (caseNumber === undefined || judged !== undefined) continue;
      const whole = await book.whole({ community, number: caseNumber });
      const ending = whole.ok ? whole.value.ending : undefined;
      if (ending?.how === 'overturned') await this.judged(id, 'dismissed', ending.by);
    }
  }
}

import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok } from '../../base/result.ts';
import type { Doer } from '../../core/cases/acts.ts';
import type { ReviewAct, ReviewDecided, ReviewDesk, ReviewItem } from '../../core/cases/review.ts';
import {
  type AiAction,
  type AiStore,
  type Decision,
  type KeptVerdict,
  type Suggestion,
  type Suggestions,
  deedOf,
} from '../../moderation/ai/index.ts';
import type { Deciding } from './deciding.ts';

interface Parts {
  readonly review: Pick<ReviewDesk, 'add' | 'list' | 'decide'>;
  readonly store: Pick<AiStore, 'waiting' | 'setCase'>;
  readonly deciding: Pick<Deciding, 'judged'>;
  /** Where suggestions go while too much waits. */
  readonly otherwise: Suggestions;
  readonly log: Log;
}

const microsOfDollar = 1_000_000;
const mostLookedThrough = 500;

/** What models suggest waits with all else that waits for moderators; what they decide there counts as said of the model. */
export class InReview implements Suggestions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async suggest(suggestion: Suggestion): Promise<string> {
    const { review, otherwise } = this.#parts;
    const { community, source, message, rule, quote, confidence, cost, suggested } = suggestion;
    const number = await review.add({
      ...{ community, source, message, quote, confidence, cost: cost / microsOfDollar },
      ...(rule !== '' && { rule }),
      suggested: actOf(suggested),
    });
    // Of somebody in danger staff are told anyway.
    if (number === undefined && suggested !== 'SELF_HARM') return otherwise.suggest(suggestion);
    return suggestion.verdict;
  }

  /** Decides about a verdict that waits, in the one place where it does. False: it waits there no more. */
  async decide(
    verdict: KeptVerdict,
    decision: Decision,
    { by, via }: { readonly by: Doer; readonly via: string },
  ): Promise<Result<boolean>> {
    const { review } = this.#parts;
    const { community, actor } = verdict;
    const waiting = await review.list(community, { actors: [actor], limit: mostLookedThrough });
    const item = waiting.find((one) => isAsked(one) && isAbout(one, verdict));
    if (!item) return ok(false);
    // Somebody else may have suggested more for the same message than he may do who approves this.
    const act = actOf(verdict.action);
    const same = item.suggested.kind === act.kind && item.suggested.forMs === act.forMs;
    const asSuggested = same && item.suggested.deletes !== true;
    const done = await review.decide(item, {
      ...(decision === 'dismissed'
        ? { verdict: 'dismiss' }
        : { verdict: asSuggested ? 'approve' : 'change', act }),
      ...{ by, via },
    });
    if (!done.ok) return done;
    await this.#judge(done.value, decision, by.id);
    return ok(true);
  }

  /** A moderator has decided about something that waited. Never throws, never waits. */
  heard({ item, outcome, by }: ReviewDecided): void {
    if (!isAsked(item)) return;
    this.#judge(item, outcome, by).catch((failure: unknown) =>
      this.#parts.log.error({ problem: messageOf(failure) }, 'A verdict could not be judged'),
    );
  }

  async #judge(item: ReviewItem, decision: Decision, by: string): Promise<void> {
    const { store, deciding } = this.#parts;
    const { community, actor, text, message, decision: made } = item;
    const about = { community, actor: actor.id, text, ...(message !== undefined && { message }) };
    for (const { id } of await store.waiting(about)) {
      const caseNumber = made?.cases.at(-1);
      if (caseNumber !== undefined) await store.setCase(id, caseNumber);
      // Refused where it was judged at the same moment: once is enough.
      await deciding.judged(id, decision, by);
    }
  }
}

const isAsked = ({ claims }: ReviewItem): boolean =>
  claims.some(({ source }) => source.kind === 'ai');

const isAbout = (item: ReviewItem, { message, text }: KeptVerdict): boolean =>
  message === undefined
    ? item.message === undefined && item.text === text
    : item.message === message;

/** As it is done about a message; where it is nobody's business to do anything, people look at it. */
function actOf(action: AiAction): ReviewAct {
  const deed = deedOf(action);
  if (!deed) return { kind: 'nothing' };
  const { kind, forMs } = deed;
  return { kind: kind === 'purge' ? 'delete' : kind, ...(forMs !== undefined && { forMs }) };
}

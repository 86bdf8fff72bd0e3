import type { ReviewAct, ReviewRequest } from '../../core/cases/review.ts';
import type { Asked } from '../../moderation/rules/index.ts';
import { type Decided, foundIn } from './watch.ts';

/** What a rule asks the moderators. */
export function questionOf(
  { community, event }: Decided,
  { fired, proposes }: Asked,
): ReviewRequest {
  const { where, actor, atMs } = event;
  const { number, name, rule } = fired.rule;
  const text = 'text' in event ? event.text : actor.name;
  const [quote] = foundIn(text, fired);
  return {
    community,
    source: { kind: 'rule', name: String(number) },
    message: {
      ...{ place: where, text, atMs },
      actor: { id: actor.id, name: actor.name, native: actor.native },
      ...(event.kind === 'message' || event.kind === 'message-edited' ? { id: event.id } : {}),
    },
    rule: `${number} ${name}`,
    ...(rule.because !== undefined && { because: rule.because }),
    ...(quote !== undefined && { quote }),
    suggested: suggestedBy(proposes),
  };
}

/** A rule that only asks suggests the mildest of what changes something. */
function suggestedBy(proposes: Asked['proposes']): ReviewAct {
  const deletes = proposes.some(({ kind }) => kind === 'delete');
  const sanction = proposes.findLast(({ kind }) => kind !== 'delete');
  if (!sanction) return { kind: deletes ? 'delete' : 'warn' };
  const forMs = 'forMs' in sanction ? sanction.forMs : undefined;
  return {
    kind: sanction.kind,
    ...(forMs !== undefined && { forMs }),
    ...(deletes && { deletes }),
  };
}

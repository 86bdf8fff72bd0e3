import {
  type ActRequest,
  type BulkOutcome,
  type Result,
  type Say,
  defineCommand,
  ok,
  refuse,
  rest,
  word,
} from '../../sdk/index.ts';
import { doerOf, placeMeant, subjectMeant, wayIn } from './asking.ts';

const mostAtOnce = 200;
const refusalsShown = 10;

export const massban = defineCommand({
  name: 'massban',
  category: 'operators',
  capability: 'mod.ban',
  slow: true,
  args: {
    reason: word({ example: '"spam raid"', maxLength: 1000 }),
    who: rest({ example: '@eve @mallory' }),
  },
  needs: ['moderation', 'permissions'],
  async run(call): Promise<Result<readonly BulkOutcome[]>> {
    const { args, moderation } = call;
    const where = placeMeant(call, undefined);
    if (!where.ok) return where;
    const named = args.who.split(/[\s,]+/).filter(Boolean);
    if (named.length > mostAtOnce) return refuse('massban.too-many', { most: mostAtOnce });
    const by = doerOf(call);
    const requests = new Map<string, ActRequest>();
    const unknown: BulkOutcome[] = [];
    for (const typed of named) {
      const subject = await subjectMeant(call, where.value, { typed });
      if (!subject.ok) unknown.push({ name: typed, result: subject });
      else
        requests.set(subject.value.id, {
          ...{ kind: 'ban', where: where.value, subject: subject.value, by, via: wayIn(call) },
          reason: args.reason,
        });
    }
    // All of them were asked for now: an undo in between stops the rest.
    return ok([...unknown, ...(await moderation.acts.actAll([...requests.values()]))]);
  },
  show: (outcomes, say) => bulkCard(outcomes, say, 'massban.done'),
});

/** How many it was done to, and of each that was refused, why. */
export function bulkCard(outcomes: readonly BulkOutcome[], say: Say, key: string) {
  const refused = outcomes.flatMap(({ name, result }) =>
    result.ok ? [] : [{ name, ...result.error }],
  );
  const done = outcomes.length - refused.length;
  const sentence = say(key, { done, refused: refused.length });
  if (refused.length === 0) return { tone: 'success' as const, say: sentence };
  return {
    tone: 'warning' as const,
    title: sentence,
    lines: [
      ...refused
        .slice(0, refusalsShown)
        .map(({ name, key: why, facts }) => say('act.refusal-of', { name, why: say(why, facts) })),
      ...(refused.length > refusalsShown
        ? [say('act.more-refusals', { count: refused.length - refusalsShown })]
        : []),
    ],
  };
}

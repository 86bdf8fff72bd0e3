import {
  type Case,
  type Result,
  communityOf,
  defineCommand,
  integer,
  labelled,
  ok,
  optional,
  somebody,
  reason,
  refuse,
} from '../../sdk/index.ts';
import { caseMeant, doerOf, meant, wayIn } from './asking.ts';

const change = {
  category: 'operators',
  capability: 'mod.cases',
  needs: ['moderation', 'permissions'],
} as const;
const place = optional(labelled('in', '#castle'));
const why = optional(reason('moderation.reasons'));
const mostAtOnce = 1000;

export const caseReverse = defineCommand({
  ...{ ...change, name: 'case reverse', aliases: ['removeinfraction', 'case undo'] },
  args: { number: integer({ min: 1, example: '12' }), place, reason: why },
  async run(call): Promise<Result<Case>> {
    const { args, moderation } = call;
    const key = caseMeant(call, args.number, args.place);
    if (!key.ok) return key;
    return moderation.acts.reverse(key.value, {
      ...{ by: doerOf(call), via: wayIn(call), why: args.reason ?? '', how: 'overturned' },
    });
  },
  show: ({ number, kind, targetName: name }, say) => ({
    ...({ tone: 'success' } as const),
    say: say('case reverse.done', { number, kind, name }),
  }),
});

/** Of one person: each case that still counts, one after the other. */
export const caseClear = defineCommand({
  ...{ ...change, name: 'case clear', aliases: ['clearinfractions'], slow: true },
  args: { who: somebody(), place, reason: why },
  async run(call) {
    const { args, moderation } = call;
    const found = await meant(call, args.who, args.place);
    if (!found.ok) return found;
    const { where, subject } = found.value;
    if (where.space === undefined) return refuse('act.which-place');
    const cases = await moderation.book.history(communityOf(where.space), {
      ...{ target: subject.id, states: ['open'], limit: mostAtOnce },
    });
    const outcome = { name: subject.name, done: 0, refused: 0 };
    for (const one of cases) {
      const reversed = await moderation.acts.reverse(one, {
        ...{ by: doerOf(call), via: wayIn(call), why: args.reason ?? '', how: 'overturned' },
      });
      outcome[reversed.ok ? 'done' : 'refused'] += 1;
    }
    return ok(outcome);
  },
  show: (outcome, say) => ({
    tone: outcome.refused > 0 ? 'warning' : 'success',
    say: say('case clear.done', outcome),
  }),
});

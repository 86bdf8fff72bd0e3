import {
  type Case,
  type Say,
  defineCommand,
  integer,
  labelled,
  ok,
  optional,
  refuse,
  rest,
} from '../../sdk/index.ts';
import { caseMeant, doerOf } from './asking.ts';

const change = {
  category: 'operators',
  capability: 'mod.cases',
  needs: ['moderation', 'permissions'],
} as const;
const number = integer({ min: 1, example: '12' });
const place = optional(labelled('in', '#castle'));
const longestText = 1000;

const done =
  (key: string) =>
  ({ number: of, targetName: name, reason }: Case, say: Say) => ({
    ...({ tone: 'success' } as const),
    say: say(key, { number: of, name, reason }),
  });

export const caseReason = defineCommand({
  ...{ ...change, name: 'case reason' },
  args: { number, place, reason: rest({ example: 'spam in three channels' }) },
  async run(call) {
    const { args, moderation } = call;
    const key = caseMeant(call, args.number, args.place);
    if (!key.ok) return key;
    return moderation.book.setReason(key.value, args.reason.slice(0, longestText));
  },
  show: done('case reason.done'),
});

export const caseNote = defineCommand({
  ...{ ...change, name: 'case note', private: true },
  args: { number, place, text: rest({ example: 'has said sorry' }) },
  async run(call) {
    const { args, moderation } = call;
    const key = caseMeant(call, args.number, args.place);
    if (!key.ok) return key;
    return moderation.book.addNote(key.value, doerOf(call), args.text.slice(0, longestText));
  },
  show: done('case note.done'),
});

export const caseLink = defineCommand({
  ...{ ...change, name: 'case link' },
  args: { number, other: integer({ min: 1, example: '9' }), place },
  async run(call) {
    const { args, moderation } = call;
    const key = caseMeant(call, args.number, args.place);
    if (!key.ok) return key;
    if (args.number === args.other) return refuse('case link.itself');
    const linked = await moderation.book.link(key.value, args.other);
    return linked.ok ? ok({ ...linked.value, other: args.other }) : linked;
  },
  show: ({ number: from, other }, say) => ({
    ...({ tone: 'success' } as const),
    say: say('case link.done', { number: from, other }),
  }),
});

import { refuse } from '../../src/base/result.ts';
import type { AppealDesk } from '../../src/core/appeals/desk.ts';

const unknown = () => Promise.resolve(refuse('appeal.unknown', { number: 1 }));
const over = () => Promise.resolve(refuse('appeal.link-over'));
const none = () => Promise.resolve([]);

/** Nobody has appealed, and nobody can. */
export const noAppeals: AppealDesk = {
  ...{ appealable: none, questions: () => [], own: none, list: none, waiting: none },
  submit: () => Promise.resolve(refuse('appeal.closed')),
  ...{ withdraw: unknown, whole: unknown, takeUp: unknown, decide: unknown },
  link: () => Promise.resolve(refuse('appeal.no-case', { number: 1 })),
  ...{ open: over, seen: over, submitByKey: over, withdrawByKey: over },
};

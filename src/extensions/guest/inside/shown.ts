import type { Result } from '../../../base/result.ts';
import type { Outcome, Stage } from '../../../core/commands/command.ts';
import type { Say } from '../../../core/texts/texts.ts';
import { type Said, type Shown, type Used, markOfSaid } from '../description.ts';

/** What can be pressed is kept for this many answers. */
const mostKept = 200;
const kept = new Map<number, Outcome>();
let last = 0;

/** The outcome as data, and kept where it has something to press. */
export function used(result: Result<Outcome>, prefix: string): Used {
  if (!result.ok) return result;
  // Networks with controls are those with a menu of commands.
  const shown = show(result.value, { controls: true, slash: true, prefix });
  const plain = show(result.value, { controls: false, slash: false, prefix });
  const differs = JSON.stringify(shown) !== JSON.stringify(plain);
  return {
    ...{ ok: true, shown },
    ...(differs && { plain }),
    ...(result.value.press && { outcome: keep(result.value) }),
  };
}

const show = (outcome: Outcome, stage: Stage): Shown => inMarks((say) => outcome.show(say, stage));

/** An answer with marks where texts go. */
export function inMarks<Answered>(answered: (say: Say) => Answered) {
  const said: Said[] = [];
  const answer = answered((key, facts = {}) => {
    said.push({ key, facts });
    return markOfSaid(said.length - 1);
  });
  return { answer, said };
}

function keep(outcome: Outcome): number {
  last += 1;
  kept.set(last, outcome);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return last;
}

export const keptOutcome = (id: number): Outcome | undefined => kept.get(id);

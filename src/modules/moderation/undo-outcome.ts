import type { Answer, Say, Undo } from '../../sdk/index.ts';

const refusalsShown = 8;

/** What came of it so far. */
export function undoneCard({ number, state, steps }: Undo, say: Say): Answer {
  const done = steps.filter((step) => step.state === 'done').length;
  const refused = steps.filter((step) => step.state === 'refused');
  const tone = refused.length > 0 ? 'warning' : state === 'done' ? 'success' : 'info';
  const facts = { number, done, all: steps.length, refused: refused.length, state };
  if (refused.length === 0) return { tone, say: say('undo.done', facts) };
  return {
    tone,
    title: say('undo.done', facts),
    lines: refused
      .slice(0, refusalsShown)
      .map(({ kind, ref, problem = '' }) =>
        say('undo.refused', { kind, ref, why: say(problem, { name: ref, place: ref, number: 0 }) }),
      ),
  };
}

import { type Acted, type Answer, type Effect, type Say, shownMoment } from '../../sdk/index.ts';

/** A moment as people of this place read it. */
export const momentIn = (atMs: number, zone: string): string =>
  `${shownMoment(atMs, zone)} ${zone}`;

interface Shown {
  readonly acted: Acted;
  readonly zone: string;
}

/** What an act does, in numbers. */
export const effectFacts = (
  { name, place, count, others, untilMs, tooOld, touches, kind }: Effect,
  zone: string,
) => ({
  ...{ kind, name, place, count, others: others.length, tooOld },
  names: others.slice(0, 5).join(', '),
  until: untilMs === undefined ? 'ever' : momentIn(untilMs, zone),
  replaced: touches.length,
  numbers: touches.map((number) => `#${number}`).join(', ') || 'none',
});

/** What was done to whom, its number, and whether he knows. */
export function actedCard({ acted, zone }: Shown, say: Say): Answer {
  const facts = effectFacts(acted.effect, zone);
  if (acted.dry) return { tone: 'info', say: say('act.dry', facts) };
  const { number, told, reason, count } = acted.made;
  const heard = told === undefined ? 'untold' : told ? 'told' : 'deaf';
  const goesOn = heard !== 'untold' || facts.replaced > 0;
  const why = goesOn ? ended(reason) : reason;
  return {
    tone: 'success',
    say: say('act.done', {
      ...facts,
      count,
      number,
      told: heard,
      reason: why || 'none',
      more: goesOn ? 'yes' : 'no',
    }),
  };
}

/** With a full stop, where another sentence follows. */
const ended = (reason: string): string =>
  reason === '' || /[.!?…]$/.test(reason) ? reason : `${reason}.`;

interface Unsure {
  readonly effect: Effect;
  readonly code: string;
  readonly seconds: number;
  readonly zone: string;
}

/** Asks whether it is meant to hit so many. */
export const sureCard = ({ effect, code, seconds, zone }: Unsure, say: Say): Answer => ({
  tone: 'warning',
  title: say('act.sure.title', effectFacts(effect, zone)),
  lines: [
    say('act.sure.others', effectFacts(effect, zone)),
    say('act.sure.repeat', { code, seconds }),
  ],
});

import type { GuardHeld } from '../../../src/dashboard/wire.ts';
import { dayAndTime, span } from '../text/words.ts';
import { subjectOf } from './words.ts';

/** What lifting does, in numbers. */
export function liftEffect(held: GuardHeld, leftMs: number): string {
  const [who, early] = [subjectOf(held), `${span(leftMs)} early`];
  switch (held.reason) {
    case 'muted':
      return `${who} is heard again at once, ${early}. Strikes and violations stay counted, so the next mute is as near as before.`;
    case 'banned':
      return `${who} may give commands again at once, ${early}. The ban stays counted: another one within a day is twice as long.`;
    case 'channel-quiet':
      return `Commands are heard again in ${who} at once, ${early}, from everybody. What was counted there begins anew at 0.`;
    case 'output-silent':
      return `${who} is answered again at once, ${early}. What waits to be said comes one by one; commands that were silenced there are heard again too.`;
    case 'cooling-down':
      return `The command ${held.command ?? ''} can be used again at once, ${early}.`;
    default:
      return `Everything that is counted about ${who} is forgotten: the window, the minute, strikes, violations, mutes and bans. The next command is let in ${early}.`;
  }
}

/** What holding longer does, in numbers. */
export function extendEffect(held: GuardHeld, leftMs: number, byMs: number): string {
  const who = subjectOf(held);
  const until = dayAndTime(held.untilMs + byMs);
  const whole = `${span(leftMs + byMs)} instead of ${span(leftMs)}, until ${until}`;
  return held.reason === 'channel-quiet'
    ? `No command of anybody is answered in ${who} for ${whole}.`
    : `No command of ${who} is answered anywhere for ${whole}.`;
}

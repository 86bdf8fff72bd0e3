import type { Actor } from '../core/actor.ts';
import type { InboundEvent, Place } from '../core/event.ts';

interface Parts {
  /** Whether operators of this place's network talk to the bot in lines, as on IRC. */
  readonly speaksLines: (where: Place) => boolean;
  readonly isOperator: (actor: Actor) => boolean;
}

/**
 * In direct talk with an operator a dot stands before a command, as on other bots' consoles: `.floodstatus`. For
 * everybody else, and in every channel, a dot is a dot.
 */
export const dotCommands =
  ({ speaksLines, isOperator }: Parts) =>
  (event: InboundEvent): InboundEvent => {
    if (event.kind !== 'message' || event.where.space !== undefined) return event;
    if (!/^\.[^\s.]/.test(event.text)) return event;
    if (!speaksLines(event.where) || !isOperator(event.actor)) return event;
    return { ...event, text: event.text.slice(1) };
  };

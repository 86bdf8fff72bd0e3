import type { Actor } from '../actor.ts';
import type { InvocationEvent, MessageEvent } from '../event.ts';
import type { Asking, Permissions } from '../permissions/permissions.ts';
import type { Lane, Platform } from '../platform.ts';
import type { TraceWriter } from '../trace.ts';
import type { Form } from '../card.ts';
import { partsOf } from './cards.ts';
import type { Command, Outcome, Stage } from './command.ts';
import type { HouseRules } from './house-rules.ts';
import type { ProgressTeller } from './progress.ts';
import type { Given } from './read-arguments.ts';

/** What a command can come in by. */
export type Askable = MessageEvent | InvocationEvent;

/** One use of a command on its way from parsing to the answer. */
export interface Use {
  readonly event: Askable;
  readonly command: Command;
  readonly given: Given;
  readonly rules: HouseRules;
  readonly platform: Platform;
  readonly trace: TraceWriter;
  /** Those who run the place: neither what they ask nor what they are answered is held back. */
  readonly exempt: boolean;
  /** The question that was answered before it could run: nothing is asked again, and its card becomes the answer. */
  readonly answered?: string;
  /** Only of a slow command. */
  readonly progress?: ProgressTeller;
}

/** Who asks for a right, and where. */
export const askingOf = (actor: Actor, { community }: HouseRules): Asking =>
  community === undefined ? { actor } : { actor, community };

/** What the place of the answer can show. */
export const stageOf = ({ can }: Platform, { prefix }: HouseRules): Stage => ({
  ...{ controls: can.has('controls'), slash: can.has('slash'), prefix },
});

/** The form that is shown instead of the answer, where the platform can and is waiting for one. */
export function formIn(use: Use, outcome: Outcome): Form | undefined {
  const { event, platform, rules } = use;
  if (event.reply.awaited !== true || !platform.can.has('forms')) return undefined;
  return partsOf(outcome.show(rules.say, stageOf(platform, rules))).form;
}

/** Asked once it is clear that the caller may: what those who manage something are answered is not held back. */
export function laneOf(
  { exempt, command: { capability } }: Use,
  permissions: Pick<Permissions, 'capability'>,
): Lane {
  if (exempt) return 'operator';
  const least = capability && permissions.capability(capability)?.least;
  return least === undefined || least === '' || least === 'member' ? 'normal' : 'operator';
}

import type { Ports } from '../commands/ports.ts';
import type { Happening, HappeningKind, HappeningOf } from './happening.ts';
import type { HookLane } from './limits.ts';

/** One call of a listener. */
export interface HookSituation {
  /** Aborts when the call has taken too long, or its module goes. */
  readonly signal: AbortSignal;
}

interface Declared {
  /** Lower-case letters, digits and dashes; unlike those of the module's other listeners. Needed where two listen for one kind. */
  readonly name?: string;
  /** `normal` where it is left out. */
  readonly lane?: HookLane;
  /** Of the hooks of one event, the higher begins first; 0 where it is left out. */
  readonly priority?: number;
  /** Whether it hears what programs say and do, the bot's own included; they are passed over where it is left out. */
  readonly hearsBots?: boolean;
}

/** Hears of one kind of event: a hook, with its types folded away. */
export interface Listener extends Declared {
  readonly on: HappeningKind;
  readonly needs: readonly (keyof Ports)[];
  hear(event: Happening, ports: Ports, situation: HookSituation): void | Promise<void>;
}

/**
 * Declares a listener: `listener({ on: 'message', needs: ['speak'], hear(event, { speak }) { … } })`. Throws a RangeError
 * for a name of another form.
 */
export function listener<Kind extends HappeningKind, Need extends keyof Ports = never>({
  on,
  needs = [],
  hear,
  ...declared
}: Declared & {
  readonly on: Kind;
  readonly needs?: readonly Need[];
  hear(
    this: void,
    event: HappeningOf<Kind>,
    ports: Pick<Ports, Need>,
    situation: HookSituation,
  ): void | Promise<void>;
}): Listener {
  const { name } = declared;
  if (name !== undefined && !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new RangeError(`A listener's name is lower-case letters, digits and dashes: "${name}"`);
  }
  return {
    ...{ ...declared, on, needs },
    hear(event, ports, situation) {
      const isHeard = (one: { readonly kind: string }): one is HappeningOf<Kind> => one.kind === on;
      return isHeard(event) ? hear(event, ports, situation) : undefined;
    },
  };
}

import type { CommunityId, MessageId } from '../../base/ids.ts';
import { type Result, ok } from '../../base/result.ts';
import type { Actor } from '../actor.ts';
import type { Card, Form } from '../card.ts';
import type { Answered, Place } from '../event.ts';
import type { Say } from '../texts/texts.ts';
import type { Arguments, Lookup, ValuesOf } from './arguments.ts';
import type { CommandInfo, Described } from './command-info.ts';
import type { Ports } from './ports.ts';
import type { Progress } from './progress.ts';
import { askedNames } from './question-words.ts';
import { type Given, readArguments } from './read-arguments.ts';

/** One use of a command, as `run` sees it (besides the ports that the command needs). */
export interface Call<Values> {
  readonly args: Values;
  readonly caller: Actor;
  readonly where: Place;
  /** Absent in direct talk and on the console. */
  readonly community?: CommunityId;
  /** What stands before a command here: `!`. */
  readonly prefix: string;
  /** The message that the command stood in, where there is one. */
  readonly message?: MessageId;
  /** The message that this is about: the one that it answers, or that the menu was opened on. */
  readonly about?: Answered;
  /** Heard only of commands that are `slow`. */
  readonly progress: Progress;
}

/** What the place of the answer can show. */
export interface Stage {
  readonly controls: boolean;
  /** Whether the network has a menu of commands. */
  readonly slash: boolean;
  readonly prefix: string;
}

/**
 * What a command says: a sentence or a card; `aside` goes to the caller alone. A `form` is shown instead of the card where
 * the platform can: its id is a `lastingAction`, and what is filled in comes as options of that command.
 */
export type Answer =
  | string
  | (Card & { readonly aside?: string | false | 0 | undefined; readonly form?: Form | undefined });

/** A control that was pressed, by the id that `show` gave it. */
export interface Pressed {
  readonly control: string;
  /** What was chosen in a select. */
  readonly values: readonly string[];
  /** What was filled in, where the button asks for something. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A command as its author writes it. Summary and arguments are told by the texts `<name>.about` and `<name>.arg.<argument>`. */
export interface CommandSpec<
  Declared extends Arguments,
  Need extends keyof Ports,
  Data,
> extends Described {
  /** `{}` for a command that takes none. */
  readonly args: Declared;
  readonly needs?: readonly Need[];
  run(call: Call<ValuesOf<Declared>> & Pick<Ports, Need>): Result<Data> | Promise<Result<Data>>;
  show(data: Data, say: Say, stage: Stage): Answer;
  /** What the data becomes when a control of the card is used. */
  press?(
    pressed: Pressed,
    data: Data,
    call: Call<ValuesOf<Declared>> & Pick<Ports, Need>,
  ): Result<Data> | Promise<Result<Data>>;
}

/** What a run came to: it can be shown in any language, and its controls can be pressed. */
export interface Outcome {
  show(say: Say, stage: Stage): Answer;
  readonly press?: (pressed: Pressed) => Promise<Result<Outcome>>;
}

/** A use of a command before its arguments are read. */
export interface RawCall extends Omit<Call<unknown>, 'args'> {
  readonly given: Given;
  readonly lookup: Lookup;
}

/** At once where nothing has to be waited for: most commands need no turn of the loop at all. */
export type Soon<Value> = Value | Promise<Value>;

/** A command with its types folded away: what catalogue, help and dispatcher hold. */
export interface Command extends CommandInfo {
  readonly needs: readonly (keyof Ports)[];
  /** Reads the arguments; refuses with a `usage.…` key. What it returns runs the command. */
  prepare(call: RawCall, ports: Ports): Soon<Result<() => Soon<Result<Outcome>>>>;
}

/** Declares a command once, for every way in. */
export function defineCommand<Data, Declared extends Arguments, Need extends keyof Ports = never>(
  spec: CommandSpec<Declared, Need, Data>,
): Command {
  if (askedNames(spec).length > 5)
    throw new RangeError(`"${spec.name}" asks for more than five arguments: no form holds them`);
  type Used = Call<ValuesOf<Declared>> & Pick<Ports, Need>;

  function outcomeOf(data: Data, call: Used): Outcome {
    const shown: Outcome = { show: (say, stage) => spec.show(data, say, stage) };
    if (!spec.press) return shown;
    return {
      ...shown,
      async press(pressed) {
        const next = await spec.press?.(pressed, data, call);
        return next === undefined || next.ok ? ok(outcomeOf(next?.value ?? data, call)) : next;
      },
    };
  }

  const pick = portsPicker(spec.needs ?? []);

  function running(values: Result<ValuesOf<Declared>>, raw: RawCall, ports: Ports) {
    if (!values.ok) return values;
    const { caller, where, prefix, progress, community, message, about } = raw;
    const call = {
      ...pick(ports),
      ...{ args: values.value, caller, where, prefix, progress },
      ...(community !== undefined && { community }),
      ...(message !== undefined && { message }),
      ...(about && { about }),
    };
    return ok(() => {
      const data = spec.run(call);
      return data instanceof Promise
        ? data.then((later) => outcomeIn(later, call))
        : outcomeIn(data, call);
    });
  }

  const outcomeIn = (data: Result<Data>, call: Used): Result<Outcome> =>
    data.ok ? ok(outcomeOf(data.value, call)) : data;

  return {
    ...spec,
    aliases: spec.aliases ?? [],
    needs: spec.needs ?? [],
    prepare(raw, ports) {
      const values = readArguments(spec.args, raw.given, raw.lookup);
      return values instanceof Promise
        ? values.then((read) => running(read, raw, ports))
        : running(values, raw, ports);
    },
  };
}

/** Makes, for the ports it is given (always the same ones in a running program), the few that a command named. */
function portsPicker<Need extends keyof Ports>(
  needs: readonly Need[],
): (ports: Ports) => Pick<Ports, Need> {
  const picked = new WeakMap<Ports, Pick<Ports, Need>>();
  const areThere = (some: object): some is Pick<Ports, Need> => needs.every((need) => need in some);
  return (ports) => {
    const known = picked.get(ports);
    if (known) return known;
    const own = Object.fromEntries(needs.map((need) => [need, ports[need]]));
    if (!areThere(own)) throw new TypeError('A port that a command needs is missing');
    picked.set(ports, own);
    return own;
  };
}

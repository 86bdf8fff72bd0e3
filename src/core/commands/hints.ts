import { boundedMap } from '../../base/bounded-map.ts';
import type { Clock } from '../../base/clock.ts';
import type { Card } from '../card.ts';
import type { MessageEvent } from '../event.ts';
import type { Catalogue } from './catalogue.ts';
import { familyHere } from './families.ts';
import type { Heard } from './find-command.ts';
import type { HouseRules } from './house-rules.ts';

/** Unasked help is given once in this time per channel: two programs must not talk to each other for ever. */
const hintEveryMs = 15_000;

export interface Hint {
  readonly card?: Card;
  readonly why: string;
}

export type Hints = (
  event: MessageEvent,
  heard: Exclude<Heard, { kind: 'talk' | 'command' }>,
  rules: HouseRules,
  catalogue: Catalogue,
) => Hint;

/** Decides what to say to a greeting or to a command that does not exist. */
export function hints(clock: Clock): Hints {
  const said = boundedMap<number>({ maxEntries: 10_000, ttlMs: hintEveryMs }, clock);

  return (event, heard, rules, catalogue) => {
    const { channel } = event.where;
    const card = hintFor(heard, rules, catalogue);
    if (!card) return { why: 'looks like a command, but none of ours' };
    // Operators on the console are people, and always answered.
    const often = event.where.platform === 'console';
    if (!often && said.get(channel) !== undefined)
      return { why: 'a hint was given here a moment ago' };
    said.set(channel, 1);
    return { card, why: heard.kind === 'greeting' ? 'a greeting' : 'an unknown command' };
  };
}

function hintFor(
  heard: Exclude<Heard, { kind: 'talk' | 'command' }>,
  { say, prefix, local }: HouseRules,
  catalogue: Catalogue,
): Card | undefined {
  if (heard.kind === 'greeting') return { say: say('mention.greeting', { prefix }) };
  const { typed, asked } = heard;
  const family = familyHere(typed, catalogue, local);
  if (family.length > 0) return { say: say('command.family', { typed, names: family.join(', ') }) };
  const closest = calledHere(catalogue.closest(typed), local, catalogue);
  if (closest !== undefined) return { say: say('command.did-you-mean', { typed, closest }) };
  return asked ? { say: say('command.unknown', { typed, prefix }) } : undefined;
}

/** As it is called here; nothing where it is switched off. */
function calledHere(
  name: string | undefined,
  local: HouseRules['local'],
  catalogue: Catalogue,
): string | undefined {
  const command = name === undefined ? undefined : catalogue.find(name);
  if (!command) return name;
  if (local.isOff(command)) return undefined;
  return name === command.name ? local.nameOf(command) : name;
}

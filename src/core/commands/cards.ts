import type { Refusal } from '../../base/result.ts';
import type { Card, Form } from '../card.ts';
import { withoutMarkup } from '../markup.ts';
import type { ReplyTo } from '../event.ts';
import type { Say } from '../texts/texts.ts';
import type { Catalogue } from './catalogue.ts';
import type { Answer, Command } from './command.ts';
import { familyHere } from './families.ts';
import type { HouseRules } from './house-rules.ts';
import { exampleOf, usageOf } from './read-arguments.ts';

/** The part of an answer that everyone sees, and the part for the caller alone. */
export function partsOf(answer: Answer): { card: Card; aside?: Card; form?: Form } {
  if (typeof answer === 'string') return { card: { say: answer } };
  const { aside, form, ...card } = answer;
  return { card, ...(aside && { aside: { say: aside } }), ...(form && { form }) };
}

/** Whoever has nothing to say says nothing, but where somebody waits for it. */
export const saysNothing = (card: Card, aside: Card | undefined, { awaited }: ReplyTo): boolean =>
  Object.keys(card).length === 0 && !aside && awaited !== true;

/** A refusal in words; wrong usage also shows how it is done, with the wrong argument in bold. */
export function refusalCard(
  refusal: Refusal,
  {
    command,
    rules: { say, prefix, local },
    catalogue,
  }: { command: Command; rules: HouseRules; catalogue: Pick<Catalogue, 'all'> },
): Card {
  const words = say(refusal.key, refusal.facts);
  if (!refusal.key.startsWith('usage.')) return { tone: 'error', say: words };
  const argument = refusal.facts['argument'];
  const name = local.nameOf(command);
  const usage = usageOf(name, command.args, typeof argument === 'string' ? argument : undefined);
  const example = exampleOf(name, command.args);
  return {
    tone: 'warning',
    say: words,
    lines: [
      // The usage is our own markup, so it is put in after the facts were made safe.
      say('usage.line', { usage: '\u0000' }).replace('\u0000', prefix + usage),
      say('usage.example', { example: prefix + example }),
      // Who names a family and a word that is none of it wanted another of it.
      ...(refusal.key === 'usage.too-much' ? othersLine(name, catalogue, { say, local }) : []),
    ],
  };
}

function othersLine(
  name: string,
  catalogue: Pick<Catalogue, 'all'>,
  { say, local }: Pick<HouseRules, 'say' | 'local'>,
): readonly string[] {
  const [first = '', second] = name.split(' ');
  if (second === undefined) return [];
  const others = familyHere(first, catalogue, local).filter((one) => one !== name);
  return others.length > 0 ? [say('usage.others', { names: others.join(', ') })] : [];
}

/** A refusal as one plain sentence, for traces. */
export const refusalInWords = (refusal: Refusal, say: Say): string =>
  withoutMarkup(say(refusal.key, refusal.facts));

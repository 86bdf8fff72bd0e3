import type { Answer, Stage } from '../../core/commands/command.ts';
import type { Say } from '../../core/texts/texts.ts';
import type { CheckedUse } from './check.ts';
import { type Worded, saidMarks } from './description.ts';
import { withoutGaps } from './without-gaps.ts';

type Shown = Extract<CheckedUse, { ok: true }>['shown'];

/** A guest's answer in words: where a text was asked for, it stands now. */
export const revived = ({ answer, said }: Shown, say: Say): Answer =>
  inWordsOf<Answer>({ content: answer, said }, say);

/** The same of anything that a guest wants shown. */
export function inWordsOf<Content>({ content, said }: Worded, say: Say, _like?: Content): Content {
  const texts: string[] = [];
  const inWords = (text: string): string =>
    text.replace(saidMarks, (_all, at: string) => texts[Number(at)] ?? '');
  for (const { key, facts } of said) {
    const own = Object.entries(facts).map(
      ([name, fact]) => [name, typeof fact === 'string' ? inWords(fact) : fact] as const,
    );
    texts.push(say(key, Object.fromEntries(own)));
  }
  return withoutGaps<Content>(deep(content, inWords));
}

/** What is one text, in words. */
export function wordsOf(shown: Shown & { readonly answer: string }, say: Say): string {
  const words = revived(shown, say);
  return typeof words === 'string' ? words : '';
}

/** As the place of the answer can show it. */
export const fitting = (
  { shown, plain }: Extract<CheckedUse, { ok: true }>,
  { controls }: Stage,
): Shown => (controls ? shown : (plain ?? shown));

function deep(value: unknown, inWords: (text: string) => string): unknown {
  if (typeof value === 'string') return inWords(value);
  if (Array.isArray(value)) return value.map((one) => deep(one, inWords));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, deep(one, inWords)]));
}

import type { InWords, RuleView, Say } from '../../sdk/index.ts';

/** In the reader's language. */
export const inWords = (words: InWords, say: Say): string => say('automod.words', { ...words });

/** A rule on one line. */
export const ruleLine = (
  { number, name, mode, sentence, hits, people }: RuleView,
  say: Say,
): string =>
  say('automod.line', { number, name, mode, hits, people, words: inWords(sentence, say) });

/** `…` in place of the middle of what is too long to show. */
export const shortened = (text: string, most = 160): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

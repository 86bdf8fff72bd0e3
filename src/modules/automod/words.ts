import type { InWords, RuleView, Say } from '../../sdk/index.ts';

/** In the reader's language. */
export const inWords = (words: InWords, say: Say): string => say('automod.words', { ...words });

/** A rule on one line. */
export const ruleLine = (
  { number, name, mode, sentence, hits, people, quality }: RuleView,
  say: Say,
): string =>
  say('automod.line', {
    ...{ number, name, mode, hits, people, words: inWords(sentence, say) },
    ...{ right: quality?.right ?? 0, wrong: quality?.wrong ?? 0, judged: quality ? 'yes' : 'no' },
  });

/** `…` in place of the middle of what is too long to show. */
export const shortened = (text: string, most = 160): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

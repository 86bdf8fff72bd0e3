import { Profanity, profaneWords } from '@2toad/profanity';
import { DataSet, RegExpMatcher, englishRecommendedTransformers, parseRawPattern } from 'obscenity';
import { Reading, WordList } from '../../src/moderation/text/index.ts';
import { evasions, innocents, listed } from './table.ts';

/** Whether a text says a listed word. */
type Filter = (text: string) => boolean;

/** Ours, and the libraries that people take for it, each with the same words and in each of its ways to see where words end. */
export const filters: Readonly<Record<string, () => Filter>> = {
  castellan() {
    const list = new WordList(listed.map((word, number) => ({ word, number })));
    const reading = new Reading();
    return (text) => {
      let found = false;
      list.find(reading.read(text), () => (found = true));
      return found;
    };
  },
  '@2toad/profanity': () => ofProfanity({ wholeWord: true, unicodeWordBoundaries: true }),
  '@2toad/profanity, parts of words': () => ofProfanity({ wholeWord: false }),
  obscenity: () => ofObscenity((word) => `|${word}|`),
  'obscenity, parts of words': () => ofObscenity((word) => word),
};

function ofProfanity(options: ConstructorParameters<typeof Profanity>[0]): Filter {
  const filter = new Profanity(options);
  // Its own list of words is left out: only the table's count.
  filter.removeWords([...profaneWords.values()].flat());
  filter.addWords([...listed]);
  return (text) => filter.exists(text);
}

function ofObscenity(pattern: (word: string) => string): Filter {
  const words = new DataSet<{ word: string }>();
  for (const word of listed) {
    words.addPhrase((phrase) =>
      phrase.setMetadata({ word }).addPattern(parseRawPattern(pattern(word))),
    );
  }
  const matcher = new RegExpMatcher({ ...words.build(), ...englishRecommendedTransformers });
  return (text) => matcher.hasMatch(text);
}

export interface Score {
  /** Of what was reported, how much was right. */
  readonly precision: number;
  /** Of what was there, how much was reported. */
  readonly recall: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

/** How a filter does on the whole table. */
export function scoreOf(filter: Filter): Score {
  const hits = Object.values(evasions).flat();
  const missed = hits.filter((text) => !filter(text));
  const wrong = innocents.filter((text) => filter(text));
  const right = hits.length - missed.length;
  return {
    precision: right / (right + wrong.length),
    recall: right / hits.length,
    missed,
    wrong,
  };
}

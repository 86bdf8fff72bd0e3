import { IntlMessageFormat } from 'intl-messageformat';
import { escapeMarkup } from '../markup.ts';

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** The language of this name, else English. */
export const languageNamed = (name: string): Language =>
  languages.find((language) => language === name) ?? 'en';

/** Words by key, in ICU message syntax: `{name}`, `{n, plural, one {# person} other {# people}}`. */
export type Words = Readonly<Record<string, string>>;
/** English is complete; what another language lacks is said in English. */
export type Texts = Readonly<Record<Language, Words>>;

/** What is put into a text: values by name. */
export type Facts = Readonly<Record<string, string | number>>;

/** Says a text in one language. Facts stand for themselves: markup inside them is escaped. */
export type Say = (key: string, facts?: Facts) => string;

/** Checks at compile time that every language has the same keys. */
export const defineTexts = <Key extends string>(
  texts: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): Texts => texts;

/** All words of the program; parts add theirs, and take them away when they leave. */
export interface TextBook {
  /** Throws a RangeError when a key is already there. The returned function takes the words out again. */
  add(texts: Texts): () => void;
  in(language: Language): Say;
  has(key: string): boolean;
}

export function textBook(): TextBook {
  const words = new Map<string, string>();
  const compiled = new Map<string, IntlMessageFormat>();
  const says = new Map(languages.map((language) => [language, sayIn(language, words, compiled)]));

  return {
    has: (key) => words.has(`en:${key}`),
    in: (language) => says.get(language) ?? sayIn(language, words, compiled),
    add(texts) {
      const added = new Map(
        languages.flatMap((language) =>
          Object.entries(texts[language]).map(([key, text]) => [`${language}:${key}`, text]),
        ),
      );
      for (const place of added.keys())
        if (words.has(place)) throw new RangeError(`The text "${place}" is there already`);
      for (const [place, text] of added) words.set(place, text);
      return () => {
        for (const place of added.keys()) {
          words.delete(place);
          compiled.delete(place);
        }
      };
    },
  };
}

function sayIn(
  language: Language,
  words: ReadonlyMap<string, string>,
  compiled: Map<string, IntlMessageFormat>,
): Say {
  return (key, facts) => {
    const place = words.has(`${language}:${key}`) ? `${language}:${key}` : `en:${key}`;
    const text = words.get(place);
    if (text === undefined) return key;
    if (!text.includes('{')) return text;
    let format = compiled.get(place);
    if (!format) {
      format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
      compiled.set(place, format);
    }
    return String(format.format(escaped(facts ?? {})));
  };
}

function escaped(facts: Facts): Record<string, string | number> {
  const safe: Record<string, string | number> = {};
  for (const [name, fact] of Object.entries(facts)) {
    safe[name] = typeof fact === 'string' ? escapeMarkup(fact) : fact;
  }
  return safe;
}

import type { TokenReader } from './token-reader.ts';
import {
  type Condition,
  type ConditionOf,
  type Countable,
  type Summable,
  countables,
  mostInWindow,
} from './rule.ts';

const summables: readonly Summable[] = [
  ...(['message', 'duplicate', 'near-duplicate', 'shout', 'link', 'invite', 'mention'] as const),
  ...(['emoji', 'attachment', 'line'] as const),
];

/** Reads one condition. */
export function readCondition(words: TokenReader): Condition {
  const author = words.take('the author') || words.take('author');
  if (author) return readOfAuthor(words);
  if (words.take('the channel got')) return readWindow(words, 'channel');
  if (words.take('the heat is')) return readHeat(words);
  words.oneOf(['it', 'the message', 'the name', 'the reaction', 'the thread']);
  if (words.oneOf(['has', 'have', 'with']) !== undefined) return readHas(words);
  return readSaid(words);
}

function readOfAuthor(words: TokenReader): Condition {
  if (words.take('sent')) return readWindow(words, 'author');
  if (words.take('has no role')) return { kind: 'no-role', not: false };
  if (words.take('has a role')) return { kind: 'no-role', not: true };
  if (words.take('is not registered')) return { kind: 'unregistered', not: false };
  if (words.take('is registered')) return { kind: 'unregistered', not: true };
  if (words.take('is younger than'))
    return { kind: 'age', not: false, underMs: words.durationMs() };
  if (words.take('is not younger than'))
    return { kind: 'age', not: true, underMs: words.durationMs() };
  return words.fail('author');
}

function readHeat(words: TokenReader): Condition {
  const not = words.take('below');
  if (!not && !words.take('at least')) return words.fail('number');
  return { kind: 'heat', not, least: words.number() ?? words.fail('number') };
}

function readWindow(words: TokenReader, by: 'author' | 'channel'): Condition {
  const least = readLeast(words);
  const of = readNoun(words, summables);
  if (words.oneOf(['within', 'in']) === undefined) return words.fail('duration');
  const withinMs = words.durationMs();
  const counted = of === 'message' || of === 'duplicate' || of === 'near-duplicate';
  if (least < 1 || (counted && least > mostInWindow)) return words.fail('window');
  return { kind: 'window', not: false, of, least, withinMs, by };
}

function readHas(words: TokenReader): Condition {
  if (words.oneOf(['a file of type', 'a file of the type']) !== undefined)
    return { kind: 'files', not: false, extensions: readExtensions(words) };
  if (words.take('no file of type'))
    return { kind: 'files', not: true, extensions: readExtensions(words) };
  if (words.take('no')) return { ...readCount(words, 1), not: true };
  const below = words.oneOf(['less than', 'fewer than', 'under', 'below']) !== undefined;
  const least = below ? (readPercentOrNumber(words) ?? words.fail('number')) : readLeast(words);
  if (words.oneOf(['% capitals', 'percent capitals', 'capitals']) !== undefined)
    return { kind: 'capitals', not: below, leastPercent: least };
  const counted = readCount(words, least);
  return below ? { ...counted, not: true } : counted;
}

function readCount(words: TokenReader, least: number): Condition {
  const of: Countable = readNoun(words, countables);
  if (of === 'link' && least === 1) {
    const domains = readDomains(words);
    if (domains) return domains;
  }
  return { kind: 'count', not: false, of, least };
}

function readDomains(words: TokenReader): ConditionOf<'domains'> | undefined {
  const outside = words.oneOf(['outside of', 'outside', 'not to']) !== undefined;
  if (!outside && !words.take('to')) return undefined;
  const domains = words.list(() => words.text() ?? words.word('domain'), 'domain');
  return {
    ...{ kind: 'domains', not: false, which: outside ? 'outside' : 'to' },
    domains: domains.map((domain) => domain.toLowerCase().replace(/^\*?\.|\/+$/g, '')),
  };
}

function readExtensions(words: TokenReader): readonly string[] {
  const all = words.list(() => words.text() ?? words.word('file'), 'file');
  return all.map((one) => one.toLowerCase().replace(/^\*?\./, ''));
}

function readSaid(words: TokenReader): Condition {
  if (words.take('says')) return readWords(words, false);
  if (words.take('does not say')) return readWords(words, true);
  if (words.take('matches')) return readPattern(words, false);
  if (words.take('does not match')) return readPattern(words, true);
  const where = words.oneOf(['is in', 'is not in', 'in', 'not in']);
  if (where !== undefined) {
    const channels = words.list(() => words.text() ?? words.word('channel'), 'channel');
    return { kind: 'channels', not: where.includes('not'), channels };
  }
  return words.fail('condition');
}

function readWords(words: TokenReader, not: boolean): Condition {
  return { kind: 'words', not, words: words.list(() => words.text(), 'quoted') };
}

function readPattern(words: TokenReader, not: boolean): Condition {
  const { value, flags } = words.pattern() ?? words.fail('pattern');
  return { kind: 'regex', not, source: value, flags };
}

/** `a`, `at least 5`, `more than 4`, `5 or more`. */
function readLeast(words: TokenReader): number {
  if (words.oneOf(['a', 'an', 'one']) !== undefined) return 1;
  if (words.take('more than')) return (readPercentOrNumber(words) ?? words.fail('number')) + 1;
  words.take('at least');
  const least = readPercentOrNumber(words) ?? words.fail('number');
  words.take('or more');
  return least;
}

const readPercentOrNumber = (words: TokenReader): number | undefined =>
  words.number() ?? words.percent();

function readNoun<Noun extends string>(words: TokenReader, nouns: readonly Noun[]): Noun {
  const found = nouns.find((noun) => words.oneOf([noun, `${noun}s`]) !== undefined);
  if (found !== undefined) return found;
  const [file] = nouns.filter((noun) => noun === 'attachment');
  if (file !== undefined && words.oneOf(['file', 'files']) !== undefined) return file;
  return words.fail('countable');
}

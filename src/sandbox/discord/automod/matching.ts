import { RE2JS } from 're2js';
import type { AutoModRule } from '../model.ts';

/** What a rule found in a text. */
export interface Match {
  /** The word or pattern of the rule; null where it has none. */
  readonly keyword: string | null;
  readonly content: string | null;
}

export const triggerType = { keyword: 1, spam: 3, preset: 4, mentions: 5, profile: 6 } as const;

/**
 * What the rule holds for, as Discord documents it. Its own judgement of spam and its own lists of words are unknown to
 * everybody else, so rules of those kinds hold for nothing here; nor do those for profiles.
 */
export function matchOf(rule: AutoModRule, content: string): Match | undefined {
  if (rule.triggerType === triggerType.mentions)
    return mentionsIn(content) > rule.mentionLimit ? { keyword: null, content: null } : undefined;
  if (rule.triggerType !== triggerType.keyword) return undefined;
  if (rule.allowed.some((word) => wordIn(content, word) !== undefined)) return undefined;
  for (const keyword of rule.words) {
    const found = wordIn(content, keyword);
    if (found !== undefined) return { keyword, content: found };
  }
  for (const keyword of rule.patterns) {
    const found = patternIn(content, keyword);
    if (found !== undefined) return { keyword, content: found };
  }
  return undefined;
}

const mentionsIn = (content: string): number =>
  new Set([...content.matchAll(/<@!?(&?\d+)>/g)].map(([, id]) => id)).size;

/** Stars open an end of a word; an end without one is at whitespace. */
function wordIn(content: string, keyword: string): string | undefined {
  const bare = keyword.replace(/^\*|\*$/g, '').toLowerCase();
  const text = content.toLowerCase();
  for (let at = text.indexOf(bare); bare !== '' && at >= 0; at = text.indexOf(bare, at + 1)) {
    const begins = keyword.startsWith('*') || isEdge(text.charAt(at - 1));
    const ends = keyword.endsWith('*') || isEdge(text.charAt(at + bare.length));
    if (begins && ends) return content.slice(at, at + bare.length);
  }
  return undefined;
}

const isEdge = (beside: string): boolean => beside === '' || /\s/u.test(beside);

function patternIn(content: string, pattern: string): string | undefined {
  const matcher = rustRegex(pattern)?.matcher(content);
  return matcher?.find() === true ? (matcher.group() ?? '') : undefined;
}

/** What letters, digits and blanks are to Rust: those of all scripts. */
const ofAllScripts: Readonly<Record<string, string>> = {
  w: '\\p{L}\\p{M}\\p{Nd}\\p{Pc}',
  d: '\\p{Nd}',
  s: '\\p{Z}\\t\\n\\v\\f\\r',
};

/**
 * A pattern in the syntax of Rust's `regex`; undefined for what is none there. Both engines come from RE2. Classes
 * within classes are known to Rust, and refused here.
 */
export function rustRegex(pattern: string): RE2JS | undefined {
  if (/\\[QECB1-9]|\[(?:\\.|[^\]\\])*\[(?!:)/.test(withoutEscapes(pattern))) return undefined;
  try {
    return RE2JS.compile(inUnicode(pattern));
  } catch {
    return undefined;
  }
}

const withoutEscapes = (pattern: string): string => pattern.replace(/\\[^QECB1-9A-Za-z]/g, '');

function inUnicode(pattern: string): string {
  let inClass = false;
  return pattern.replaceAll('(?-u:\\b)', '\\b').replace(/\\[\s\S]|[[\]]|:\]/g, (piece) => {
    const scripts = ofAllScripts[piece.charAt(1).toLowerCase()];
    if (piece.startsWith('\\') && scripts !== undefined) {
      const negated = piece.charAt(1) !== piece.charAt(1).toLowerCase();
      return inClass && !negated ? scripts : `[${negated ? '^' : ''}${scripts}]`;
    }
    if (piece === '[') inClass = true;
    if (piece === ']') inClass = false;
    return piece;
  });
}

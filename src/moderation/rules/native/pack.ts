import type { NativeLimits, NativeRule, NativeView } from '../../../core/native-rules.ts';
import type { Rule } from '../rule.ts';
import { type LeftReason, type NativeDifference, type Said, sayNatively } from './say-natively.ts';

/** A rule of ours, as far as it matters here. */
export interface Named {
  readonly number: number;
  readonly name: string;
  readonly rule: Rule;
}

/** A rule of the network, and which of ours it stands for. */
export interface PlannedRule {
  readonly rule: NativeRule;
  readonly sources: readonly Source[];
}

/** What one of our rules has put into it. */
export interface Source {
  readonly number: number;
  /** Its words and patterns, as the network tells what it found. */
  readonly looks: readonly string[];
}

/** What the network's own rules are to be, and what is left to ours alone. */
export interface NativePlan {
  readonly rules: readonly PlannedRule[];
  readonly said: readonly (Pick<Named, 'number' | 'name'> & NativeDifference)[];
  readonly left: readonly (Pick<Named, 'number' | 'name'> & { readonly why: LeftReason })[];
}

interface Parts {
  readonly view: NativeView;
  readonly limits: NativeLimits;
  /** Whether a rule of the network is one of ours. */
  readonly isOurs: (name: string) => boolean;
  readonly nameOf: (numbers: readonly number[]) => string;
}

/**
 * What of these rules, in their order, the network can do by itself. Small ones share a rule of the network where they
 * spare and tell the same; of those that need one of their own, the first get it.
 */
export function planNatively(rules: readonly Named[], parts: Parts): NativePlan {
  const { view, limits, isOurs, nameOf } = parts;
  const others = view.standing.filter(({ name }) => !isOurs(name));
  const room = {
    words: Math.max(0, limits.wordRules - others.filter(({ kind }) => kind === 'words').length),
    mentions: Math.max(
      0,
      limits.mentionRules - others.filter(({ kind }) => kind === 'mentions').length,
    ),
  };
  const boxes: Box[] = [];
  const said: NativePlan['said'][number][] = [];
  const left: NativePlan['left'][number][] = [];
  for (const { number, name, rule } of rules) {
    const outcome = sayNatively(rule, view, limits);
    const why =
      'left' in outcome ? outcome.left : stow(boxes, { number, ...outcome.said }, { limits, room });
    if (why !== undefined) left.push({ number, name, why });
    else if ('said' in outcome) said.push({ number, name, ...outcome.said.difference });
  }
  return { rules: boxes.map((box) => ruleOf(box, nameOf)), said, left };
}

interface Entry extends Said {
  readonly number: number;
}

interface Box {
  readonly kind: Said['look']['kind'];
  readonly key: string;
  readonly entries: Entry[];
}

/** Puts it where it fits, or says that it fits nowhere. */
function stow(
  boxes: Box[],
  entry: Entry,
  {
    limits,
    room,
  }: {
    readonly limits: NativeLimits;
    readonly room: Readonly<Record<Said['look']['kind'], number>>;
  },
): LeftReason | undefined {
  const { kind } = entry.look;
  const key = JSON.stringify([kind, entry.tells, entry.sparedRoles, entry.sparedChannels]);
  const box = boxes.find((one) => one.key === key && fits([...one.entries, entry], limits));
  if (box && kind === 'words') {
    box.entries.push(entry);
    return undefined;
  }
  if (boxes.filter((one) => one.kind === kind).length >= room[kind]) return 'full';
  boxes.push({ kind, key, entries: [entry] });
  return undefined;
}

const fits = (entries: readonly Entry[], { words, patterns }: NativeLimits): boolean =>
  wordsOf(entries).length <= words && patternsOf(entries).length <= patterns;

const wordsOf = (entries: readonly Entry[]): readonly string[] => [
  ...new Set(entries.flatMap(({ look }) => (look.kind === 'words' ? look.words : []))),
];

const patternsOf = (entries: readonly Entry[]): readonly string[] => [
  ...new Set(entries.flatMap(({ look }) => (look.kind === 'words' ? look.patterns : []))),
];

function ruleOf({ entries }: Box, nameOf: Parts['nameOf']): PlannedRule {
  const [first] = entries;
  if (!first) throw new RangeError('A rule of the network stands for at least one of ours');
  const { look, tells, sparedRoles, sparedChannels } = first;
  return {
    rule: {
      name: nameOf(entries.map(({ number }) => number)),
      look:
        look.kind === 'mentions'
          ? look
          : { kind: 'words', words: wordsOf(entries), patterns: patternsOf(entries) },
      ...{ tells, sparedRoles, sparedChannels },
    },
    sources: entries.map((entry) => ({ number: entry.number, looks: looksOf(entry) })),
  };
}

const looksOf = ({ look }: Entry): readonly string[] =>
  look.kind === 'words' ? [...look.words, ...look.patterns] : [];

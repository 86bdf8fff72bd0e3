import { type Result, ok, refuse } from '../../base/result.ts';
import { type Rank, ranks } from '../../core/permissions/ranks.ts';
import { canBeListed } from '../text/index.ts';
import { patternOf } from './pattern.ts';
import { readCondition } from './read-condition.ts';
import {
  type Act,
  type Condition,
  type Proposed,
  type Rule,
  type Trigger,
  triggers,
} from './rule.ts';
import { TokenReader, Unread } from './token-reader.ts';
import { tokensOf } from './tokens.ts';

export const longestSentence = 2000;
const longestMuteMs = 28 * 86_400_000;
const mostConditions = 12;

/**
 * Reads a rule as people write it: `when a message has a link and the author is younger than 7 days then delete it and
 * warn because "No links yet"`. Refuses with what was expected and what stood there.
 */
export function readSentence(sentence: string): Result<Rule> {
  if (sentence.length > longestSentence)
    return refuse('automod.sentence.long', { most: longestSentence });
  const tokens = tokensOf(sentence);
  if (!tokens.ok) return tokens;
  const words = new TokenReader(tokens.value);
  try {
    return checked(readRule(words));
  } catch (failure) {
    if (!(failure instanceof Unread)) throw failure;
    const { what, found } = failure;
    return refuse('automod.sentence.expected', { what, found: found === '' ? '…' : found });
  }
}

function readRule(words: TokenReader): Rule {
  if (words.oneOf(['when', 'if']) === undefined) return words.fail('when');
  const on = readTriggers(words);
  const when: Condition[] = [];
  let spares: Rank | undefined;
  for (;;) {
    words.comma();
    if (words.take('then')) break;
    if (words.take('unless')) {
      spares = readRank(words);
      continue;
    }
    // "when someone joins and the author …": also before the first.
    if (!words.take('and') && when.length > 0) return words.fail('then');
    when.push(readCondition(words));
  }
  const then = readActs(words);
  const because = words.take('because') ? (words.text() ?? words.fail('quoted')) : undefined;
  if (!words.done) return words.fail('end');
  return {
    ...{ on, when, then },
    ...(spares !== undefined && { spares }),
    ...(because !== undefined && { because }),
  };
}

function readTriggers(words: TokenReader): readonly Trigger[] {
  const on: Trigger[] = [];
  do {
    words.oneOf(['a', 'an', 'someone']);
    const found = triggers.find((trigger) => words.oneOf(nounsOf(trigger)) !== undefined);
    on.push(found ?? words.fail('trigger'));
  } while (words.take('or') || words.comma());
  return on;
}

const nounsOf = (trigger: Trigger): readonly string[] =>
  ({
    message: ['message'],
    edit: ['edited message', 'edit'],
    join: ['joins', 'join'],
    name: ['name', 'nick'],
    reaction: ['reaction'],
    thread: ['thread'],
  })[trigger];

function readRank(words: TokenReader): Rank {
  words.oneOf(['the author is at least', 'the author is', 'by', 'at least']);
  words.oneOf(['a', 'an']);
  if (words.oneOf(['helper', 'helpers']) !== undefined) return 'helper';
  if (words.oneOf(['moderator', 'moderators']) !== undefined) return 'moderator';
  if (words.oneOf(['administrator', 'administrators']) !== undefined) return 'administrator';
  if (words.oneOf(['owner', 'the owner']) !== undefined) return 'communityOwner';
  const named = ranks.find((rank) => words.take(rank.toLowerCase()));
  return named ?? words.fail('rank');
}

function readActs(words: TokenReader): readonly Act[] {
  const then: Act[] = [];
  do {
    then.push(readAct(words));
    words.comma();
  } while (words.take('and'));
  return then;
}

function readAct(words: TokenReader): Act {
  if (words.oneOf(['delete it', 'delete']) !== undefined) return { kind: 'delete' };
  if (words.take('warn')) return { kind: 'warn' };
  if (words.take('kick')) return { kind: 'kick' };
  if (words.oneOf(['tell staff', 'tell the staff', 'alert staff']) !== undefined)
    return { kind: 'tell' };
  if (words.oneOf(['ask the moderators', 'ask moderators', 'review']) !== undefined)
    return { kind: 'review', proposes: words.take('to') ? readProposed(words) : [] };
  if (words.take('mute for')) return { kind: 'mute', forMs: words.durationMs() };
  if (words.take('ban'))
    return words.take('for') ? { kind: 'ban', forMs: words.durationMs() } : { kind: 'ban' };
  return readHeatAdded(words);
}

function readHeatAdded(words: TokenReader): Act {
  if (!words.take('add')) return words.fail('act');
  const amount = words.number() ?? words.fail('number');
  return words.take('heat') ? { kind: 'heat', amount } : words.fail('heat');
}

/** All that follows: who writes "ask the moderators to delete it and warn" means both. */
function readProposed(words: TokenReader): readonly Proposed[] {
  const proposes: Proposed[] = [];
  do {
    const act: Act = readAct(words);
    if (act.kind === 'tell' || act.kind === 'heat' || act.kind === 'review')
      return words.fail('proposal');
    proposes.push(act);
    words.comma();
  } while (words.take('and'));
  return proposes;
}

/** What can be read and still makes no sense. */
function checked(rule: Rule): Result<Rule> {
  const { on, when, then } = rule;
  if (when.length === 0 && on.some((trigger) => trigger !== 'join'))
    return refuse('automod.sentence.no-condition');
  if (when.length > mostConditions)
    return refuse('automod.sentence.many', { most: mostConditions });
  const asked = then.flatMap<Act>((act) => (act.kind === 'review' ? act.proposes : [act]));
  if (asked.some((act) => act.kind === 'mute' && act.forMs > longestMuteMs))
    return refuse('automod.sentence.long-mute');
  if (when.some(({ kind }) => kind === 'window') && !on.every((one) => one === 'message'))
    return refuse('automod.sentence.window');
  for (const condition of when) {
    const problem = problemOf(condition);
    if (problem) return problem;
  }
  return ok(rule);
}

function problemOf(condition: Condition): Extract<Result<never>, { ok: false }> | undefined {
  if (condition.kind === 'words') {
    const short = condition.words.find((word) => !canBeListed(word));
    return short === undefined ? undefined : refuse('automod.sentence.word', { word: short });
  }
  if (condition.kind !== 'regex') return undefined;
  const pattern = patternOf(condition.source, condition.flags);
  return pattern.ok ? undefined : pattern;
}

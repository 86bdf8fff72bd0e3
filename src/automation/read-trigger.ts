import type { AutomationTrigger } from '../core/automation.ts';
import type { TokenReader } from '../moderation/rules/index.ts';

/** Reads what begins an automation. */
export function readTrigger(words: TokenReader): AutomationTrigger {
  if (words.oneOf(['someone', 'somebody', 'a member']) !== undefined) return readDeed(words);
  if (words.oneOf(['a message', 'the message']) !== undefined) return readSaid(words);
  if (words.oneOf(['a reaction', 'any reaction']) !== undefined) return readReaction(words);
  if (words.oneOf(['the command', 'command']) !== undefined) return readCommand(words);
  if (words.take('it is')) return readMoment(words);
  if (words.oneOf(['another', 'every']) === undefined) return words.fail('trigger');
  const everyMs = words.durationMs();
  words.oneOf(['has passed', 'have passed']);
  return { kind: 'every', everyMs };
}

function readDeed(words: TokenReader): AutomationTrigger {
  if (words.oneOf(['joins', 'comes in']) !== undefined) return { kind: 'join' };
  if (words.take('leaves')) return { kind: 'leave' };
  if (words.oneOf(['is renamed', 'changes their name']) !== undefined) return { kind: 'rename' };
  if (words.oneOf(['boosts the server', 'boosts']) !== undefined) return { kind: 'boost' };
  if (words.oneOf(['gives the command', 'uses the command']) !== undefined)
    return readCommand(words);
  return words.take('says') ? { kind: 'says', words: readTexts(words) } : words.fail('deed');
}

const readTexts = (words: TokenReader): readonly string[] =>
  words.list(() => words.text(), 'quoted');

function readSaid(words: TokenReader): AutomationTrigger {
  if (words.take('says')) return { kind: 'says', words: readTexts(words) };
  if (words.take('is said')) return { kind: 'message' };
  if (!words.take('matches')) return words.fail('said');
  const { value, flags } = words.pattern() ?? words.fail('pattern');
  return { kind: 'matches', source: value, flags };
}

/** `a reaction 👍 is added to message 123`; without an emoji: any. */
function readReaction(words: TokenReader): AutomationTrigger {
  const emoji = isVerb(words) ? undefined : words.word('emoji');
  const verb = words.oneOf(verbs) ?? words.fail('reaction');
  words.oneOf(['the message', 'message']);
  const message = messageNamed(words.word('message')) ?? words.fail('message');
  const added = verb.startsWith('is added');
  return { kind: 'reaction', added, ...(emoji !== undefined && { emoji }), message };
}

const verbs = ['is added to', 'is removed from', 'is taken from'] as const;

/** Looks without taking anything away: `is` is no emoji. */
const isVerb = (words: TokenReader): boolean => words.next === 'is';

/** An id, or the address of the message as Discord copies it. */
function messageNamed(text: string): string | undefined {
  return /^(?:https:\/\/\S+\/)?(\d{1,20})$/.exec(text)?.[1];
}

function readCommand(words: TokenReader): AutomationTrigger {
  const name = words.text() ?? words.word('command');
  words.oneOf(['is given', 'is used']);
  return { kind: 'command', name: name.replace(/^!/, '').toLowerCase() };
}

/** A schedule in quotes, or a date with a time. */
function readMoment(words: TokenReader): AutomationTrigger {
  const fields = words.text();
  if (fields !== undefined) return { kind: 'cron', fields: fields.trim().split(/\s+/).join(' ') };
  const day = words.word('moment');
  return { kind: 'once', moment: `${day} ${words.word('moment')}` };
}

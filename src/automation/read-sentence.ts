import { type Result, refuse } from '../base/result.ts';
import type { Automation, AutomationAction, AutomationCondition } from '../core/automation.ts';
import { TokenReader, Unread, tokensOf } from '../moderation/rules/index.ts';
import { checked } from './check.ts';
import { readAction } from './read-action.ts';
import { readCondition } from './read-condition.ts';
import { readTrigger } from './read-trigger.ts';

export const longestSentence = 8000;

/**
 * Reads an automation as people write it: `when someone joins and it is in #hall then say "Welcome {{ person }}!" in
 * #general`. Refuses with what was expected and what stood there, and what can be read and still makes no sense.
 */
export function readSentence(sentence: string): Result<Automation> {
  if (sentence.length > longestSentence)
    return refuse('automation.sentence.long', { most: longestSentence });
  const tokens = tokensOf(sentence);
  if (!tokens.ok) return refuse('automation.sentence.open', tokens.error.facts);
  try {
    return checked(readAll(new TokenReader(tokens.value)));
  } catch (failure) {
    if (!(failure instanceof Unread)) throw failure;
    const { what, found } = failure;
    return refuse('automation.sentence.expected', { what, found: found === '' ? '…' : found });
  }
}

function readAll(words: TokenReader): Automation {
  if (words.oneOf(['when', 'if']) === undefined) return words.fail('when');
  const on = readTrigger(words);
  const when: AutomationCondition[] = [];
  for (;;) {
    words.comma();
    if (words.take('then')) break;
    if (!words.take('and')) return words.fail('then');
    when.push(readCondition(words));
  }
  const then = readActions(words);
  return words.done ? { on, when, then } : words.fail('end');
}

function readActions(words: TokenReader): readonly AutomationAction[] {
  const then: AutomationAction[] = [];
  do {
    then.push(readAction(words));
    words.comma();
  } while (words.take('and'));
  return then;
}

import type { AutomationAction } from '../core/automation.ts';
import type { TokenReader } from '../moderation/rules/index.ts';
import { readRole } from './read-condition.ts';

/** Reads one thing that is done. */
export function readAction(words: TokenReader): AutomationAction {
  if (words.take('say')) return readSay(words);
  if (words.oneOf(['reply', 'answer']) !== undefined)
    return { kind: 'reply', text: readText(words) };
  if (words.oneOf(['tell the person', 'tell them', 'tell']) !== undefined)
    return { kind: 'tell', text: readText(words) };
  if (words.take('give')) return readGift(words, true);
  if (words.oneOf(['take', 'remove']) !== undefined) return readGift(words, false);
  if (words.oneOf(['react with', 'react']) !== undefined)
    return { kind: 'react', emoji: words.word('emoji') };
  if (words.oneOf(['delete the message', 'delete it', 'delete']) !== undefined)
    return { kind: 'delete' };
  return words.fail('action');
}

const readText = (words: TokenReader): string => words.text() ?? words.fail('quoted');

function readSay(words: TokenReader): AutomationAction {
  const text = readText(words);
  if (words.oneOf(['in', 'to']) === undefined) return { kind: 'say', text };
  return { kind: 'say', text, channel: words.word('channel') };
}

function readGift(words: TokenReader, give: boolean): AutomationAction {
  if (words.oneOf(['the role', 'role']) !== undefined)
    return { kind: 'role', give, role: readRole(words) };
  const mode = words.oneOf(['voice', 'op'] as const) ?? words.fail('gift');
  return { kind: 'mode', give, mode };
}

import type { MessageEvent } from '../event.ts';
import type { Catalogue, Match } from './catalogue.ts';
import type { HouseRules } from './house-rules.ts';

/** What a message is to us. */
export type Heard =
  | { readonly kind: 'talk' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'command'; readonly match: Match }
  /** Looks like a command but is none. `asked`: the person clearly spoke to us and waits for an answer. */
  | { readonly kind: 'unknown'; readonly typed: string; readonly asked: boolean };

const talk: Heard = { kind: 'talk' };

/** Finds the command in a message: after the prefix, after our name, or the whole line in direct talk. */
export function findCommand(event: MessageEvent, rules: HouseRules, catalogue: Catalogue): Heard {
  const { text, addressed, where } = event;
  if (isPrefixed(text, rules.prefix)) {
    return commandIn(text.slice(rules.prefix.length), catalogue, where.space === undefined);
  }
  if (addressed !== undefined && rules.mentionPrefix) {
    const line = withoutPrefix(addressed.trim(), rules.prefix);
    return line === '' ? { kind: 'greeting' } : commandIn(line, catalogue, true);
  }
  return where.space === undefined && text.trim() !== ''
    ? commandIn(text.trim(), catalogue, true)
    : talk;
}

/** "!!!" and "! hello" are not commands: the character after the prefix must begin a word. */
function isPrefixed(text: string, prefix: string): boolean {
  if (!text.startsWith(prefix) || text.length === prefix.length) return false;
  const next = text.charCodeAt(prefix.length);
  return next > 0x20 && text[prefix.length] !== prefix[prefix.length - 1];
}

const withoutPrefix = (line: string, prefix: string): string =>
  isPrefixed(line, prefix) ? line.slice(prefix.length) : line;

function commandIn(line: string, catalogue: Catalogue, asked: boolean): Heard {
  const match = catalogue.match(line);
  return match ? { kind: 'command', match } : { kind: 'unknown', typed: firstWord(line), asked };
}

const firstWord = (line: string): string => line.split(/\s/u, 1)[0]?.slice(0, 50) ?? '';

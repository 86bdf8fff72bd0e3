import type { MessageEvent, Place } from '../event.ts';
import type { Catalogue, Match } from './catalogue.ts';
import type { DispatchParts } from './dispatch-parts.ts';
import type { HouseRules } from './house-rules.ts';

/** What a message is to us. */
export type Heard =
  | { readonly kind: 'talk' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'command'; readonly match: Match; readonly asked: boolean }
  /** Looks like a command but is none. `asked`: the person clearly spoke to us and waits for an answer. */
  | {
      readonly kind: 'unknown';
      readonly typed: string;
      readonly line: string;
      readonly asked: boolean;
    };

const talk: Heard = { kind: 'talk' };

/** Finds the command in a message: after the prefix, after our name, or the whole line in direct talk. */
export function findCommand(event: MessageEvent, rules: HouseRules, catalogue: Catalogue): Heard {
  const { text, addressed, where } = event;
  if (isPrefixed(text, rules.prefix)) {
    const asked = where.space === undefined;
    return commandIn(text.slice(rules.prefix.length), { rules, catalogue, asked });
  }
  if (addressed !== undefined && rules.mentionPrefix) {
    const line = withoutPrefix(addressed.trim(), rules.prefix);
    return line === '' ? { kind: 'greeting' } : commandIn(line, { rules, catalogue, asked: true });
  }
  return where.space === undefined && text.trim() !== ''
    ? commandIn(text.trim(), { rules, catalogue, asked: true })
    : talk;
}

/** "!!!" and "! hello" are not commands: the character after the prefix must begin a word. */
export function isPrefixed(text: string, prefix: string): boolean {
  if (!text.startsWith(prefix) || text.length === prefix.length) return false;
  const next = text.charCodeAt(prefix.length);
  return next > 0x20 && text[prefix.length] !== prefix[prefix.length - 1];
}

const withoutPrefix = (line: string, prefix: string): string =>
  isPrefixed(line, prefix) ? line.slice(prefix.length) : line;

interface Hearing {
  readonly rules: HouseRules;
  readonly catalogue: Catalogue;
  readonly asked: boolean;
}

function commandIn(line: string, { rules, catalogue, asked }: Hearing): Heard {
  const match = rules.local.match(line, catalogue);
  return match
    ? { kind: 'command', match, asked }
    : { kind: 'unknown', typed: firstWord(line), line, asked };
}

const firstWord = (line: string): string => line.split(/\s/u, 1)[0]?.slice(0, 50) ?? '';

/** The program's commands first, then those that the place made for itself. */
export function withOwn(heard: Heard, where: Place, own: DispatchParts['ownCommand']): Heard {
  const match = heard.kind === 'unknown' ? own?.(heard.line, where) : undefined;
  return match && 'asked' in heard ? { kind: 'command', match, asked: heard.asked } : heard;
}

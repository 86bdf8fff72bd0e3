import { type Say, type ShownRevision, escapeMarkup, partsOfScope } from '../../sdk/index.ts';

/** A scope in words: "the space irc:libera:#castle". */
export const scopeWords = (scope: string, say: Say): string =>
  say('settings.scope', { ...partsOfScope(scope) });

/** A value between backticks, and a word where there is none. Said by our own markup, so facts were made safe. */
export const valueWords = (value: string | null, say: Say): string =>
  value === null || value === ''
    ? say(value === null ? 'settings.wider' : 'settings.empty')
    : code(value);

const code = (text: string): string => `\`${escapeMarkup(shortened(text))}\``;

const longestShown = 120;
const shortened = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;

/** The last part of an actor's id is what people know it by. */
export const nameIn = (actor: string): string => actor.slice(actor.lastIndexOf(':') + 1);

export const changeWords = (
  { name, scope, before, after }: Pick<ShownRevision, 'name' | 'scope' | 'before' | 'after'>,
  say: Say,
): string =>
  `**${escapeMarkup(name)}** (${scopeWords(scope, say)}): ${valueWords(before, say)} → ${valueWords(after, say)}`;

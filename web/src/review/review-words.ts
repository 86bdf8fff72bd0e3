import type { ReviewActView, ReviewItemView } from '../../../src/dashboard/review-wire.ts';
import { span } from '../text/words.ts';

const plain = {
  ...{ nothing: 'nothing more', delete: 'delete it', warn: 'warn', mute: 'mute', kick: 'kick' },
  ban: 'ban',
} as const;

/** "mute for 10 min and delete it". */
export function actWords({ kind, forMs, deletes = false }: ReviewActView): string {
  const lasts = forMs === undefined ? '' : ` for ${span(forMs)}`;
  return `${plain[kind]}${lasts}${deletes && kind !== 'delete' ? ' and delete it' : ''}`;
}

export function decisionWords({ state, decision }: ReviewItemView): string {
  if (state === 'expired') return 'Nobody decided in time.';
  if (!decision) return 'Waits.';
  const { byName, act } = decision;
  if (state === 'dismissed') return `Dismissed by ${byName}; nothing was wrong.`;
  const how = state === 'changed' ? 'decided otherwise' : 'approved';
  return `${byName} ${how}: ${actWords(act)}.`;
}

/** A text in pieces, of which those that are quoted are marked. */
export function piecesOf(
  text: string,
  quotes: readonly string[],
): readonly { readonly text: string; readonly marked: boolean }[] {
  const known = quotes.filter((quote) => quote !== '');
  if (known.length === 0) return [{ text, marked: false }];
  const escaped = known.map((quote) => quote.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'u'))
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, marked: known.includes(piece) }));
}

import type { CaseView } from '../../../src/dashboard/cases-wire.ts';
import { dayAndTime, span } from '../text/words.ts';

export const kindWords: Readonly<Record<string, string>> = {
  ...{ warn: 'Warning', note: 'Note', mute: 'Mute', unmute: 'Unmute', kick: 'Kick', ban: 'Ban' },
  ...{ unban: 'Unban', purge: 'Purge', 'global-ban': 'Ban everywhere' },
  ...{ exempt: 'Exempt from bans', unexempt: 'Exempt no more' },
  ...{ invex: 'Needs no invitation', uninvex: 'Needs an invitation again' },
};

const endWords: Readonly<Record<string, string>> = {
  ...{ expired: 'over', lifted: 'lifted', overturned: 'overturned', replaced: 'replaced' },
  gone: 'gone',
};

const lasting: ReadonlySet<string> = new Set(['mute', 'ban', 'global-ban', 'exempt', 'invex']);

/** What state a case is in, in a word, and what sign stands for it: nobody needs the colour. */
export function standingOf({ state, kind, ending }: CaseView): {
  readonly word: string;
  readonly sign: string;
  readonly tone: 'holds' | 'over' | 'bad' | 'waits';
} {
  switch (state) {
    case 'pending':
      return { word: 'not done yet', sign: '…', tone: 'waits' };
    case 'ending':
      return { word: 'being lifted', sign: '…', tone: 'waits' };
    case 'failed':
      return { word: 'not done', sign: '!', tone: 'bad' };
    case 'ended':
      return { word: endWords[ending?.how ?? ''] ?? 'over', sign: '○', tone: 'over' };
    case 'open':
      return lasting.has(kind)
        ? { word: 'in force', sign: '●', tone: 'holds' }
        : { word: 'done', sign: '✓', tone: 'over' };
  }
}

/** Until when it holds. */
export function lastsWords({ kind, untilMs, atMs }: CaseView): string | undefined {
  if (!lasting.has(kind)) return undefined;
  return untilMs === undefined
    ? 'until it is lifted'
    : `for ${span(Math.round((untilMs - atMs) / 1000) * 1000)}, until ${dayAndTime(untilMs)}`;
}

/** Whether taking it back changes something, and what. */
export function reverseEffect(one: CaseView): string {
  const name = one.targetName;
  if (one.state === 'open' && one.kind === 'mute')
    return `${name} may speak again in ${one.place.name} at once.`;
  if (one.state === 'open' && one.kind === 'exempt')
    return `Bans hold ${name} again in ${one.place.name} at once.`;
  if (one.state === 'open' && one.kind === 'invex')
    return `${name} needs an invitation to ${one.place.name} again at once.`;
  if (one.state === 'open' && lasting.has(one.kind))
    return `${name} may come back to ${one.place.name} at once.`;
  return 'Nothing changes on the network; the case counts for nothing from now on.';
}

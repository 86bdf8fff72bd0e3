import type { PersonEventView, PersonFoundView } from '../../../src/dashboard/people-wire.ts';
import { kindWords } from '../cases/case-words.ts';

const knownWords = {
  ...{ here: 'is here', cases: 'has cases', reviews: 'was in review', linked: 'is linked' },
} as const;

/** "2 × warning, 1 × mute", or how he is known. */
export function standingWords({ counts, known }: PersonFoundView): string {
  const sums = countWords(counts);
  return sums === '' ? known.map((one) => knownWords[one]).join(', ') : sums;
}

export const countWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} × ${(kindWords[kind] ?? kind).toLowerCase()}`)
    .join(', ');

const guardWords: Readonly<Record<string, string>> = {
  refused: 'The guard refused him',
  'would-refuse': 'The guard would have refused him',
  muted: 'The guard muted him',
  banned: 'The guard did not listen to him any more',
};

/** What an entry of the timeline is, in a few words. */
export function eventWords({ kind, what, number, state }: PersonEventView): string {
  switch (kind) {
    case 'case':
      return `${kindWords[what] ?? what} #${number ?? ''}${state === 'open' || state === undefined ? '' : ` (${state})`}`;
    case 'note':
      return `Note at case #${number ?? ''}`;
    case 'review':
      return `Review ${number ?? ''} (${state === 'open' ? 'waits' : (state ?? '')})`;
    case 'guard':
      return guardWords[what] ?? `Guard: ${what}`;
  }
}

/** "account eve on libera", "Discord 123": an id as people read it. */
export function identityWords(actor: string): string {
  const [network = '', ...rest] = actor.split(':');
  if (network === 'discord') return `Discord ${rest.join(':')}`;
  const [connection = '', kind = '', ...name] = rest;
  if (network !== 'irc') return actor;
  return kind === 'account'
    ? `account ${name.join(':')} on ${connection}`
    : `${name.join(':')} on ${connection}`;
}

/** "on Discord", "on libera": where somebody is who is on several. */
export function networkWords(actor: string): string {
  const [network, connection = ''] = actor.split(':');
  return network === 'discord' ? 'on Discord' : `on ${connection}`;
}

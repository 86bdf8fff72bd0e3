import type { ActorId } from '../../base/ids.ts';
import { type Lasting, lastingMeasures } from '../../core/enforcer.ts';
import { maskFits } from './glob.ts';
import type { Isupport } from './isupport.ts';
import type { Roster, User } from './roster.ts';

/** What keeps somebody out or silent: the letter of the list, and the entry. */
export interface Mark {
  readonly letter: string;
  readonly mask: string;
}

export const markOf = (text: string): Mark => {
  const space = text.indexOf(' ');
  return { letter: text.slice(0, space), mask: text.slice(space + 1) };
};
const textOf = ({ letter, mask }: Mark): string => `${letter} ${mask}`;

/** How a server bans by account and silences, as it says in EXTBAN and CHANMODES. */
interface Dialect {
  /** The entry for an account; absent where there is none. */
  readonly account?: (account: string) => string;
  /** How a mask becomes an entry that silences; absent where nothing does. */
  readonly mute?: { readonly letter: string; readonly wrap: (mask: string) => string };
}

export function dialectOf(isupport: Isupport): Dialect {
  const [prefix = '', letters = ''] = (isupport.get('EXTBAN') ?? '').split(',');
  const account = accountEntry(prefix, letters);
  const mute = muteEntry(isupport, prefix, letters);
  return { ...(account && { account }), ...(mute && { mute }) };
}

/** `$a:` on solanum and its kin, `~a:` on UnrealIRCd, `R:` on InspIRCd. */
function accountEntry(prefix: string, letters: string): Dialect['account'] {
  const letter = prefix === '' ? 'R' : 'a';
  if (!letters.includes(letter)) return undefined;
  return (account) => `${prefix}${letter}:${account}`;
}

/** A list of its own (`+q`), where that letter is no rank; else an entry among the bans. */
function muteEntry(isupport: Isupport, prefix: string, letters: string): Dialect['mute'] {
  const { channelModes, prefixes } = isupport;
  if (channelModes.list.includes('q') && !prefixes.modes.includes('q'))
    return { letter: 'q', wrap: (mask) => mask };
  const letter = prefix === '' ? 'm' : 'q';
  if (!letters.includes(letter)) return undefined;
  return { letter: 'b', wrap: (mask) => `${prefix}${letter}:${mask}` };
}

interface Seen {
  readonly isupport: Isupport;
  readonly roster: Roster;
}

/** What an entry of a list is held against. */
export type Face = Pick<User, 'nick' | 'user' | 'host' | 'account'>;

/** What is known of somebody who is not here: the ident of an id has lost the mark of those whom nobody vouches for. */
export function facesOfId(id: ActorId, nick: string): readonly Face[] {
  const [, , kind, ...rest] = id.split(':');
  const name = rest.join(':');
  if (kind === 'account') return [{ nick, user: '', host: '', account: name }];
  const [user = '', host = ''] = name.split('@');
  if (host === '' || /[*?!]/.test(name)) return [];
  return [user, `~${user}`].map((ident) => ({ nick, user: ident, host, account: undefined }));
}

/** Whether an entry of a list means this person: by mask, or by account. */
export function means({ isupport, roster }: Seen, entry: string, user: Face): boolean {
  const { account, mute } = dialectOf(isupport);
  const bare = mute ? withoutWrap(entry, mute.wrap('')) : entry;
  const byAccount = account?.('') ?? '';
  if (byAccount !== '' && bare.startsWith(byAccount))
    return (
      user.account !== undefined &&
      maskFits(bare.slice(byAccount.length), user.account, roster.fold)
    );
  return maskFits(bare, `${user.nick}!${user.user}@${user.host}`, roster.fold);
}

const withoutWrap = (entry: string, wrap: string): string =>
  wrap !== '' && entry.startsWith(wrap) ? entry.slice(wrap.length) : entry;

/** Anything that a person might type as a mask, as servers have it in full. */
export function fullMask(text: string, isupport: Isupport): string | undefined {
  const { account } = dialectOf(isupport);
  const byAccount = account?.('') ?? '';
  if (text.startsWith('account:')) return account?.(text.slice('account:'.length));
  if (byAccount !== '' && text.startsWith(byAccount)) return text;
  // Whom other kinds of entries hit only the server knows, so nobody could be told.
  if (isOtherKind(text, isupport) || !/[*?!@]/.test(text)) return undefined;
  if (text.includes('!')) return text.includes('@') ? text : `${text}@*`;
  return text.includes('@') ? `*!${text}` : `*!*@${text}`;
}

/** By one letter or by name; what begins with four hexadecimal digits is an IPv6 address. */
const otherKind = /^!?~?(?:[a-z]|[a-z]{5,}):/i;

/** `$r:*`, `~c:#place`, `r:*spam*`: entries that mean something else than a mask. */
function isOtherKind(text: string, isupport: Isupport): boolean {
  const extbans = isupport.get('EXTBAN');
  if (extbans === undefined) return false;
  const [prefix = ''] = extbans.split(',');
  if (prefix !== '' && prefix !== '~') return text.startsWith(prefix);
  return text.startsWith(prefix) && otherKind.test(text.slice(prefix.length));
}

/** Entries for someone who is here, from the one that he slips most hardly to the one that hits surely only him. */
function candidates({ isupport }: Seen, { nick, user, host, account }: User): readonly string[] {
  const byAccount = account === undefined ? undefined : dialectOf(isupport).account?.(account);
  return [
    ...(byAccount === undefined ? [] : [byAccount]),
    ...(host === '' ? [] : [`*!*@${host}`, `*!${user}@${host}`, `${nick}!*@${host}`]),
    `${nick}!*@*`,
  ];
}

/**
 * What to set for somebody who is here: what hits nobody else of `members`, and both by account and by host where that
 * can be, since who is out by one only comes back by the other.
 */
export function masksFor(seen: Seen, user: User, members: Iterable<User>): readonly string[] {
  const others = [...members].filter((one) => one !== user);
  const narrow = candidates(seen, user).filter(
    (mask) => !others.some((one) => means(seen, mask, one)),
  );
  const isAccount = (mask: string): boolean => !mask.includes('!');
  const byHost = narrow.find((mask) => !isAccount(mask));
  return [...narrow.filter(isAccount), ...(byHost === undefined ? [] : [byHost])];
}

/** What to set for somebody who is not here, by what his id says of him. */
export function masksOfId({ isupport }: Seen, id: ActorId): readonly string[] {
  const [, , kind, ...rest] = id.split(':');
  const name = rest.join(':');
  if (kind === 'account') {
    const entry = dialectOf(isupport).account?.(name);
    return entry === undefined ? [] : [entry];
  }
  if (name.includes('!')) return [name];
  // The ident of an id has lost the mark of those whom nobody vouches for.
  return name.includes('@') ? [`*!*${name}`] : [];
}

/** The list that a measure has for itself on every server; how people are silenced differs. */
const listOf = (measure: Lasting): string | undefined =>
  ({ ban: 'b', exempt: 'e', invex: 'I', mute: undefined })[measure];

/** The lists in which entries for a measure may stand. */
export const listsFor = (measure: Lasting): readonly string[] =>
  measure === 'exempt' || measure === 'invex' ? [listOf(measure) ?? ''] : ['b', 'q'];

/** The entries as they are set for a measure; undefined where this server cannot do that. */
export function marksFor(
  { isupport }: Seen,
  measure: Lasting,
  masks: readonly string[],
): readonly string[] | undefined {
  const listed = listOf(measure);
  if (listed !== undefined)
    return isupport.channelModes.list.includes(listed)
      ? masks.map((mask) => textOf({ letter: listed, mask }))
      : undefined;
  const { mute } = dialectOf(isupport);
  if (!mute) return undefined;
  // InspIRCd and UnrealIRCd let an entry by account stand inside of one that silences: `m:R:bob`, `~q:~a:bob`.
  return masks.map((mask) => textOf({ letter: mute.letter, mask: mute.wrap(mask) }));
}

/** What an entry of this list does to those whom it means; undefined where nobody knows. */
export const measureOf = (seen: Seen, mark: Mark): Lasting | undefined =>
  lastingMeasures.find((one) => holdsBy(seen, one, mark));

/** Whether an entry of this list holds somebody in this way: what only silences keeps nobody out. */
export function holdsBy({ isupport }: Seen, measure: Lasting, { letter, mask }: Mark): boolean {
  const { mute } = dialectOf(isupport);
  const silences = mute !== undefined && letter === mute.letter && isWrapped(mask, mute.wrap(''));
  return measure === 'mute' ? silences : letter === listOf(measure) && !silences;
}

const isWrapped = (mask: string, wrap: string): boolean => mask.startsWith(wrap);

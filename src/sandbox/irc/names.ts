/** How the network decides that two names are one. */
export type CaseMapping = 'rfc1459' | 'rfc1459-strict' | 'ascii';

const mappings: Record<CaseMapping, { upper: RegExp; extra: Readonly<Record<string, string>> }> = {
  ascii: { upper: /[A-Z]/g, extra: {} },
  'rfc1459-strict': { upper: /[A-Z[\]\\]/g, extra: { '[': '{', ']': '}', '\\': '|' } },
  rfc1459: { upper: /[A-Z[\]\\~]/g, extra: { '[': '{', ']': '}', '\\': '|', '~': '^' } },
};

/** Lower case as this network means it. Bytes beyond ASCII stay as they are. */
export function foldWith(mapping: CaseMapping): (name: string) => string {
  const { upper, extra } = mappings[mapping];
  const lower = (letter: string) => extra[letter] ?? letter.toLowerCase();
  return (name) => (name.search(upper) < 0 ? name : name.replace(upper, lower));
}

const nickShape = /^[A-Za-z[\]\\`_^{|}][A-Za-z0-9[\]\\`_^{|}-]*$/;

export const isNick = (nick: string, maxLength: number): boolean =>
  nick.length <= maxLength && nickShape.test(nick);

const channelShape = /^[#&][^\0\x07\r\n ,:]*$/;

export const isChannelName = (name: string, maxLength: number): boolean =>
  name.length > 1 && name.length <= maxLength && channelShape.test(name);

/** A user name as a server lets it stand in a mask. */
export const cleanUserName = (name: string): string =>
  name.replace(/[^A-Za-z0-9._~-]/g, '').slice(0, 10) || 'user';

/** Whether a mask with `*` and `?` fits, under a case folding. Linear in practice: no nested repeats. */
export function maskMatches(mask: string, text: string, fold: (name: string) => string): boolean {
  return wildcardMatches(fold(mask), fold(text));
}

function wildcardMatches(mask: string, text: string): boolean {
  let maskAt = 0;
  let textAt = 0;
  let starAt = -1;
  let retryAt = 0;
  while (textAt < text.length) {
    if (mask[maskAt] === '*') {
      starAt = maskAt++;
      retryAt = textAt;
    } else if (maskAt < mask.length && (mask[maskAt] === '?' || mask[maskAt] === text[textAt])) {
      maskAt += 1;
      textAt += 1;
    } else {
      if (starAt < 0) return false;
      maskAt = starAt + 1;
      textAt = ++retryAt;
    }
  }
  while (mask[maskAt] === '*') maskAt += 1;
  return maskAt === mask.length;
}

/** Completes `ann`, `*@host`, `a!b` to the full `nick!user@host`. */
export function fullMask(mask: string): string {
  if (mask.startsWith('$')) return mask;
  const [beforeHost, host] = splitOnce(mask, '@');
  const [first, user] = splitOnce(beforeHost, '!');
  // `a@b` names a user at a host, `a` alone a nick.
  if (user === undefined && host !== undefined) return maskFrom('', first, host);
  return maskFrom(first, user, host);
}

const maskFrom = (nick = '', user = '', host = ''): string =>
  `${nick || '*'}!${user || '*'}@${host || '*'}`;

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

import { parse } from 'tldts';

/** An address in a text. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly host: string;
  /** The part that somebody registered: `example.co.uk` of `www.example.co.uk`. */
  readonly domain: string;
  readonly path: string;
}

/** Endings that files have as well; without a scheme or a path it is a file that is named. */
const fileLike: ReadonlySet<string> = new Set(
  'app bat cab cpp dev exe java md mov ninja pl ps py rs sh so zip'.split(' '),
);
const inviting: readonly (readonly [domain: string, path: RegExp])[] = [
  ['discord.gg', /^\/\w/],
  ['discord.com', /^\/invite\/\w/],
  ['discordapp.com', /^\/invite\/\w/],
  ['dsc.gg', /^\/\w/],
  ['t.me', /^\/(?:\+|joinchat\/)\w/],
  ['whatsapp.com', /^\/\w{8}/],
];
const opening = /^[<([{"'*_~|`]+/;
const closing = /[>)\]}"'*_~|`.,;:!?]+$/;
const scheme = /^(?:https?|ftp|ircs?):\/\//i;

/** The addresses in a text, with or without a scheme, also where dots are written `[.]` or `(dot)`. */
export function linksIn(text: string): readonly Link[] {
  const links: Link[] = [];
  if (!/[.[(]/.test(text)) return links;
  for (const { 0: chunk, index } of text.matchAll(/\S+/g)) {
    if (!/[.[(]/.test(chunk) || chunk.length > 2048) continue;
    const link = linkOf(chunk, index);
    if (link) links.push(link);
  }
  return links;
}

export const isInvite = ({ domain, path }: Link): boolean =>
  inviting.some(([own, looks]) => own === domain && looks.test(path));

/** Whether an address belongs to a domain that is named: `example.org` holds for `www.example.org`. */
export const isOf = ({ host }: Link, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

function linkOf(chunk: string, index: number): Link | undefined {
  // `[name](https://…)` hides an address behind a name.
  const hidden = chunk.search(/https?:\/\//i);
  const begun = hidden > 0 ? chunk.slice(hidden) : chunk.replace(opening, '');
  const from = index + (hidden > 0 ? hidden : chunk.length - begun.length);
  const bare = begun.replace(closing, '');
  const address = bare.replace(/\[\.\]|\(\.\)|\[dot\]|\(dot\)/gi, '.');
  const named = scheme.test(address);
  const { hostname, domain, publicSuffix, isIcann, isIp } = parse(address.toLowerCase());
  if (hostname === null) return undefined;
  const path = pathOf(address);
  const known = named ? isIp === true || domain !== null : isIcann === true && domain !== null;
  if (!known || (!named && !looksMeant(address, publicSuffix ?? '', path))) return undefined;
  return { from, to: from + bare.length, host: hostname, domain: domain ?? hostname, path };
}

/** An address without a scheme, and no file, abbreviation or missing blank after a full stop. */
function looksMeant(address: string, suffix: string, path: string): boolean {
  if (address.includes('@')) return false;
  if (path !== '') return true;
  if (fileLike.has(suffix)) return false;
  const name = address.slice(0, -suffix.length - 1);
  return name.length >= 2 && !/^[A-Z]/.test(address.slice(-suffix.length)) && address.length >= 5;
}

function pathOf(address: string): string {
  const start = address.replace(scheme, (all) => ' '.repeat(all.length)).search(/[/?#]/);
  return start < 0 ? '' : address.slice(start);
}

import { literally } from './rust-pattern.ts';

/** Addresses as nearly all are written. Those in disguise are found by our own rules. */
const scheme = 'https?://';
const open = '(?i-sm)';

/** An address with its scheme. */
export const anyLink = `${open}${scheme}[0-9a-z][0-9a-z-]*(?:\\.[0-9a-z-]+)*\\.[a-z]{2,24}(?:[/?#\\t\\n\\r ]|$)`;

/** An address of those that invite to a server, a group or a chat, with its scheme or without. */
export const anyInvite =
  `${open}(?:^|[\\t\\n\\r (<]|${scheme})(?:www\\.)?(?:(?:discord\\.gg|dsc\\.gg|discord(?:app)?\\.com/invite)/[0-9a-z_]` +
  `|t\\.me/(?:\\+|joinchat/)[0-9a-z_]|chat\\.whatsapp\\.com/[0-9a-z_]{8})`;

/** Addresses of these domains and of what belongs to them, in as few patterns of this length as it takes. */
export function linksTo(domains: readonly string[], longest: number): readonly string[] {
  const patterns: string[][] = [];
  for (const domain of domains) {
    const last = patterns.at(-1);
    if (last && linkTo([...last, domain]).length <= longest) last.push(domain);
    else patterns.push([domain]);
  }
  return patterns.map(linkTo);
}

const linkTo = (domains: readonly string[]): string =>
  `${open}${scheme}(?:[0-9a-z-]+\\.)*(?:${domains.map(literally).join('|')})(?:[/?#\\t\\n\\r >)]|$)`;

import { announcementLimits } from '../../core/announcements/announcements.ts';

/** A title as it stands in an address: letters without marks, numbers and hyphens. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  const short = Array.from(plain)
    .slice(0, announcementLimits.slugLength - 4)
    .join('')
    .replace(/-+$/, '');
  return short === '' ? 'news' : short;
}

/** The same with a number behind it, where the first are taken. */
export const numbered = (slug: string, turn: number): string =>
  turn === 1 ? slug : `${slug}-${turn}`;

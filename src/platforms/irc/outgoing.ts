import { oneLine } from '../../base/text.ts';
import { unitsWithin } from './split-text.ts';

const breaksParam = /[\s\0]+/gu;

/** One parameter in the middle of a line: it cannot hold a space, nor begin with a colon, nor be empty. */
export function middle(text: string): string {
  const clean = text.replace(breaksParam, '').replace(/^:+/, '');
  return clean === '' ? '*' : clean;
}

/** A command with parameters, the last of which may hold spaces. */
export const command = (name: string, middles: readonly string[], last?: string): string =>
  [name, ...middles.map(middle), ...(last === undefined ? [] : [`:${last}`])].join(' ');

/**
 * The one door to the wire: whatever comes, one line goes out, within the server's limit, without
 * CR, LF or NUL inside and never cut inside a character.
 */
export function wireLine(line: string, maxBytes: number): string {
  const clean = oneLine(line);
  const room = maxBytes - 2;
  if (clean.length * 3 <= room || Buffer.byteLength(clean) <= room) return `${clean}\r\n`;
  return `${clean.slice(0, unitsWithin(clean, room))}\r\n`;
}

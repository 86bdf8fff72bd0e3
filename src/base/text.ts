/** Shortens to at most `maxLength` UTF-16 units, never inside a surrogate pair, with "…" for what is gone. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = Math.max(0, maxLength - 1);
  if (end > 0 && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  return `${text.slice(0, end)}…`;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const steering = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]+/gu;

/** One line of plain words: signs that steer a terminal, a chat client or the direction of the text become a space. */
export const plainLine = (text: string): string =>
  text.replace(steering, ' ').replace(/ {2,}/g, ' ').trim();

const lineEnders = /[\r\n\0]+/g;

/** One line that cannot become two: CR, LF and NUL turn into a space. */
export const oneLine = (text: string): string => text.replace(lineEnders, ' ');

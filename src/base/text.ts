/** Shortens to at most `maxLength` UTF-16 units, never inside a surrogate pair, with "…" for what is gone. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = Math.max(0, maxLength - 1);
  if (end > 0 && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  return `${text.slice(0, end)}…`;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const lineEnders = /[\r\n\0]+/g;

/** One line that cannot become two: CR, LF and NUL turn into a space. */
export const oneLine = (text: string): string => text.replace(lineEnders, ' ');

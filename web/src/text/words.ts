/** "4 µs", "1.2 ms", "3.4 s": as short as it can be said. */
export function duration(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 1_000_000) return `${short(micros / 1000)} ms`;
  return `${short(micros / 1_000_000)} s`;
}

const short = (number: number): string => (number < 10 ? number.toFixed(1) : number.toFixed(0));

const steps: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** "2 h 5 min": the two largest parts of a span. */
export function span(spanMs: number): string {
  let rest = Math.max(0, spanMs);
  const first = steps.findIndex(([, sizeMs]) => rest >= sizeMs);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  for (const [name, sizeMs] of steps.slice(first, first + 2)) {
    const count = Math.floor(rest / sizeMs);
    rest -= count * sizeMs;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(' ');
}

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const clockWithSeconds = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const dayAndClock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const timeOfDay = (atMs: number): string => clock.format(atMs);
export const exactTime = (atMs: number): string => clockWithSeconds.format(atMs);
export const dayAndTime = (atMs: number): string => dayAndClock.format(atMs);

/** "1 space", "2 spaces". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

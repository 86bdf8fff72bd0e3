const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
type Unit = keyof typeof unitMs;

/** How people write the units; the first that fits counts, so longer words stand before shorter ones. */
const spellings: readonly (readonly [Unit, RegExp])[] = [
  ['ms', /^(ms|msecs?|milliseconds?)$/i],
  ['s', /^(s|secs?|seconds?|secondes?)$/i],
  ['m', /^(m|mins?|minutes?)$/i],
  ['h', /^(h|hrs?|hours?|heures?)$/i],
  ['d', /^(d|days?|j|jours?)$/i],
  ['w', /^(w|wks?|weeks?|semaines?)$/i],
];

const shape = /^(\d+(\.\d+)?\s*[a-z]+\s*)+$/i;
const part = /(\d+(?:\.\d+)?)\s*([a-z]+)/gi;

/** Reads "2h30m", "90s", "1 day" as milliseconds; undefined when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 100 || !shape.test(trimmed)) return undefined;
  let totalMs = 0;
  for (const [, amount, word = ''] of trimmed.matchAll(part)) {
    const unit = spellings.find(([, spelling]) => spelling.test(word))?.[0];
    if (unit === undefined) return undefined;
    totalMs += Number(amount) * unitMs[unit];
  }
  return Number.isSafeInteger(Math.round(totalMs)) ? Math.round(totalMs) : undefined;
}

/** "2 h 30 min", with the two largest units that are not zero. */
export function formatDuration(durationMs: number): string {
  const names: readonly (readonly [string, number])[] = [
    ['d', unitMs.d],
    ['h', unitMs.h],
    ['min', unitMs.m],
    ['s', unitMs.s],
  ];
  let restMs = Math.max(0, durationMs);
  const parts: string[] = [];
  for (const [name, sizeMs] of names) {
    const count = Math.floor(restMs / sizeMs);
    restMs -= count * sizeMs;
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
  }
  return parts.length > 0 ? parts.join(' ') : `${Math.round(durationMs)} ms`;
}

/** "2h30m15s250ms": all of it, as `parseDuration` reads it back. Fractions of a millisecond are rounded. */
export function exactDuration(durationMs: number): string {
  const units: readonly Unit[] = ['d', 'h', 'm', 's', 'ms'];
  let restMs = Math.max(0, Math.round(durationMs));
  const parts: string[] = [];
  for (const unit of units) {
    const count = Math.floor(restMs / unitMs[unit]);
    restMs -= count * unitMs[unit];
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length > 0 ? parts.join('') : '0s';
}

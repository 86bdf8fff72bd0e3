const dayMs = 86_400_000;
const unitMs = {
  ...{ ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: dayMs, w: 7 * dayMs },
  // As long as people mean by it; no calendar is asked.
  ...{ mo: 30 * dayMs, y: 365 * dayMs },
} as const;
type Unit = keyof typeof unitMs;

/** How people write the units. */
const spellings: readonly (readonly [Unit, string])[] = [
  ['ms', 'ms|msecs?|milliseconds?'],
  ['s', 's|secs?|seconds?|secondes?'],
  ['m', 'm|mins?|minutes?'],
  ['h', 'h|hrs?|hours?|heures?'],
  ['d', 'd|days?|j|jours?'],
  ['w', 'w|wks?|weeks?|semaines?'],
  ['mo', 'mo|months?|mois'],
  ['y', 'y|yrs?|years?|ans?|années?|annees?'],
];
const unitOf = spellings.map(([unit, words]) => [unit, new RegExp(`^(?:${words})$`, 'i')] as const);

const amount = String.raw`\d+(?:\.\d+)?\s*(?:${spellings.map(([, words]) => words).join('|')})(?!\p{L})`;
/** Source of a pattern for a stretch of time as `parseDuration` reads it, with the flags `iu`. */
export const durationPattern = String.raw`${amount}(?:\s*${amount})*`;

const shape = new RegExp(`^${durationPattern}$`, 'iu');
const part = /(\d+(?:\.\d+)?)\s*(\p{L}+)/gu;

/** Reads "2h30m", "90s", "1 day" as milliseconds; undefined when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 100 || !shape.test(trimmed)) return undefined;
  let totalMs = 0;
  for (const [, count, word = ''] of trimmed.matchAll(part)) {
    const unit = unitOf.find(([, spelling]) => spelling.test(word))?.[0];
    if (unit === undefined) return undefined;
    totalMs += Number(count) * unitMs[unit];
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

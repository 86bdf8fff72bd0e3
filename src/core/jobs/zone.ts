/** Wall clocks of the world. A wall time is written as the epoch ms at which a clock in UTC would show it. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formats.set(zone, format);
  return format;
}

/** Whether this is a time zone that the machine knows: `Europe/Berlin`, `UTC`. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    // Intl throws for what it does not know; there is no other way to ask.
    return false;
  }
}

/** What the clocks of the zone show at this instant. */
export function wallTimeAt(atMs: number, zone: string): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(atMs)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (atMs % 1000);
}

const dayMs = 86_400_000;

/**
 * The first instant at which the clocks of the zone show this time or a later one: of an hour that
 * comes twice the first, and for a time that is left out the moment at which the clocks go on.
 */
export function firstInstantOf(wallMs: number, zone: string): number {
  const offsets = [wallMs - dayMs, wallMs + dayMs].map((near) => wallTimeAt(near, zone) - near);
  const exact = offsets
    .map((offsetMs) => wallMs - offsetMs)
    .filter((atMs) => wallTimeAt(atMs, zone) === wallMs);
  return exact.length > 0 ? Math.min(...exact) : endOfGap(wallMs, zone, offsets);
}

/** Halves the time around the jump until the instant is known to the millisecond. */
function endOfGap(wallMs: number, zone: string, offsets: readonly number[]): number {
  let before = wallMs - Math.max(...offsets) - 1;
  let after = wallMs - Math.min(...offsets) + 1;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallTimeAt(middle, zone) >= wallMs) after = middle;
    else before = middle;
  }
  return after;
}

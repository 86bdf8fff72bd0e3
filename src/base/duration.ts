const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
type Unit = keyof typeof unitMs;

const part = /(\d+(?:\.\d+)?)\s*(w|d|h|m|s)[a-z]*/giy;

/** Reads "2h30m", "90s", "1 day" as milliseconds; undefined when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^[\d.]+\s*[a-z]/i.test(trimmed)) return undefined;
  let totalMs = 0;
  part.lastIndex = 0;
  while (part.lastIndex < trimmed.length) {
    const from = part.lastIndex;
    const match = part.exec(trimmed);
    if (!match) {
      part.lastIndex = from;
      return undefined;
    }
    totalMs += Number(match[1]) * unitMs[unitOf(match[2] ?? 's')];
    while (trimmed[part.lastIndex] === ' ') part.lastIndex += 1;
  }
  return Number.isSafeInteger(Math.round(totalMs)) ? Math.round(totalMs) : undefined;
}

function unitOf(letter: string): Unit {
  const lower = letter.toLowerCase();
  return lower === 'w' || lower === 'd' || lower === 'h' || lower === 'm' ? lower : 's';
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

import type { Ports } from '../../sdk/index.ts';

type Random = Pick<Ports['random'], 'below'>;

/** One thing to choose from, and how many times as likely it is as one without a weight. */
export interface Option {
  readonly text: string;
  readonly weight: number;
}

const maxWeight = 20;

/** Cuts "tea | coffee:3 | water" (or "tea or coffee", "thé ou café") and drops what comes twice, whatever its case. */
export function readOptions(line: string): { kept: readonly Option[]; removed: number } {
  const separator = line.includes('|') ? '|' : /\s+(?:or|ou)\s+/iu;
  const all = line
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readOne);
  const byFold = new Map<string, Option>();
  for (const option of all) {
    const fold = option.text.toLowerCase();
    if (!byFold.has(fold)) byFold.set(fold, option);
  }
  return { kept: [...byFold.values()], removed: all.length - byFold.size };
}

function readOne(part: string): Option {
  const [, text, digits] = /^(.*\S)\s*:\s*(\d{1,2})$/u.exec(part) ?? [];
  const weight = Number(digits);
  return text !== undefined && weight >= 1 && weight <= maxWeight
    ? { text, weight }
    : { text: part, weight: 1 };
}

export function pickWeighted(options: readonly Option[], random: Random): Option | undefined {
  const total = options.reduce((sum, option) => sum + option.weight, 0);
  let left = random.below(total);
  for (const option of options) {
    left -= option.weight;
    if (left < 0) return option;
  }
  return undefined;
}

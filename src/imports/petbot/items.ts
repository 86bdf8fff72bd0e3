import type { Found } from '../../core/imports/imports.ts';
import { type Plain, isPlain } from '../json.ts';
import { leave, numberIn } from '../rules.ts';

const multiplier = 'global_spawn_multiplier';

/** Whether a file looks like the one with the items of the pet game. */
export const isItems = (values: Plain): boolean =>
  multiplier in values || countRates(values, 0) > 0;

/** Items belong to a game, and there is none here yet: what the file holds is told, and it stays where it is. */
export function itemsIn(values: Plain, file: string): readonly Found[] {
  const factor = numberIn(values[multiplier]);
  const rates = countRates(values, 0);
  return [
    ...(multiplier in values
      ? [
          factor === undefined
            ? leave(`${file} → ${multiplier}`, 'type')
            : leave(`${file} → ${multiplier}`, 'games', { value: factor }),
        ]
      : []),
    ...(rates > 0 ? [leave(`${file} → spawn_rate (${rates})`, 'games', { value: rates })] : []),
  ];
}

const deepest = 6;

function countRates(value: unknown, depth: number): number {
  if (depth > deepest) return 0;
  const inner = isPlain(value) ? Object.entries(value) : [];
  const items = Array.isArray(value) ? value.map((one: unknown) => ['', one] as const) : inner;
  return items.reduce(
    (sum, [name, one]) =>
      sum +
      (/^spawn_?rate$/i.test(name) && numberIn(one) !== undefined ? 1 : countRates(one, depth + 1)),
    0,
  );
}

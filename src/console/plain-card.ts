import type { Card } from '../core/card.ts';
import { withoutMarkup } from '../core/markup.ts';

/** A card as plain lines for a terminal; controls are left out. */
export function plainCard({ say, title, lines = [], fields = [], footer }: Card): string {
  return [
    ...(title === undefined ? [] : [title, '='.repeat(title.length)]),
    ...(say === undefined ? [] : [say]),
    ...lines,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    ...(footer === undefined ? [] : [`-- ${footer}`]),
  ]
    .map(withoutMarkup)
    .join('\n');
}

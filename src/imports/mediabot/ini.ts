import type { Plain } from '../json.ts';

/** One line of a file in which sections, values and commands stand. */
export type Line =
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'value'; readonly key: string; readonly value: string }
  | { readonly kind: 'command'; readonly words: readonly string[]; readonly line: number }
  | { readonly kind: 'other'; readonly line: number };

const commands = new Set(['floodset', 'cmdcooldown', 'antifloodset', 'chanset', 'chanunset']);

/** Reads a mediabot.conf, and lists of its channel commands as operators keep them. Comments begin with `#` or `;`. */
export function linesIn(text: string): readonly Line[] {
  return text.split(/\r\n|\n|\r/).flatMap((raw, at) => lineIn(raw.trim(), at + 1));
}

function lineIn(raw: string, line: number): readonly Line[] {
  if (raw === '') return [];
  const words = raw.split(/\s+/);
  const command = (words[0] ?? '').replace(/^[.!]/, '').toLowerCase();
  if (commands.has(command))
    return [{ kind: 'command', words: [command, ...words.slice(1)], line }];
  if (/^[#;]/.test(raw)) return [];
  const section = /^\[\s*([^\]]{1,100})\s*\]$/.exec(raw)?.[1];
  if (section !== undefined) return [{ kind: 'section', name: section }];
  const cut = raw.indexOf('=');
  if (cut < 1) return [{ kind: 'other', line }];
  return [{ kind: 'value', key: raw.slice(0, cut).trim(), value: raw.slice(cut + 1).trim() }];
}

/** The values by section; of a key that is there twice the last counts, as it does there. */
export function sectionsIn(lines: readonly Line[]): Plain {
  const sections = new Map<string, Map<string, string>>();
  let values = new Map<string, string>();
  for (const line of lines) {
    if (line.kind === 'section') {
      values = sections.get(line.name.toLowerCase()) ?? new Map<string, string>();
      sections.set(line.name.toLowerCase(), values);
    }
    if (line.kind === 'value') {
      if (sections.size === 0) sections.set('main', values);
      values.set(line.key, line.value);
    }
  }
  return Object.fromEntries(
    [...sections].map(([name, inner]) => [name, Object.fromEntries(inner)] as const),
  );
}

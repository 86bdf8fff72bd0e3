/** Something that Ctrl+K can do. */
export interface PaletteEntry {
  readonly id: string;
  readonly group:
    'Pages' | 'Guard' | 'Connections' | 'Settings' | 'Speak as' | 'Scenarios' | 'Actions';
  readonly label: string;
  /** Said smaller beside the label; searched too. */
  readonly hint?: string;
  readonly run: () => void;
}

/** The entries that hold what is sought, best first: whole words before letters in order. */
export function foundEntries(
  entries: readonly PaletteEntry[],
  sought: string,
): readonly PaletteEntry[] {
  const wanted = sought.trim().toLowerCase();
  if (wanted === '') return entries;
  return entries
    .map((entry, at) => ({ entry, at, rank: rankOf(entry, wanted) }))
    .filter((one) => one.rank < hopeless)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map((one) => one.entry);
}

const hopeless = 4;

function rankOf({ label, hint = '', group }: PaletteEntry, wanted: string): number {
  const name = label.toLowerCase();
  const all = `${name} ${hint} ${group}`.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
  if (wanted.split(/\s+/).every((word) => all.includes(word))) return 2;
  return lettersInOrder(name, wanted) ? 3 : hopeless;
}

function lettersInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

import {
  type Actor,
  type CommandInfo,
  type LocalRules,
  type MenuMark,
  type Ports,
  mayUse,
  membersOf,
} from '../../sdk/index.ts';
import type { LimitsHere } from './limits.ts';

/** What help shows of one command. */
export interface Entry {
  /** Its own name, by which its texts are found. */
  readonly name: string;
  /** What it is called here. */
  readonly called: string;
  readonly mark: MenuMark;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly usage: string;
  readonly example: string;
  readonly args: readonly string[];
  /** Of a command that the place made for itself: what it is for. */
  readonly about?: string;
}

/** The page that is open. */
export type Page =
  | { readonly kind: 'cover' }
  | { readonly kind: 'category'; readonly category: string; readonly number: number }
  | { readonly kind: 'command'; readonly entry: Entry; readonly family: readonly Entry[] }
  /** Commands of two words that have the first one in common. */
  | { readonly kind: 'family'; readonly first: string; readonly entries: readonly Entry[] }
  | { readonly kind: 'limits'; readonly here: LimitsHere };

export interface Book {
  readonly entries: readonly Entry[];
  readonly page: Page;
}

export const commandsPerPage = 5;

/** The commands that this person may use here, by name. */
export function visibleTo(
  actor: Actor,
  community: Parameters<Ports['permissions']['authorise']>[1]['community'],
  {
    catalogue,
    permissions,
    local,
  }: Pick<Ports, 'catalogue' | 'permissions'> & { readonly local: LocalRules },
): readonly CommandInfo[] {
  const asking = community === undefined ? { actor } : { actor, community };
  return catalogue
    .all()
    .filter((command) => !command.hidden && mayUse(command, asking, { local, permissions }).ok)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

export const categoriesOf = ({ entries }: Book): readonly string[] =>
  [...new Set(entries.map((entry) => entry.category))].sort((a, b) => a.localeCompare(b, 'en'));

export const entriesIn = ({ entries }: Book, category: string): readonly Entry[] =>
  entries.filter((entry) => entry.category === category);

export const pagesIn = (book: Book, category: string): number =>
  Math.max(1, Math.ceil(entriesIn(book, category).length / commandsPerPage));

/** What was asked about: a command, or the first word of several; nothing where neither may be used here. */
export function pageOf(
  typed: string,
  /** The command's own name, where that is one of the program's. */
  found: string | undefined,
  entries: readonly Entry[],
): Page | undefined {
  const entry = entries.find((one) =>
    found === undefined ? one.about !== undefined && one.called === typed : one.name === found,
  );
  const names = membersOf(
    typed,
    entries.map(({ called }) => called),
  );
  const family = entries.filter(({ called }) => names.includes(called));
  if (entry) return { kind: 'command', entry, family: family.filter((one) => one !== entry) };
  return family.length > 0 ? { kind: 'family', first: typed, entries: family } : undefined;
}

/** Turns the page: a category was chosen, or one of the buttons pressed. */
export function turn(book: Book, control: string, value: string | undefined): Book {
  const { page } = book;
  if (control === 'category' && value !== undefined) {
    return { ...book, page: { kind: 'category', category: value, number: 0 } };
  }
  if (page.kind !== 'category' || control === 'back') return { ...book, page: { kind: 'cover' } };
  const last = pagesIn(book, page.category) - 1;
  const number = page.number + (control === 'next' ? 1 : -1);
  return { ...book, page: { ...page, number: Math.min(last, Math.max(0, number)) } };
}

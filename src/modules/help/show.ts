import type { Action, Answer, Say, Stage } from '../../sdk/index.ts';
import {
  type Book,
  type Entry,
  type Page,
  categoriesOf,
  commandsPerPage,
  entriesIn,
  pagesIn,
} from './book.ts';
import { limitsGuide } from './limits.ts';

/** Shows the open page: with a menu where there are controls, in few words where there are none. */
export function showBook(book: Book, say: Say, stage: Stage): Answer {
  const { page } = book;
  switch (page.kind) {
    case 'cover':
      return stage.controls ? cover(book, say, stage) : shortCover(book, say, stage);
    case 'category':
      return categoryPage(book, page, say, stage);
    case 'command':
      return commandPage(page, say, stage);
    case 'family':
      return familyPage(page, say, stage);
    case 'limits':
      return limitsGuide(page.here, say);
  }
}

function cover(book: Book, say: Say, { prefix }: Stage): Answer {
  return {
    tone: 'menu',
    title: say('help.title'),
    lines: [say('help.intro', { prefix }), say('help.limits.hint', { prefix })],
    fields: categoriesOf(book).map((category) => ({
      name: say(`category.${category}`),
      value: say('help.count', { count: entriesIn(book, category).length }),
      inline: true,
    })),
    actions: [[menu(book, say)]],
  };
}

const shortCover = (book: Book, say: Say, { prefix }: Stage): Answer => ({
  title: say('help.title'),
  lines: categoriesOf(book).map(
    (category) =>
      `**${say(`category.${category}`)}**: ${entriesIn(book, category)
        .map((entry) => entry.called)
        .join(', ')}`,
  ),
  footer: say('help.more', { prefix }),
});

function categoryPage(
  book: Book,
  { category, number }: Extract<Page, { kind: 'category' }>,
  say: Say,
  { prefix, controls, slash }: Stage,
): Answer {
  const from = number * commandsPerPage;
  const pages = pagesIn(book, category);
  const shown = entriesIn(book, category).slice(from, from + commandsPerPage);
  const page = say('help.page', { number: number + 1, pages });
  return {
    tone: 'menu',
    title: say(`category.${category}`),
    lines: shown.map((entry) => lineOf(entry, say, { prefix, slash })),
    footer: slash ? `${page} · ${legend(shown, say)}` : page,
    ...(controls && { actions: [[menu(book, say, category)], buttons(number, pages, say)] }),
  };
}

const lineOf = (
  entry: Entry,
  say: Say,
  { prefix, slash }: Pick<Stage, 'prefix' | 'slash'>,
): string => `${markBefore(entry, slash)}\`${prefix}${entry.called}\` ${aboutOf(entry, say)}`;

/** Its own text; what people here wrote stands for itself. */
const aboutOf = ({ name, about }: Entry, say: Say): string =>
  about === undefined ? say(`${name}.about`) : say('help.own', { about });

/** How a command can be given, where there is more than one way. */
const marks = { both: '⚡', typed: '🔸', left: '🔹' } as const;

const markBefore = ({ mark }: Entry, slash: boolean): string => (slash ? `${marks[mark]} ` : '');

/** Only of the marks that stand there. */
const legend = (shown: readonly Entry[], say: Say): string =>
  (['both', 'typed', 'left'] as const)
    .filter((mark) => shown.some((entry) => entry.mark === mark))
    .map((mark) => `${marks[mark]} ${say(`help.mark.${mark}`)}`)
    .join(' · ');

const menu = (book: Book, say: Say, chosen?: string): Action => ({
  kind: 'select',
  id: 'category',
  placeholder: say('help.choose'),
  options: categoriesOf(book)
    .slice(0, 25)
    .map((category) => ({
      value: category,
      label: say(`category.${category}`),
      description: say('help.count', { count: entriesIn(book, category).length }),
      chosen: category === chosen,
    })),
});

const buttons = (number: number, pages: number, say: Say): readonly Action[] => [
  { kind: 'button', id: 'previous', label: say('help.previous'), disabled: number === 0 },
  { kind: 'button', id: 'next', label: say('help.next'), disabled: number >= pages - 1 },
  { kind: 'button', id: 'back', label: say('help.back') },
];

const namesOf = (entries: readonly Entry[]): string =>
  entries.map(({ called }) => `\`${called}\``).join(', ');

const familyPage = (
  { first, entries }: Extract<Page, { kind: 'family' }>,
  say: Say,
  { prefix, controls, slash }: Stage,
): Answer => ({
  tone: 'info',
  title: `${prefix}${first}`,
  lines: controls
    ? entries.map((entry) => lineOf(entry, say, { prefix, slash }))
    : [namesOf(entries)],
  footer: say('help.family', { prefix, example: entries[0]?.called ?? first }),
});

const commandPage = (
  { entry, family }: Extract<Page, { kind: 'command' }>,
  say: Say,
  { prefix, slash }: Stage,
): Answer => ({
  tone: 'info',
  title: `${markBefore(entry, slash)}${prefix}${entry.called}`,
  lines: [
    aboutOf(entry, say),
    say('help.usage', { usage: prefix + entry.usage, example: prefix + entry.example }),
    ...entry.args.map((argument) => `**${argument}**: ${say(`${entry.name}.arg.${argument}`)}`),
    ...(slash ? [say(`help.ways.${entry.mark}`, { prefix, command: entry.called })] : []),
    ...(entry.aliases.length > 0 ? [say('help.aliases', { names: entry.aliases.join(', ') })] : []),
    ...(family.length > 0 ? [say('help.others', { names: namesOf(family) })] : []),
  ],
});

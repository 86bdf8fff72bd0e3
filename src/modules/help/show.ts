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
      return commandPage(page.entry, say, stage);
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
        .map((entry) => entry.name)
        .join(', ')}`,
  ),
  footer: say('help.more', { prefix }),
});

function categoryPage(
  book: Book,
  { category, number }: Extract<Page, { kind: 'category' }>,
  say: Say,
  { prefix, controls }: Stage,
): Answer {
  const from = number * commandsPerPage;
  const pages = pagesIn(book, category);
  return {
    tone: 'menu',
    title: say(`category.${category}`),
    lines: entriesIn(book, category)
      .slice(from, from + commandsPerPage)
      .map((entry) => `\`${prefix}${entry.name}\` ${say(`${entry.name}.about`)}`),
    footer: say('help.page', { number: number + 1, pages }),
    ...(controls && { actions: [[menu(book, say, category)], buttons(number, pages, say)] }),
  };
}

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

const commandPage = (entry: Entry, say: Say, { prefix }: Stage): Answer => ({
  tone: 'info',
  title: `${prefix}${entry.name}`,
  lines: [
    say(`${entry.name}.about`),
    say('help.usage', { usage: prefix + entry.usage, example: prefix + entry.example }),
    ...entry.args.map((argument) => `**${argument}**: ${say(`${entry.name}.arg.${argument}`)}`),
    ...(entry.aliases.length > 0 ? [say('help.aliases', { names: entry.aliases.join(', ') })] : []),
  ],
});

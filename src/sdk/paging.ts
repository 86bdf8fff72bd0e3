import { type Result, ok } from '../base/result.ts';
import type { Action, Card } from '../core/card.ts';
import type { Answer, Pressed, Stage } from '../core/commands/command.ts';
import type { Say } from '../core/texts/texts.ts';

/** A list that is shown a page at a time, and which page. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly perPage: number;
  /** From 1. */
  readonly page: number;
}

/** Where one is in a list. */
export interface PageAt {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** How many there are in all. */
  readonly count: number;
}

/** A list in pages, for `run` to return. `page` counts from 1; what is out of range is the nearest there is. */
export const pages = <Item>(items: readonly Item[], perPage: number, page = 1): Paged<Item> =>
  turned({ items, perPage: Math.max(1, Math.floor(perPage)), page }, page);

const countOf = ({ items, perPage }: Paged<unknown>): number =>
  Math.max(1, Math.ceil(items.length / perPage));

const turned = <Item>(paged: Paged<Item>, page: number): Paged<Item> => ({
  ...paged,
  page: Math.min(countOf(paged), Math.max(1, Math.floor(page) || 1)),
});

/**
 * `show` of a command whose `run` returns `pages(…)`: where there are buttons, one page with ◀ and ▶ that `turnPage`
 * follows; elsewhere everything from that page on, which IRC cuts by itself and goes on with at `more`.
 */
export const showPages =
  <Item>(render: (items: readonly Item[], say: Say, at: PageAt) => Card) =>
  (paged: Paged<Item>, say: Say, stage: Stage): Answer => {
    const { items, perPage, page } = paged;
    const from = (page - 1) * perPage;
    const at = { page, pages: countOf(paged), count: items.length };
    const shown = items.slice(from, stage.controls ? from + perPage : undefined);
    const card = render(shown, say, at);
    if (!stage.controls || at.pages === 1) return card;
    const turn = (id: string, label: string, disabled: boolean): Action => ({
      ...{ kind: 'button', id, label, disabled },
    });
    const row = [
      turn('page-back', '◀', page === 1),
      turn('page-at', `${page}/${at.pages}`, true),
      turn('page-next', '▶', page === at.pages),
    ];
    return { ...card, actions: [...(card.actions ?? []), row] };
  };

/** `press` of such a command. */
export const turnPage = <Item>({ control }: Pressed, paged: Paged<Item>): Result<Paged<Item>> => {
  const by = control === 'page-next' ? 1 : control === 'page-back' ? -1 : 0;
  return ok(turned(paged, paged.page + by));
};

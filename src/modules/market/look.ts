import {
  type Action,
  type Answer,
  type Held,
  type IndexStanding,
  type Offer,
  type Pressed,
  type Result,
  type Say,
  type Stage,
  defineCommand,
  integer,
  ok,
  optional,
  refuse,
  rest,
  word,
} from '../../sdk/index.ts';
import { category, id, onTerms } from './common.ts';
import { offerCard, offerLine } from './offer-card.ts';

const perPage = 5;

/** A list of offers that is leafed through; `open` is the one that is looked at. */
interface Catalogue {
  readonly offers: readonly Offer[];
  readonly held: readonly Held[];
  readonly indexes: readonly IndexStanding[];
  readonly page: number;
  readonly open?: string;
}

const pagesOf = ({ offers }: Catalogue): number => Math.max(1, Math.ceil(offers.length / perPage));
const onPage = ({ offers, page }: Catalogue): readonly Offer[] =>
  offers.slice((page - 1) * perPage, page * perPage);

function show(list: Catalogue, say: Say, stage: Stage): Answer {
  const { offers, held, indexes, page, open } = list;
  const opened = offers.find((one) => one.id === open);
  if (opened) {
    const card = offerCard(opened, held, say, stage);
    return stage.controls ? { ...card, actions: [[button('back', say)]] } : card;
  }
  const { prefix, controls } = stage;
  return {
    tone: 'menu',
    title: say('market list.title', { count: offers.length }),
    lines: [
      ...indexes.flatMap(({ name, url, problem }) =>
        problem
          ? [
              say('market list.problem', {
                index: name ?? url,
                why: say(problem.key, problem.facts),
              }),
            ]
          : [],
      ),
      ...(offers.length === 0 ? [say('market list.none')] : []),
      ...onPage(list).map((offer) => offerLine(offer, held, say)),
    ],
    footer: say('market list.page', { page, pages: pagesOf(list), prefix }),
    ...(controls && offers.length > 0 && { actions: controlsOf(list, say) }),
  };
}

const controlsOf = (list: Catalogue, say: Say): readonly (readonly Action[])[] => [
  [
    {
      kind: 'select',
      id: 'open',
      placeholder: say('market list.choose'),
      options: onPage(list).map((one) => ({
        value: one.id,
        label: `${one.title} ${one.version}`,
        description: one.description.slice(0, 100),
      })),
    },
  ],
  [button('previous', say, list.page <= 1), button('next', say, list.page >= pagesOf(list))],
];

const button = (name: string, say: Say, disabled = false): Action => ({
  ...{ kind: 'button', id: name, label: say(`market list.${name}`), disabled },
});

function press({ control, values: [value] }: Pressed, list: Catalogue): Result<Catalogue> {
  const { offers, held, indexes, page } = list;
  const closed = { offers, held, indexes, page };
  if (control === 'open' && value !== undefined) return ok({ ...closed, open: value });
  const step = control === 'next' ? 1 : control === 'previous' ? -1 : 0;
  return ok({ ...closed, page: Math.min(pagesOf(list), Math.max(1, list.page + step)) });
}

const all = 'all';

export const browse = defineCommand({
  name: 'market browse',
  category,
  args: {
    page: optional(integer({ min: 1, max: 1000 })),
    category: optional(word({ example: 'fun', maxLength: 40 })),
  },
  needs: ['market'],
  run: (call) =>
    onTerms<Catalogue>(call, async () => {
      const found = await call.market.look();
      if (!found.ok) return found;
      const wanted = (call.args.category ?? all).toLowerCase();
      const offers = found.value.offers.filter(
        (one) => wanted === all || one.category.toLowerCase() === wanted,
      );
      const list = { ...found.value, offers, page: call.args.page ?? 1 };
      return ok({ ...list, page: Math.min(list.page, pagesOf(list)) });
    }),
  show,
  press: (pressed, data) => press(pressed, data),
});

export const search = defineCommand({
  name: 'market search',
  category,
  args: { words: rest({ example: 'quotes' }) },
  needs: ['market'],
  run: (call) =>
    onTerms<Catalogue>(call, async () => {
      const found = await call.market.look();
      if (!found.ok) return found;
      const words = call.args.words.toLowerCase();
      const offers = found.value.offers.filter(({ id: name, title, description, details = '' }) =>
        [name, title, description, details].join('\n').toLowerCase().includes(words),
      );
      return ok({ ...found.value, offers, page: 1 });
    }),
  show,
  press: (pressed, data) => press(pressed, data),
});

export const info = defineCommand({
  name: 'market info',
  category,
  args: { id },
  needs: ['market'],
  run: (call) =>
    onTerms(call, async () => {
      const found = await call.market.look();
      if (!found.ok) return found;
      const offer = found.value.offers.find((one) => one.id === call.args.id.toLowerCase());
      if (!offer) return refuse('market.unknown', { id: call.args.id });
      return ok({ offer, held: found.value.held });
    }),
  show: ({ offer, held }, say, stage) => offerCard(offer, held, say, stage),
});

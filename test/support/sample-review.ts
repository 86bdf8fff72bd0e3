import type { Clock } from '../../src/base/clock.ts';
import { communityId } from '../../src/base/ids.ts';
import { ok, refuse } from '../../src/base/result.ts';
import type {
  ReviewAct,
  ReviewChange,
  ReviewItem,
  ReviewState,
} from '../../src/core/cases/review.ts';
import type { DashboardPorts } from '../../src/dashboard/ports.ts';
import { coreTexts } from '../../src/core/core-texts.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import { moderation } from '../../src/modules/moderation/index.ts';

const community = communityId('discord:1');
const place = {
  ...{ connection: 'discord', platform: 'discord', space: 'discord:1', channel: 'discord/2' },
  name: '#general',
};

const say = (() => {
  const book = textBook();
  book.add(coreTexts);
  if (moderation.texts) book.add(moderation.texts);
  return book.in('en');
})();

const line = (atMs: number, name: string, text: string) => ({
  ...{ atMs, name, text, actor: `discord:${name}` },
});

/** Three things wait: what a model found, what a rule found, and what a person reported. */
function itemsAt(nowMs: number): ReviewItem[] {
  const state: ReviewState = 'open';
  const common = {
    ...{ community, place, state, round: 0, repeats: 1, atMs: nowMs, message: '9' },
    untilMs: nowMs + 7 * 86_400_000,
  } as const;
  return [
    {
      ...{ ...common, id: 3, actor: { id: 'discord:7', name: 'eve', native: '7' } },
      ...{ text: 'you are such an idiot, go away', saidAtMs: nowMs - 60_000 },
      suggested: { kind: 'mute', forMs: 600_000, deletes: true },
      context: [
        line(nowMs - 120_000, 'bob', 'I think it is broken'),
        line(nowMs - 90_000, 'eve', 'read the docs'),
        line(nowMs - 30_000, 'bob', 'that was not nice'),
      ].map((one) => (one.name === 'eve' ? { ...one, actor: 'discord:7' } : one)),
      claims: [
        {
          ...{ source: { kind: 'ai', name: 'llama' }, rule: 'No insults', times: 1, atMs: nowMs },
          ...{ quote: 'such an idiot', confidence: 0.83, cost: 0.00012 },
        },
      ],
    },
    {
      ...{ ...common, id: 2, actor: { id: 'discord:8', name: 'mallory', native: '8' }, repeats: 3 },
      ...{ text: 'buy my coins', saidAtMs: nowMs - 200_000, suggested: { kind: 'warn' } },
      context: [],
      claims: [
        {
          ...{ source: { kind: 'rule', name: '4' }, rule: '4 trade', times: 3, atMs: nowMs },
          ...{ quote: 'coins', because: 'No trade here' },
        },
      ],
    },
    {
      ...{ ...common, id: 1, actor: { id: 'discord:6', name: 'trent', native: '6' } },
      ...{ text: '', saidAtMs: nowMs - 400_000, suggested: { kind: 'warn' }, context: [] },
      claims: [
        {
          ...{ source: { kind: 'report', name: 'discord:5' }, times: 1, atMs: nowMs },
          reporter: { id: 'discord:5', name: 'ann', reason: 'follows me everywhere' },
        },
      ],
    },
  ];
}

/** What waits in one community, in memory; `changed` plays another moderator who decides. */
export function sampleReview(
  clock: Clock,
): DashboardPorts['review'] & { decidedElsewhere(id: number): void } {
  const undecided = itemsAt(clock.now());
  const items = [...undecided];
  const listeners = new Set<(change: ReviewChange) => void>();
  const at = (id: number) => items.findIndex((item) => item.id === id);
  const put = (id: number, state: ReviewState, by?: string, act: ReviewAct = { kind: 'warn' }) => {
    const decision = by && {
      decision: { by, byName: by, atMs: clock.now(), act, why: '', cases: [] },
    };
    items[at(id)] = { ...undecided[at(id)]!, state, ...decision };
    for (const listener of listeners) listener({ community, id, state });
    return items[at(id)]!;
  };
  const unknown = (number: number) => refuse('review.unknown', { number });
  return {
    ...{ say, places: () => [], decidedElsewhere: (id) => void put(id, 'dismissed', 'mod') },
    desk: {
      communities: () =>
        Promise.resolve([
          {
            ...{ id: community, name: 'Castle' },
            open: items.filter(({ state }) => state === 'open').length,
          },
        ]),
      list: (asked, { states = ['open'] } = {}) =>
        Promise.resolve(
          asked === community ? items.filter(({ state }) => states.includes(state)) : [],
        ),
      decide({ community: asked, id }, { verdict, by, act }) {
        const found = asked === community ? items[at(id)] : undefined;
        if (!found) return Promise.resolve(unknown(id));
        if (found.state !== 'open') {
          const facts = { number: id, by: found.decision?.byName ?? '', state: found.state };
          return Promise.resolve(refuse('review.late', facts));
        }
        const states = { approve: 'approved', change: 'changed', dismiss: 'dismissed' } as const;
        return Promise.resolve(ok(put(id, states[verdict], by.name, act ?? found.suggested)));
      },
      undo: ({ id }) => Promise.resolve(at(id) < 0 ? unknown(id) : ok(put(id, 'open'))),
      follow(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}

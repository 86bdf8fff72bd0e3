import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { memoryLedger, memoryMark } from '../../../test/support/privacy.ts';
import { manualClock } from '../../base/clock.ts';
import {
  actorId,
  channelId,
  communityId,
  connectionId,
  messageId,
  spaceId,
} from '../../base/ids.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { ok, refuse } from '../../base/result.ts';
import type { Acts, Effect } from '../../core/cases/acts.ts';
import type { ReviewRequest } from '../../core/cases/review.ts';
import { privacyStore } from '../../core/privacy/privacy-store.ts';
import { privacy } from '../../core/privacy/privacy.ts';
import { caseStore, casesPart, hindsight } from '../cases/index.ts';
import { LiveReview } from './desk.ts';
import { type NewItem, type ReviewStore, reviewStore } from './store.ts';
import { reviewPart } from './tables.ts';

const castle = communityId('discord:1');
const tower = communityId('discord:2');
const eve = actorId('discord:7');
const ann = actorId('discord:5');

const request = (more: Partial<ReviewRequest> = {}, id = '9'): ReviewRequest => ({
  community: castle,
  source: { kind: 'rule', name: '3' },
  message: {
    place: {
      ...{ connection: connectionId('discord'), platform: 'discord', name: '#general' },
      ...{ channel: channelId('discord/2'), space: spaceId('discord:1') },
    },
    ...{ actor: { id: eve, name: 'eve', native: '7' }, text: 'buy coins', atMs: 500 },
    id: messageId(id),
  },
  ...{ rule: '3 trade', quote: 'coins', suggested: { kind: 'warn' } },
  ...more,
});

const item = (more: Partial<NewItem> = {}): NewItem => ({
  ...{ request: request(), key: 'm9', context: [], atMs: 1000, untilMs: 10_000, most: 3 },
  ...more,
});

const report = (reporter = ann): Partial<ReviewRequest> => ({
  source: { kind: 'report', name: reporter },
  suggested: { kind: 'mute', forMs: 60_000 },
  reporter: { id: reporter, name: 'ann', native: '5', reason: 'he sells things' },
});

const mod = { by: 'discord:2', name: 'mod', atMs: 2000 };

describe.each(everyDatabase)('what waits for moderators, on $kind', (kind) => {
  const onStore = (body: (store: ReviewStore) => Promise<void>) =>
    withDatabase(kind, [reviewPart], (database) => body(reviewStore(database)));

  test('comes back as it was, numbered per community, with what stands around it', () =>
    onStore(async (store) => {
      const context = [{ atMs: 400, actor: ann, name: 'ann', text: 'hello' }];
      const asked = request({ confidence: 0.83, cost: 0.00012, because: 'No trade' });
      expect(await store.add(item({ request: asked, context }))).toEqual({ id: 1, made: true });
      expect(await store.add(item({ request: request({ community: tower }) }))).toMatchObject({
        id: 1,
      });
      expect(await store.find({ community: castle, id: 1 })).toMatchObject({
        ...{ state: 'open', text: 'buy coins', saidAtMs: 500, repeats: 1, message: '9', context },
        ...{ actor: { id: eve, name: 'eve', native: '7' }, suggested: { kind: 'warn' } },
        claims: [{ confidence: 0.83, cost: 0.00012, because: 'No trade', times: 1 }],
      });
      expect((await store.list(tower)).map(({ id }) => id)).toEqual([1]);
      expect(await store.find({ community: tower, id: 2 })).toBeUndefined();
    }));

  test('waits once a message: repeats are counted, each source apart, and the stronger act is suggested', () =>
    onStore(async (store) => {
      await store.add(item());
      await store.add(item());
      await store.add(item({ request: request(report()) }));
      await store.add(item({ request: request(report()) }));
      const [found, ...others] = await store.list(castle);
      expect(others).toEqual([]);
      expect(found).toMatchObject({
        ...{ repeats: 4, suggested: { kind: 'mute', forMs: 60_000 } },
        claims: [
          { source: { kind: 'rule', name: '3' }, times: 2 },
          { source: { kind: 'report', name: ann }, times: 2, reporter: { name: 'ann' } },
        ],
      });
      expect(await store.reportedBy(castle, ann)).toBe(1);
    }));

  test('is bounded: a report makes room, what a rule finds does not', () =>
    onStore(async (store) => {
      for (const key of ['a', 'b', 'c']) await store.add(item({ key }));
      expect(await store.add(item({ key: 'd' }))).toEqual({ made: false });
      const reported = item({ key: 'e', request: request(report()) });
      expect(await store.add(reported)).toEqual({ id: 4, made: true, displaced: 1 });
      expect((await store.list(castle)).map(({ id }) => id)).toEqual([4, 3, 2]);
    }));

  test('is taken by one of many reviewers who decide at once', () =>
    onStore(async (store) => {
      await store.add(item());
      const key = { community: castle, id: 1 };
      const taken = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          store.take(key, { ...mod, by: `discord:${at}` }, { kind: 'warn' }),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    }));

  test('is let go when its time is over, opened again, and removed when it is old, with all that belongs to it', () =>
    onStore(async (store) => {
      const key = { community: castle, id: 1 };
      const context = [{ atMs: 400, actor: ann, name: 'ann', text: 'hello' }];
      await store.add(item({ context }));
      expect(await store.expire(9_999)).toEqual([]);
      await store.take(key, mod, { kind: 'warn' });
      await store.finish(key, { state: 'approved', why: 'yes', cases: [4, 5] });
      expect(await store.find(key)).toMatchObject({
        ...{ state: 'approved', decision: { byName: 'mod', cases: [4, 5], why: 'yes' } },
      });
      expect(await store.expire(20_000)).toEqual([]);
      expect(await store.reopen(key, 30_000)).toBe(true);
      expect(await store.find(key)).toMatchObject({ state: 'open', round: 1, untilMs: 30_000 });
      expect(await store.expire(30_000)).toEqual([key]);
      expect(await store.forget(1001)).toBe(1);
      expect(await store.find(key)).toBeUndefined();
      await store.add(item({ key: 'again' }));
      expect((await store.find({ community: castle, id: 2 }))?.claims).toHaveLength(1);
    }));

  test('goes with the person whom it is about; who reported or spoke nearby goes out of the others', () =>
    withDatabase(kind, [reviewPart], async (database) => {
      const store = reviewStore(database);
      const other = { ...request().message, actor: { id: ann, name: 'ann', native: '5' } };
      await store.add(item({ request: request(report()) }));
      await store.add(
        item({
          ...{ key: 'other', request: request({ message: other }) },
          context: [{ atMs: 400, actor: eve, name: 'eve', text: 'a secret of eve' }],
        }),
      );
      const tool = privacy({
        ...{ store: privacyStore(database, [reviewPart]), clock: manualClock() },
        ...{ random: seededRandom(1), ledger: memoryLedger(), mark: memoryMark() },
      });
      await tool.erase(eve, { by: 'console:local', via: 'console' });
      const left = await store.list(castle);
      expect(left.map(({ actor }) => actor.id)).toEqual([ann]);
      expect(JSON.stringify(left)).not.toContain('secret');
    }));

  test('what a rule found and was dismissed counts as wrong, and is known as such', () =>
    withDatabase(kind, [casesPart, reviewPart], async (database) => {
      const { desk } = deskOn(database);
      await desk.add(request());
      await desk.add(request({}, '10'));
      const by = { id: 'discord:2', name: 'mod' };
      await desk.decide({ community: castle, id: 1 }, { verdict: 'dismiss', by, via: 'test' });
      await desk.decide({ community: castle, id: 2 }, { verdict: 'approve', by, via: 'test' });
      expect(await desk.quality(castle, new Map())).toEqual(new Map([[3, { right: 1, wrong: 1 }]]));
      expect(await desk.quality(castle, new Map([[3, 9e15]]))).toEqual(new Map());
      const wrong = await desk.misjudged(castle, 0);
      expect(wrong({ id: '9', actor: 'x', atMs: 0 })).toBe(true);
      expect(wrong({ id: '10', actor: 'x', atMs: 0 })).toBe(false);
    }));

  test('what was decided when the program died waits again, unless its case was written', () =>
    withDatabase(kind, [casesPart, reviewPart], async (database) => {
      const store = reviewStore(database);
      const { desk, clock } = deskOn(database);
      await desk.add(request());
      await desk.add(request({}, '10'));
      const died = { ...mod, atMs: clock.now() };
      for (const id of [1, 2]) await store.take({ community: castle, id }, died, { kind: 'warn' });
      await caseStore(database).open({
        ...{ community: castle, kind: 'warn', state: 'open', target: eve, by: 'discord:2' },
        ...{ via: 'chat', reason: '', atMs: 1, count: 1, marks: [], evidence: [], names: [] },
        place: {
          ...{ connection: 'discord', platform: 'discord', space: 'discord:1' },
          ...{ channel: 'discord/2', name: 'Castle' },
        },
        ...{ evidenceUntilMs: 0, source: { name: 'review', id: '2.0.act' } },
      });
      await clock.advance(180_000);
      await expect
        .poll(async () => (await store.find({ community: castle, id: 1 }))?.state)
        .toBe('open');
      await expect
        .poll(async () => (await store.find({ community: castle, id: 2 }))?.decision?.cases)
        .toEqual([1]);
    }));

  test('what cannot be done waits on, and who decided hears why', () =>
    withDatabase(kind, [casesPart, reviewPart], async (database) => {
      const { desk } = deskOn(database, {
        effect: () => Promise.resolve(refuse('act.cannot.owner')),
      });
      await desk.add(request());
      const by = { id: 'discord:2', name: 'mod' };
      const key = { community: castle, id: 1 };
      expect(await desk.decide(key, { verdict: 'approve', by, via: 'test' })).toMatchObject({
        error: { key: 'act.cannot.owner' },
      });
      expect(await desk.find(key)).toMatchObject({ value: { state: 'open' } });
    }));
});

/** A desk whose acts are all done, unless it is said otherwise. */
function deskOn(database: Parameters<typeof reviewStore>[0], more: Partial<Acts> = {}) {
  const clock = manualClock();
  const effect: Effect = {
    ...{ kind: 'warn', name: 'eve', place: 'Castle', count: 1, others: [], tooOld: 0 },
    ...{ marks: [], touches: [] },
  };
  const desk = new LiveReview({
    samePerson: (one, other) => Promise.resolve(one === other),
    ...{ store: reviewStore(database), hindsight: hindsight(database), clock, log: memoryLog() },
    life: lifetime('review'),
    acts: {
      effect: () => Promise.resolve(ok(effect)),
      act: () => Promise.resolve(ok({ dry: true, effect })),
      reverse: (key) => Promise.resolve(refuse('case.unknown', { number: key.number })),
      ...more,
    },
    rules: () => ({ lastsMs: 7 * 86_400_000, muteMs: 60_000 }),
    context: () => [],
  });
  return { desk, clock };
}

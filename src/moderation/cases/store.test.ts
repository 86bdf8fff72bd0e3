import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { memoryLedger, memoryMark } from '../../../test/support/privacy.ts';
import { manualClock } from '../../base/clock.ts';
import { actorId, communityId } from '../../base/ids.ts';
import { seededRandom } from '../../base/random.ts';
import type { Case } from '../../core/cases/case.ts';
import { privacyStore } from '../../core/privacy/privacy-store.ts';
import { privacy } from '../../core/privacy/privacy.ts';
import type { NewCase } from './new-case.ts';
import { type CaseStore, caseStore } from './store.ts';
import { caseStatistics } from './statistics.ts';
import { casesPart } from './tables.ts';

const castle = communityId('irc:libera:#castle');
const tower = communityId('discord:42');
const bob = actorId('irc:libera:account:bob');
const eve = actorId('irc:libera:account:eve');
const ann = actorId('irc:libera:account:ann');

const place = {
  ...{ connection: 'libera', platform: 'irc', space: castle, channel: 'libera/#castle' },
  name: '#castle',
};

const aCase = (more: Partial<NewCase> = {}): NewCase => ({
  ...{ community: castle, kind: 'warn', state: 'open', target: bob, by: ann, via: 'chat' },
  ...{ reason: 'spam', atMs: 1000, place, count: 1, marks: [], evidence: [] },
  evidenceUntilMs: 10_000,
  names: [
    { actor: bob, name: 'Bob' },
    { actor: ann, name: 'Ann' },
  ],
  ...more,
});

describe.each(everyDatabase)('the case store on $kind', (kind) => {
  const onStore = (body: (store: CaseStore) => Promise<void>) =>
    withDatabase(kind, [casesPart], (database) => body(caseStore(database)));
  const made = async (store: CaseStore, more: Partial<NewCase> = {}): Promise<Case> =>
    (await store.open(aCase(more))).made;

  test('numbers cases in each community from one, also when many come at once', () =>
    onStore(async (store) => {
      const numbers = await Promise.all(
        Array.from({ length: 20 }, async () => (await made(store)).number),
      );
      expect([...numbers].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, before) => before + 1),
      );
      expect((await made(store, { community: tower })).number).toBe(1);
    }));

  test('tells all that belongs to a case', () =>
    onStore(async (store) => {
      const evidence = [
        { atMs: 900, channel: '#castle', author: bob, text: 'buy!', message: 'm1' },
      ];
      const first = await made(store, { kind: 'ban', untilMs: 9000, rule: '3', evidence });
      const second = await made(store, { links: [{ kind: 'belongs-to', number: first.number }] });
      await store.addNote(first, { by: ann, atMs: 1500, text: 'he was warned' });
      await store.addNote(first, { by: ann, atMs: 1600, text: 'twice' });

      expect(await store.whole(first)).toEqual({
        ...{ community: castle, number: 1, kind: 'ban', state: 'open', target: bob },
        ...{ targetName: 'Bob', by: ann, byName: 'Ann', via: 'chat', reason: 'spam', rule: '3' },
        ...{ atMs: 1000, untilMs: 9000, place, count: 1, evidence },
        notes: [
          { by: ann, byName: 'Ann', atMs: 1500, text: 'he was warned' },
          { by: ann, byName: 'Ann', atMs: 1600, text: 'twice' },
        ],
        links: [{ kind: 'belongs-to', number: second.number, direction: 'to' }],
        names: [{ name: 'Bob', firstAtMs: 1000, lastAtMs: 1000 }],
      });
      expect(
        await store.addNote({ community: castle, number: 99 }, { by: ann, atMs: 1, text: 'x' }),
      ).toBe(false);
    }));

  test('tells the history newest first, ten of it, narrowed as asked', () =>
    onStore(async (store) => {
      for (let at = 1; at <= 12; at += 1)
        await made(store, {
          atMs: at,
          target: at % 3 === 0 ? eve : bob,
          reason: `spam ${at} 100%`,
        });
      await made(store, { kind: 'ban', target: eve, by: bob, reason: 'Raid leader' });
      const numbers = async (filter: Parameters<CaseStore['history']>[1]) =>
        (await store.history(castle, filter)).map(({ number }) => number);

      expect(await numbers({})).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
      expect(await numbers({ target: eve })).toEqual([13, 12, 9, 6, 3]);
      expect(await numbers({ target: eve, beforeNumber: 9, limit: 1 })).toEqual([6]);
      expect(await numbers({ kinds: ['ban'] })).toEqual([13]);
      expect(await numbers({ by: bob })).toEqual([13]);
      expect(await numbers({ text: 'LEADER raid' })).toEqual([13]);
      expect(await numbers({ text: '7 100%' })).toEqual([7]);
      expect(await numbers({ text: '_' })).toEqual([]);
      expect(await numbers({ sinceMs: 12, kinds: ['warn'] })).toEqual([12]);
    }));

  test('counts with the case: what failed or was overturned counts for nothing, what ran out does', () =>
    onStore(async (store) => {
      const ending = { by: ann, atMs: 2000 };
      const [first, second, third] = [await made(store), await made(store), await made(store)];
      const pending = await made(store, { kind: 'ban', state: 'pending' });
      expect(await store.counts(castle, bob)).toEqual({ warn: 3, ban: 1 });
      await store.end(first, { ...ending, how: 'overturned' });
      await store.end(second, { ...ending, how: 'expired' });
      await store.fail(pending, 'no right');
      expect(await store.counts(castle, bob)).toEqual({ warn: 2 });
      // Nothing is counted twice.
      expect(await store.end(first, { ...ending, how: 'overturned' })).toBe(false);
      expect(await store.fail(pending, 'again')).toBe(false);
      expect(await store.settle(third, { atMs: 1 })).toBe(false);
      expect(await store.counts(castle, bob)).toEqual({ warn: 2 });
      expect(await store.find(pending)).toMatchObject({ state: 'failed', problem: 'no right' });
    }));

  test('of one kind only the newest is in force at a place', () =>
    onStore(async (store) => {
      const ban = { kind: 'ban', state: 'pending', marks: ['b *!*@host'] } as const;
      const first = await made(store, ban);
      await store.settle(first, { atMs: 1 });
      const elsewhere = await made(store, {
        ...ban,
        place: { ...place, connection: 'oftc' },
      });
      await store.settle(elsewhere, { atMs: 1 });
      const second = await made(store, ban);
      expect(await store.find(first)).toMatchObject({ state: 'open' });
      await store.settle(second, { atMs: 2000, marks: ['b $a:bob'], told: true });

      expect(await store.whole(first)).toMatchObject({
        state: 'ended',
        ending: { how: 'replaced', by: ann, byName: 'Ann', atMs: 2000 },
        links: [{ kind: 'replaces', number: 3, direction: 'to' }],
      });
      expect(await store.marks(first)).toEqual([]);
      // What stood for the older one goes with the newer.
      expect(await store.marks(second)).toEqual(['b $a:bob', 'b *!*@host']);
      expect(
        (await store.inForce(castle, { kind: 'ban', target: bob })).map((c) => c.number),
      ).toEqual([2, 3]);
      expect(await store.counts(castle, bob)).toEqual({ ban: 3 });
    }));

  test('knows what is not settled and what ends by itself', () =>
    onStore(async (store) => {
      const first = await made(store, { kind: 'ban', state: 'pending', untilMs: 5000 });
      expect(await store.unsettled(10)).toMatchObject([{ number: first.number }]);
      expect(await store.withEnd()).toEqual([]);
      await store.settle(first, { atMs: 1 });
      expect(await store.unsettled(10)).toEqual([]);
      expect(await store.withEnd()).toMatchObject([{ number: first.number, untilMs: 5000 }]);
      await store.beginEnding(first, { how: 'lifted', by: ann, atMs: 2, why: 'sorry' });
      expect(await store.unsettled(10)).toMatchObject([
        { state: 'ending', ending: { why: 'sorry' } },
      ]);
      await store.resume(first);
      const back = await store.find(first);
      expect(back).toMatchObject({ state: 'open' });
      expect(back).not.toHaveProperty('ending');
    }));

  test('takes a foreign case once, whatever happens meanwhile', () =>
    onStore(async (store) => {
      const foreign = { source: { name: 'mee6', id: '17' }, kind: 'ban', state: 'ended' } as const;
      const first = await store.open(aCase(foreign));
      const again = await store.open(aCase({ ...foreign, reason: 'changed' }));
      const elsewhere = await store.open(aCase({ ...foreign, community: tower }));
      const own = await made(store);

      expect([first.fresh, again.fresh, elsewhere.fresh]).toEqual([true, false, true]);
      expect(again.made).toEqual(first.made);
      expect(own.number).toBe(2);
      expect(await store.counts(castle, bob)).toEqual({ ban: 1, warn: 1 });
    }));

  test('N30: counts by action and day, to the millisecond, on the community’s clock', () =>
    onStore(async (store) => {
      const zone = 'Europe/Paris';
      // On the 28th of March 2027 the clocks of Paris skip an hour: that day has 23.
      const at = (text: string) => Date.parse(text);
      for (const moment of [
        '2027-03-27T22:59:59.999Z',
        '2027-03-27T23:00:00.000Z',
        '2027-03-28T21:59:59.999Z',
        '2027-03-28T22:00:00.000Z',
      ])
        await made(store, { atMs: at(moment) });
      await made(store, { kind: 'kick', atMs: at('2027-03-28T12:00:00Z') });
      const failed = await made(store, {
        kind: 'ban',
        state: 'pending',
        atMs: at('2027-03-28T12:00:00Z'),
      });
      await store.fail(failed, 'no');
      await made(store, { community: tower, atMs: at('2027-03-28T12:00:00Z') });
      const asked = { community: castle, nowMs: at('2027-03-29T08:00:00Z'), zone };

      expect(await caseStatistics(store, asked)).toEqual([
        { day: '2027-03-29', kind: 'warn', count: 1 },
        { day: '2027-03-28', kind: 'warn', count: 2 },
        { day: '2027-03-28', kind: 'kick', count: 1 },
        { day: '2027-03-27', kind: 'warn', count: 1 },
      ]);
      expect(await caseStatistics(store, { ...asked, days: 2 })).toHaveLength(3);
      expect(await caseStatistics(store, { ...asked, zone: 'UTC' })).toEqual([
        { day: '2027-03-28', kind: 'warn', count: 2 },
        { day: '2027-03-28', kind: 'kick', count: 1 },
        { day: '2027-03-27', kind: 'warn', count: 2 },
      ]);
      expect(
        await caseStatistics(store, { ...asked, nowMs: at('2027-04-26T21:59:59Z') }),
      ).toContainEqual({ day: '2027-03-28', kind: 'warn', count: 2 });
      expect(
        await caseStatistics(store, { ...asked, nowMs: at('2027-04-26T22:00:00Z') }),
      ).not.toContainEqual({ day: '2027-03-28', kind: 'warn', count: 2 });
    }));

  test('N30: counts the day that has 25 hours as one', () =>
    onStore(async (store) => {
      // On the 31st of October 2027 the clocks of Paris show two o'clock twice.
      for (const moment of [
        ...['2027-10-30T21:59:59.999Z', '2027-10-30T22:00:00.000Z', '2027-10-31T00:30:00.000Z'],
        ...['2027-10-31T01:30:00.000Z', '2027-10-31T22:59:59.999Z', '2027-10-31T23:00:00.000Z'],
      ])
        await made(store, { atMs: Date.parse(moment) });
      const nowMs = Date.parse('2027-11-01T08:00:00Z');
      const counted = await caseStatistics(store, {
        ...{ community: castle, nowMs, zone: 'Europe/Paris' },
      });
      expect(counted.map(({ day, count }) => [day, count])).toEqual([
        ['2027-11-01', 1],
        ['2027-10-31', 4],
        ['2027-10-30', 1],
      ]);
    }));

  test('N33: tells nobody of another community’s cases', () =>
    onStore(async (store) => {
      await made(store, {
        community: tower,
        kind: 'ban',
        evidence: [{ atMs: 1, channel: 'c', author: bob, text: 'x' }],
      });

      expect(await store.find({ community: castle, number: 1 })).toBeUndefined();
      expect(await store.whole({ community: castle, number: 1 })).toBeUndefined();
      expect(await store.history(castle)).toEqual([]);
      expect(await store.counts(castle, bob)).toEqual({});
      expect(await store.people(castle, 'bob', 10)).toEqual([]);
      expect(await store.inForce(castle, { kind: 'ban' })).toEqual([]);
      expect(await store.setReason({ community: castle, number: 1 }, 'x')).toBe(false);
    }));

  test('finds people by any name that they went by, and says which cases count', () =>
    onStore(async (store) => {
      await made(store, { names: [{ actor: bob, name: 'Bobby' }] });
      await made(store, { atMs: 2000, names: [{ actor: bob, name: 'Robert' }] });

      const found = await store.people(castle, 'BOBB', 10);
      expect(found).toEqual([{ actor: bob, name: 'Robert', lastAtMs: 2000, counts: { warn: 2 } }]);
      expect(await store.people(castle, bob, 10)).toEqual(found);
      expect(await store.people(castle, 'eve', 10)).toEqual([]);
    }));

  test('counts what staff did lately, without what failed', () =>
    onStore(async (store) => {
      await made(store, { kind: 'ban', atMs: 1000 });
      await made(store, { kind: 'ban', atMs: 2000 });
      const failed = await made(store, { kind: 'ban', atMs: 2000, state: 'pending' });
      await store.fail(failed, 'no');
      const doneBy = (sinceMs: number) => store.doneBy(castle, ann, { kinds: ['ban'], sinceMs });

      expect([await doneBy(999), await doneBy(1000), await doneBy(2000)]).toEqual([2, 1, 0]);
    }));

  test('keeps evidence for its time only', () =>
    onStore(async (store) => {
      const evidence = [{ atMs: 1, channel: 'c', author: bob, text: 'x' }];
      const first = await made(store, { evidence, evidenceUntilMs: 5000 });
      expect(await store.forgetEvidence(4999)).toBe(0);
      expect(await store.forgetEvidence(5000)).toBe(1);
      expect((await store.whole(first))?.evidence).toEqual([]);
    }));

  test('forgets a person: what was done stays under a pseudonym, what he said and was called goes', () =>
    withDatabase(kind, [casesPart], async (database) => {
      const store = caseStore(database);
      const port = privacy({
        store: privacyStore(database, [casesPart]),
        ...{ ledger: memoryLedger(), mark: memoryMark() },
        clock: manualClock(7),
        random: seededRandom(1),
      });
      const evidence = [{ atMs: 1, channel: 'c', author: bob, text: 'mine' }];
      await made(store, { evidence });
      await made(store, { target: eve, by: bob });
      expect((await port.report(bob)).tables.map(({ table }) => table)).toEqual(
        expect.arrayContaining(['cases', 'case_counters', 'case_evidence', 'case_names']),
      );
      await port.erase(bob, { by: 'console:local', via: 'console' });

      expect((await port.report(bob)).tables).toEqual([]);
      const left = await store.history(castle);
      expect(left).toHaveLength(2);
      expect(JSON.stringify([left, await store.whole(left[1]!)])).not.toMatch(/bob|mine/i);
      expect(left[0]?.target).toBe(eve);
      expect(left[0]?.by).toMatch(/^erased:/);
    }));
});

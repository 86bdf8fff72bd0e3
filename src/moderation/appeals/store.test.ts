import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { memoryLedger, memoryMark } from '../../../test/support/privacy.ts';
import { type ManualClock, manualClock } from '../../base/clock.ts';
import { actorId, communityId } from '../../base/ids.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom, systemRandom } from '../../base/random.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Decider } from '../../core/appeals/desk.ts';
import type { Case, CaseKey, CaseKind } from '../../core/cases/case.ts';
import { samePersonBy } from '../../core/people/same-person.ts';
import { peopleStore } from '../../core/people/store.ts';
import { peoplePart } from '../../core/people/tables.ts';
import { privacyStore } from '../../core/privacy/privacy-store.ts';
import { privacy } from '../../core/privacy/privacy.ts';
import type { Database } from '../../storage/index.ts';
import { casesPart } from '../cases/tables.ts';
import { caseStore, casesOfPerson } from '../cases/index.ts';
import { type AppealNews, type AppealRules, Appeals, appealStore, appealsPart } from './index.ts';
import { linkStore } from './link-store.ts';

const castle = communityId('irc:libera:#castle');
const tower = communityId('discord:42');
const bob = { id: actorId('irc:libera:account:bob'), name: 'Bob' };
const eve = { id: actorId('irc:libera:account:eve'), name: 'Eve' };
const staff = (name: string, more: Partial<Decider> = {}): Decider => ({
  ...{ id: `irc:libera:account:${name}`, name, mayOverride: false, everywhere: false, ...more },
});
const [ann, mod] = [staff('ann'), staff('mod')];
const owner = staff('ann', { mayOverride: true });
const dayMs = 86_400_000;
const said = [{ question: '', answer: 'that was my brother' }];
const usual: AppealRules = { open: true, questions: [], againMs: 30 * dayMs, linkMs: 7 * dayMs };

interface Scene {
  readonly database: Database;
  readonly clock: ManualClock;
  /** A new start of the program on the same database. */
  start(): Appeals;
  ban(community?: typeof castle, kind?: CaseKind): Promise<Case>;
  readonly news: AppealNews[];
  readonly rules: { current: AppealRules };
  /** What the one place that acts answers; it lifts where nothing is set. */
  readonly acts: { answer?: Result<Case>; fails?: Error; lifted: number[] };
}

function sceneOn(database: Database): Scene {
  const clock = manualClock();
  const cases = caseStore(database);
  const news: AppealNews[] = [];
  const rules = { current: usual };
  const acts: Scene['acts'] = { lifted: [] };
  const reverse = async (key: CaseKey): Promise<Result<Case>> => {
    if (acts.fails) throw acts.fails;
    if (acts.answer) return acts.answer;
    acts.lifted.push(key.number);
    const ending = { how: 'overturned', by: 'x', atMs: clock.now() } as const;
    await cases.end(key, ending);
    const found = await cases.find(key);
    return found ? ok(found) : refuse('case.unknown', { number: key.number });
  };
  const start = () =>
    new Appeals({
      ...{ clock, random: systemRandom, log: memoryLog(), cases, acts: { reverse } },
      ...{ store: appealStore(database), links: linkStore(database) },
      ofPerson: casesOfPerson(database),
      samePerson: samePersonBy(peopleStore(database)),
      rules: () => rules.current,
      enforcerOf: () => undefined,
      unbanEverywhere: () => Promise.resolve(ok(undefined)),
      pageUrl: () => 'https://castle.example/appeal',
      happened: (one) => void news.push(one),
    });
  const ban: Scene['ban'] = async (community = castle, kind = 'ban') => {
    const place = {
      ...{ connection: 'libera', platform: 'irc', space: community, channel: 'libera/#castle' },
      name: '#castle',
    };
    const { made } = await cases.open({
      ...{ community, kind, state: 'open', target: bob.id, by: ann.id, via: 'chat' },
      ...{ reason: 'spam', atMs: clock.now(), place, count: 1, marks: [], evidence: [] },
      evidenceUntilMs: 0,
      names: [
        { actor: bob.id, name: 'Bob' },
        { actor: ann.id, name: 'Ann' },
      ],
    });
    return made;
  };
  return { database, clock, start, ban, news, rules, acts };
}

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`Refused: ${result.error.key}`);
  return result.value;
};
const refusal = (result: Result<unknown>): string => (result.ok ? 'not refused' : result.error.key);

describe.each(everyDatabase)('appeals on $kind', (kind) => {
  const inScene = (body: (scene: Scene, desk: Appeals) => Promise<void>) =>
    withDatabase(kind, [casesPart, appealsPart, peoplePart], (database) => {
      const scene = sceneOn(database);
      return body(scene, scene.start());
    });
  const appealed = async (scene: Scene, desk: Appeals) => {
    const about = await scene.ban();
    return {
      about,
      made: value(await desk.submit({ about, who: bob, answers: said, via: 'chat' })),
    };
  };

  test('one at a time a case, also when many come at once; numbers begin at one in each community', () =>
    inScene(async ({ ban }, desk) => {
      const about = await ban();
      const request = { about, who: bob, answers: said, via: 'chat' };
      const all = await Promise.all(Array.from({ length: 5 }, () => desk.submit(request)));
      expect(all.filter(({ ok: made }) => made)).toHaveLength(1);
      expect(all.filter((one) => refusal(one) === 'appeal.waits')).toHaveLength(4);
      const other = await ban(tower);
      expect(value(await desk.submit({ ...request, about: other })).number).toBe(1);
      expect(await desk.waiting()).toEqual(
        expect.arrayContaining([
          { community: castle, count: 1 },
          { community: tower, count: 1 },
        ]),
      );
    }));

  test('is that of the person alone: no other appeals, sees or withdraws it, and cases cannot be told apart by trying', () =>
    inScene(async (scene, desk) => {
      const { about, made } = await appealed(scene, desk);
      const request = { about, who: eve, answers: said, via: 'chat' };
      expect(refusal(await desk.submit(request))).toBe('appeal.no-case');
      expect(refusal(await desk.submit({ ...request, about: { ...about, number: 99 } }))).toBe(
        'appeal.no-case',
      );
      expect(await desk.own(eve)).toEqual([]);
      expect(await desk.appealable(eve)).toEqual([]);
      expect(refusal(await desk.withdraw(made, eve))).toBe('appeal.unknown');
      expect((await desk.own(bob)).map(({ number }) => number)).toEqual([1]);
    }));

  test('N33: of another community is not there: not read, not taken up, not decided', () =>
    inScene(async (scene, desk) => {
      const { made } = await appealed(scene, desk);
      const elsewhere = { community: tower, number: made.number };
      const request = { by: mod, verdict: 'approved', why: '', via: 'chat' } as const;
      expect(refusal(await desk.whole(elsewhere))).toBe('appeal.unknown');
      expect(refusal(await desk.takeUp(elsewhere, mod))).toBe('appeal.unknown');
      expect(refusal(await desk.decide(elsewhere, request))).toBe('appeal.unknown');
      expect(await desk.list(tower)).toEqual([]);
      expect(scene.acts.lifted).toEqual([]);
    }));

  test('goes from waiting to review to granted, and granting lifts what was done', () =>
    inScene(async (scene, desk) => {
      const { about, made } = await appealed(scene, desk);
      value(await desk.takeUp(made, mod));
      expect(refusal(await desk.takeUp(made, ann))).toBe('appeal.taken-up');
      const request = { by: mod, verdict: 'approved', why: 'a mistake', via: 'chat' } as const;
      expect(value(await desk.decide(made, request)).outcome).toBe('decided');
      expect(refusal(await desk.decide(made, { ...request, verdict: 'denied' }))).toBe(
        'appeal.over',
      );
      expect(scene.acts.lifted).toEqual([about.number]);
      expect(value(await desk.whole(made))).toMatchObject({
        ...{ state: 'approved', lifted: true, answers: said },
        steps: [{ what: 'made' }, { what: 'taken-up' }, { what: 'approved', text: 'a mistake' }],
      });
      expect(scene.news.map(({ what }) => what)).toEqual(['made', 'decided']);
      const again = { about, who: bob, answers: said, via: 'chat' };
      expect(refusal(await desk.submit(again))).toBe('appeal.granted');
    }));

  test('is not decided by who punished, unless an owner does, which is written down; nor by who appeals', () =>
    inScene(async (scene, desk) => {
      const { made } = await appealed(scene, desk);
      const request = { by: ann, verdict: 'denied', why: 'no', via: 'chat' } as const;
      expect(value(await desk.decide(made, request)).outcome).toBe('proposed');
      expect(refusal(await desk.decide(made, request))).toBe('appeal.proposed-already');
      expect(value(await desk.whole(made)).state).toBe('pending');
      const himself = { ...request, by: { ...bob, mayOverride: true, everywhere: true } };
      expect(refusal(await desk.decide(made, himself))).toBe('appeal.own');
      expect(value(await desk.decide(made, { ...request, by: owner }))).toMatchObject({
        ...{ outcome: 'decided', overridden: true },
      });
      expect(value(await desk.whole(made)).steps.map(({ what }) => what)).toEqual([
        ...['made', 'proposed', 'denied', 'overridden'],
      ]);
    }));

  test('is not decided by another identity of who punished, nor of who appeals', () =>
    inScene(async (scene, desk) => {
      const { made } = await appealed(scene, desk);
      const [annElsewhere, bobElsewhere] = [staff('ann-at-work'), staff('bob-at-work')];
      const people = peopleStore(scene.database);
      const sideOf = ({ id, name }: { id: string; name: string }) => ({ actor: id, name });
      await people.link([sideOf(ann), sideOf(annElsewhere)], 'p1', scene.clock.now());
      await people.link([sideOf(bob), sideOf(bobElsewhere)], 'p2', scene.clock.now());

      const request = { verdict: 'approved', why: '', via: 'chat' } as const;
      const hers = value(await desk.decide(made, { ...request, by: annElsewhere }));
      const his = await desk.decide(made, { ...request, by: bobElsewhere });

      expect(hers.outcome).toBe('proposed');
      expect(refusal(his)).toBe('appeal.own');
      expect(refusal(await desk.takeUp(made, bobElsewhere))).toBe('appeal.own');
      expect(value(await desk.whole(made)).state).toBe('pending');
      expect(scene.acts.lifted).toEqual([]);
    }));

  test('two who decide at once do not both: what is granted is lifted once, or not at all', () =>
    inScene(async (scene, desk) => {
      const { made } = await appealed(scene, desk);
      const verdicts = ['approved', 'denied', 'approved', 'denied'] as const;
      const all = await Promise.all(
        verdicts.map((verdict) => desk.decide(made, { by: mod, verdict, why: 'x', via: 'chat' })),
      );
      expect(all.filter((one) => one.ok)).toHaveLength(1);
      const { state } = value(await desk.whole(made));
      expect(scene.acts.lifted).toHaveLength(state === 'approved' ? 1 : 0);
    }));

  test('what cannot be lifted goes back to review and is not told as granted', () =>
    inScene(async (scene, desk) => {
      const { made } = await appealed(scene, desk);
      scene.acts.answer = refuse('act.cannot.operator', { place: '#castle', nick: 'x' });
      const request = { by: mod, verdict: 'approved', why: '', via: 'chat' } as const;
      expect(refusal(await desk.decide(made, request))).toBe('act.cannot.operator');
      expect(value(await desk.whole(made))).toMatchObject({
        ...{ state: 'under-review', steps: [{}, { what: 'approved' }, { what: 'stuck' }] },
      });
      expect(scene.news.map(({ what }) => what)).toEqual(['made']);
      delete scene.acts.answer;
      expect(value(await desk.decide(made, request)).outcome).toBe('decided');
    }));

  test('what was granted when the program died is lifted by the next start', () =>
    inScene(async (scene, desk) => {
      const { about, made } = await appealed(scene, desk);
      scene.acts.fails = new Error('killed');
      const request = { by: mod, verdict: 'approved', why: '', via: 'chat' } as const;
      await expect(desk.decide(made, request)).rejects.toThrow('killed');
      delete scene.acts.fails;
      await scene.start().begin();
      expect(scene.acts.lifted).toEqual([about.number]);
      await scene.start().begin();
      expect(scene.acts.lifted).toEqual([about.number]);
    }));

  test('after a "no" there is no new one before its time, also after a restart', () =>
    inScene(async (scene, desk) => {
      const { about, made } = await appealed(scene, desk);
      const request = { about, who: bob, answers: said, via: 'chat' };
      value(await desk.decide(made, { by: mod, verdict: 'denied', why: 'no', via: 'chat' }));
      const later = scene.start();
      expect(refusal(await later.submit(request))).toBe('appeal.too-soon');
      await scene.clock.advance(30 * dayMs + 1);
      expect(value(await later.submit(request)).number).toBe(2);
    }));

  test('is limited in tries by person and by address, and in appeals a day', () =>
    inScene(async (scene, desk) => {
      const about = { community: castle, number: 7 };
      const request = { about, who: eve, answers: said, via: 'chat' };
      const tries = [];
      for (let turn = 0; turn < 8; turn += 1) tries.push(refusal(await desk.submit(request)));
      expect(tries).toEqual([
        ...Array.from({ length: 6 }, () => 'appeal.no-case'),
        ...['appeal.too-often', 'appeal.too-often'],
      ]);
      for (let turn = 0; turn < 6; turn += 1) {
        await scene.clock.advance(3_600_001);
        const made = await desk.submit({ ...request, about: await scene.ban(), who: bob });
        if (turn < 5) value(made);
        else expect(refusal(made)).toBe('appeal.too-often');
      }
    }));

  test('says why when it says nothing or too much, and when a community takes none', () =>
    inScene(async (scene, desk) => {
      const about = await scene.ban();
      const request = { about, who: bob, via: 'chat' };
      const answer = (text: string) => [{ question: '', answer: text }];
      expect(refusal(await desk.submit({ ...request, answers: answer('  ') }))).toBe(
        'appeal.say-why',
      );
      expect(refusal(await desk.submit({ ...request, answers: answer('x'.repeat(4001)) }))).toBe(
        'appeal.too-long',
      );
      scene.rules.current = { ...usual, open: false };
      expect(refusal(await desk.submit({ ...request, answers: said }))).toBe('appeal.closed');
      expect(refusal(await desk.link(about))).toBe('appeal.closed');
    }));

  test('a link opens once and for its time; its code is kept nowhere; the page sees that case alone', () =>
    inScene(async (scene, desk) => {
      const [about, other] = [await scene.ban(), await scene.ban(tower)];
      const link = value(await desk.link(about));
      expect(link.url).toBe(`https://castle.example/appeal#${link.code}`);
      const opened = await Promise.all([desk.open(link.code), desk.open(link.code)]);
      expect(opened.map((one) => one.ok).sort()).toEqual([false, true]);
      const { key } = value(opened.find((one) => one.ok) ?? refuse('none'));
      const rows = JSON.stringify(
        await scene.database.queries
          .$extendTables<{ appeal_links: Record<string, unknown> }>()
          .selectFrom('appeal_links')
          .selectAll()
          .execute(),
      );
      expect(rows).not.toContain(link.code);
      expect(rows).not.toContain(key);
      expect(value(await desk.seen(key))).toMatchObject({ place: '#castle', appeals: [] });
      const made = value(await desk.submitByKey(key, said, '192.0.2.1'));
      expect(made).toMatchObject({ community: castle, who: bob.id, via: 'page' });
      expect(value(await desk.seen(key))).toMatchObject({
        ...{ appeals: [{ number: 1, state: 'pending' }], closed: { key: 'appeal.waits' } },
      });
      // What a code opens is no key, and a key no code.
      const second = value(await desk.link(other));
      expect(refusal(await desk.seen(second.code))).toBe('appeal.link-over');
      expect(refusal(await desk.open(key))).toBe('appeal.link-over');
      await scene.clock.advance(7 * dayMs + 1);
      expect(refusal(await desk.open(second.code))).toBe('appeal.link-over');
      expect(value(await desk.withdrawByKey(key)).state).toBe('withdrawn');
    }));

  test('who waits stands first in the list, longest first', () =>
    inScene(async (scene, desk) => {
      const made = [];
      for (let turn = 0; turn < 3; turn += 1) made.push((await appealed(scene, desk)).made);
      value(await desk.decide(made[0]!, { by: mod, verdict: 'denied', why: 'no', via: 'chat' }));
      expect((await desk.list(castle)).map(({ number }) => number)).toEqual([2, 3, 1]);
      const denied = await desk.list(castle, { states: ['denied'] });
      expect(denied.map(({ number }) => number)).toEqual([1]);
    }));

  test('erasing a person leaves what staff decided, and nothing of what he wrote or was called', () =>
    inScene(async (scene, desk) => {
      const { about, made } = await appealed(scene, desk);
      await desk.link(about);
      const port = privacy({
        store: privacyStore(scene.database, [casesPart, appealsPart]),
        ...{ ledger: memoryLedger(), mark: memoryMark(), clock: scene.clock },
        random: seededRandom(1),
      });
      await port.erase(bob.id, { by: 'x', via: 'test' });
      const whole = value(await desk.whole(made));
      expect(JSON.stringify(whole)).not.toMatch(/bob|brother/i);
      expect(whole.answers).toEqual([]);
      expect(await desk.own(bob)).toEqual([]);
    }));
});

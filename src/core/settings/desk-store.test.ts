import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { memoryLedger, memoryMark } from '../../../test/support/privacy.ts';
import { settingsBench, settingsTables } from '../../../test/support/settings-bench.ts';
import { manualClock } from '../../base/clock.ts';
import { spaceId } from '../../base/ids.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { openDatabase } from '../../storage/index.ts';
import { privacyStore } from '../privacy/privacy-store.ts';
import { privacy } from '../privacy/privacy.ts';
import { integer, list, secret } from './kinds.ts';
import { personalSettings } from './personal.ts';
import { settingsPart } from './tables.ts';

const castle = 'space:irc:libera:#castle';
const ann = { actor: 'irc:libera:account:ann', via: 'chat' };
const bob = { actor: 'irc:libera:account:bob', via: 'chat' };
const start = Date.UTC(2026, 0, 1, 12);

async function open() {
  const clock = manualClock(start);
  const log = memoryLog();
  const parts = await settingsBench({ clock, log, random: seededRandom(3) });
  parts.settings.declare({
    'karma.voters': integer({ default: 5, min: 2, max: 50, text: 'Voters.' }),
    'karma.words': list({ default: [], text: 'Words.' }),
    'karma.key': secret({ text: 'The key of the service.' }),
  });
  parts.settingsDesk.runStaged();
  return { ...parts, desk: parts.settingsDesk, clock, log };
}

describe('history', () => {
  test('tells who changed what, and the way back is a revision too', async () => {
    const { settings, desk } = await open();
    await settings.write('karma.voters', castle, '8', ann);
    await settings.write('karma.voters', castle, '9', bob);
    const back = await desk.rollback(2, ann);

    expect(back).toMatchObject({ ok: true, value: { before: 9, after: 8 } });
    const shown = (await desk.history({ name: 'karma.voters', limit: 9 })).map(
      ({ id, before, after, by, note }) => [id, before, after, by, note],
    );
    expect(shown).toEqual([
      [3, '9', '8', ann.actor, 'rollback 2'],
      [2, '8', '9', bob.actor, ''],
      [1, null, '8', ann.actor, ''],
    ]);
  });

  test('puts everything of some scopes back to a time, and leaves other scopes alone', async () => {
    const { settings, desk, clock } = await open();
    await settings.write('karma.voters', castle, '8', ann);
    await clock.advance(60_000);
    await settings.write('karma.voters', castle, '9', ann);
    await settings.write('karma.words', castle, 'tea,coffee', ann);
    await settings.write('karma.voters', 'instance', '20', ann);
    const at = await desk.revisionAt(start + 30_000);
    expect(await desk.diff({ from: at, scopes: [castle] })).toEqual([
      { name: 'karma.voters', scope: castle, before: '8', after: '9' },
      { name: 'karma.words', scope: castle, before: null, after: 'tea, coffee' },
    ]);

    const back = await desk.rollbackTo(at, [castle], bob);

    expect(back).toMatchObject({ ok: true, value: { left: [] } });
    expect(settings.setAt('karma.voters', castle)).toBe(8);
    expect(settings.setAt('karma.words', castle)).toBeUndefined();
    expect(settings.setAt('karma.voters', 'instance')).toBe(20);
    expect(await desk.diff({ from: at, scopes: [castle] })).toEqual([]);
  });

  test('says what differs from the defaults', async () => {
    const { settings, desk } = await open();
    await settings.write('karma.voters', castle, '8', ann);
    await settings.write('karma.voters', 'instance', '5', ann);

    expect(desk.diffFromDefaults()).toEqual([
      { name: 'karma.voters', scope: castle, before: '5', after: '8' },
    ]);
  });

  test('refuses to write over what somebody else changed meanwhile', async () => {
    const { settings } = await open();
    await settings.write('karma.voters', castle, '8', ann);
    const seen = settings.revisionOf('karma.voters', castle);
    await settings.write('karma.voters', castle, '9', bob);
    const wish = { name: 'karma.voters', scope: castle, typed: '3', expected: seen } as const;

    expect(await settings.apply([wish], ann)).toMatchObject({
      ok: false,
      error: { key: 'settings.stale', facts: { by: bob.actor } },
    });
    expect(settings.setAt('karma.voters', castle)).toBe(9);
  });

  test('changes all that is wished or nothing', async () => {
    const { settings, desk } = await open();
    const some = await settings.apply(
      [
        { name: 'karma.words', scope: castle, typed: 'tea' },
        { name: 'karma.voters', scope: castle, typed: '1000' },
      ],
      ann,
    );

    expect(some).toMatchObject({ ok: false, error: { key: 'settings.bad-value' } });
    expect(await desk.history({ limit: 9 })).toEqual([]);
  });
});

describe('what is stored', () => {
  test('is reported where it fits nothing, and stays', async () => {
    const { settings, desk } = await open();
    const takeBack = settings.declare({ 'old.thing': integer({ default: 1, text: 'Old.' }) });
    await settings.write('old.thing', 'instance', '7', ann);
    takeBack();
    await settings.write('karma.voters', castle, '8', ann);

    expect(desk.validate()).toEqual([
      { scope: 'instance', name: 'old.thing', value: '7', why: 'unknown' },
    ]);
    expect(settings.stored()).toHaveLength(2);
  });
});

describe('a secret', () => {
  const password = 'correct horse battery';

  test('is sealed, and found in no revision, export, audit entry or log line', async () => {
    const { settings, desk, secrets, audit, log, clock } = await open();
    const set = await settings.write('karma.key', 'instance', password, ann);
    await clock.advance(1);

    expect(set).toMatchObject({ ok: true, value: { before: false, after: true } });
    expect(await secrets.read({ scope: 'instance', name: 'karma.key' })).toBe(password);
    const everything = JSON.stringify([
      ...[settings.stored(), await desk.history({ limit: 9 }), desk.diffFromDefaults()],
      ...[desk.exported(), await audit.list({ limit: 9 }), log.lines],
    ]);
    expect(everything).not.toContain('horse');
    expect(desk.exported()).not.toContain('karma.key');
  });

  test('is gone after a reset, and cannot be had back', async () => {
    const { settings, desk, secrets } = await open();
    await settings.write('karma.key', 'instance', password, ann);
    await settings.reset('karma.key', 'instance', ann);

    expect(await secrets.read({ scope: 'instance', name: 'karma.key' })).toBeUndefined();
    expect(await desk.rollback(2, ann)).toMatchObject({
      ok: false,
      error: { key: 'settings.secret-is-gone' },
    });
  });
});

describe('a file of settings', () => {
  const everywhere = { scope: 'instance', mayWrite: () => true } as const;

  test('is the same text for the same settings, and changes nothing when it comes back', async () => {
    const { settings, desk } = await open();
    await settings.write('karma.voters', castle, '8', ann);
    await settings.write('core.prefix', 'instance', '?', ann);
    await settings.write('karma.words', 'instance', 'tea,coffee', ann);
    const file = desk.exported();

    expect(file).toBe(desk.exported());
    expect(file).toContain(
      '    # Voters.\n    # It takes a whole number from 2 to 50. Default: 5\n',
    );
    expect(desk.planImport(file, everywhere)).toEqual({ changes: [], same: 3, problems: [] });
    const other = await open();
    const plan = other.desk.planImport(file, everywhere);
    const done = await other.desk.carryOut(other.desk.propose(plan, ann.actor), ann);
    expect(done).toMatchObject({ ok: true });
    expect(other.desk.exported()).toBe(file);
  });

  test('is shown before it is taken, and one wrong value keeps all of it out', async () => {
    const { desk } = await open();
    const plan = desk.planImport(
      `{karma.voters: 8, karma.words: [tea], nope: 1, karma.key: abc, core.language: de}`,
      everywhere,
    );

    expect(plan.changes).toEqual([
      { name: 'karma.voters', scope: 'instance', typed: '8', before: '5', after: '8' },
      { name: 'karma.words', scope: 'instance', typed: 'tea', before: '', after: 'tea' },
    ]);
    expect(plan.problems.map(({ about, why }) => [about, why.key])).toEqual([
      ['instance nope', 'settings.unknown'],
      ['instance karma.key', 'settings.secret-in-file'],
      ['instance core.language', 'settings.bad-value'],
    ]);
  });

  test.each([
    ['a: [1', 'settings.bad-file'],
    ['just words', 'settings.bad-file'],
    ['settings: 7', 'settings.bad-file'],
    ['settings: {nowhere: {core.prefix: "?"}}', 'settings.bad-scope'],
    ['a: &a [1]\nb: *a', 'settings.bad-file'],
    ['x'.repeat(300_000), 'settings.bad-file'],
  ])('like %j is refused in words', async (text, key) => {
    const { desk } = await open();

    expect(desk.planImport(text, everywhere).problems[0]?.why.key).toBe(key);
  });

  test('is taken only by whom it was shown to, once, and not when something changed since', async () => {
    const { settings, desk, clock } = await open();
    await settings.write('karma.voters', 'instance', '8', bob);
    const plan = desk.planImport('karma.voters: 9', everywhere);
    const code = desk.propose(plan, ann.actor);
    const refused = { ok: false, error: { key: 'settings.no-confirmation' } };

    expect(await desk.carryOut(code, bob)).toMatchObject(refused);
    await settings.write('karma.voters', 'instance', '10', bob);
    expect(await desk.carryOut(code, ann)).toMatchObject({ error: { key: 'settings.stale' } });
    expect(await desk.carryOut(code, ann)).toMatchObject(refused);
    const late = desk.propose(desk.planImport('karma.voters: 9', everywhere), ann.actor);
    await clock.advance(5 * 60_000 + 1);
    expect(await desk.carryOut(late, ann)).toMatchObject(refused);
    expect(settings.setAt('karma.voters', 'instance')).toBe(10);
  });
});

describe('a staged change', () => {
  const hour = 3_600_000;
  const wishes = [{ name: 'karma.voters', scope: castle, typed: '3' }] as const;

  test('is made at its time and taken back at the other', async () => {
    const { settings, desk, clock } = await open();
    await settings.write('karma.voters', castle, '8', ann);
    const times = { applyAtMs: start + hour, revertAtMs: start + 3 * hour };
    await desk.staged.stage({ wishes, ...times }, ann);
    expect(settings.setAt('karma.voters', castle)).toBe(8);

    await clock.advance(hour + 1);
    expect(settings.setAt('karma.voters', castle)).toBe(3);
    expect(await desk.staged.list()).toMatchObject([{ state: 'applied' }]);
    await clock.advance(2 * hour);

    expect(settings.setAt('karma.voters', castle)).toBe(8);
    expect(await desk.staged.list()).toEqual([]);
    const notes = (await desk.history({ limit: 2 })).map(({ by, via, note }) => [by, via, note]);
    expect(notes).toEqual([
      [ann.actor, 'job', expect.stringMatching(/^end of staged \w{5}$/)],
      [ann.actor, 'job', expect.stringMatching(/^staged \w{5}$/)],
    ]);
  });

  test('that was cancelled is never made; one that was made stays', async () => {
    const { settings, desk, clock } = await open();
    const times = { applyAtMs: start + hour, revertAtMs: start + 2 * hour };
    const first = await desk.staged.stage({ wishes, ...times }, ann);
    const id = first.ok ? first.value.id : '';
    expect(await desk.staged.cancel(id)).toMatchObject({ ok: true });
    expect(await desk.staged.cancel(id)).toMatchObject({ error: { key: 'settings.not-staged' } });
    await clock.advance(hour * 1.5);
    expect(settings.setAt('karma.voters', castle)).toBeUndefined();

    const again = { applyAtMs: clock.now() + 1000, revertAtMs: clock.now() + hour };
    const second = await desk.staged.stage({ wishes, ...again }, ann);
    await clock.advance(5000);
    await desk.staged.cancel(second.ok ? second.value.id : '');
    await clock.advance(2 * hour);
    expect(settings.setAt('karma.voters', castle)).toBe(3);
  });

  test('leaves alone what somebody has changed in between', async () => {
    const { settings, desk, clock } = await open();
    const times = { applyAtMs: start + hour, revertAtMs: start + 2 * hour };
    const staged = await desk.staged.stage({ wishes, ...times }, ann);
    await clock.advance(hour + 1);
    await settings.write('karma.voters', castle, '30', bob);
    await clock.advance(hour);

    expect(settings.setAt('karma.voters', castle)).toBe(30);
    const found = await desk.staged.find(staged.ok ? staged.value.id : '');
    expect(found).toMatchObject({ state: 'over', problem: 'settings.touched' });
  });

  test.each([
    [{ applyAtMs: start - 1 }, 'settings.stage-time'],
    [{ applyAtMs: start + 400 * 24 * hour }, 'settings.stage-time'],
    [{ applyAtMs: start + hour, revertAtMs: start + hour }, 'settings.stage-order'],
  ])('is refused with times like %j', async (times, key) => {
    const { desk } = await open();

    expect(await desk.staged.stage({ wishes, ...times }, ann)).toMatchObject({ error: { key } });
  });

  test('is refused when its value does not fit', async () => {
    const { desk } = await open();
    const [wish] = wishes;
    const staged = { wishes: [{ ...wish, typed: '1' }], applyAtMs: start + hour };

    expect(await desk.staged.stage(staged, ann)).toMatchObject({
      error: { key: 'settings.bad-value' },
    });
  });
});

test('every change is in the audit, with who, where, before and after', async () => {
  const { settings, audit } = await open();
  await settings.write('karma.voters', castle, '8', { ...ann, community: 'irc:libera:#castle' });

  expect(await audit.list({ limit: 9 })).toMatchObject([
    {
      ...{ actor: ann.actor, via: 'chat', action: 'setting set', outcome: 'done', after: '8' },
      ...{ object: `karma.voters in ${castle}`, community: 'irc:libera:#castle' },
    },
  ]);
});

test('two processes on one PostgreSQL obey each other within two seconds', () =>
  withDatabase(everyDatabase[1]!, settingsTables, async (database, url) => {
    const clock = manualClock(start);
    const log = memoryLog();
    const two = await openDatabase(url);
    const here = await settingsBench({ clock, log, random: seededRandom(1), database });
    const there = await settingsBench({ clock, log, random: seededRandom(2), database: two });
    const heard: unknown[] = [];
    there.settings.follow(({ name, before, after }) => heard.push([name, before, after]));
    await here.settings.write('core.prefix', castle, '?', ann);
    expect(there.settings.read('core.prefix', {})).toBe('!');

    await clock.advance(1000);
    await expect.poll(() => heard).toEqual([['core.prefix', '!', '?']]);
    // Numbers that the other has taken in between are no hindrance.
    await there.settings.write('core.prefix', castle, '~', bob);
    await here.settings.write('core.language', castle, 'fr', ann);
    expect(here.settings.setAt('core.prefix', castle)).toBe('~');
    expect(await here.audit.verify()).toMatchObject({ state: 'whole', entries: 3 });
    await here.life.end();
    await there.life.end();
    await two.close();
  }));

test('two processes on one PostgreSQL tell each other of changes, also after a connection broke', () =>
  withDatabase(everyDatabase[1]!, settingsTables, async (database, url) => {
    const clock = manualClock(start);
    const log = memoryLog();
    const two = await openDatabase(url);
    const here = await settingsBench({ clock, log, random: seededRandom(1), database });
    const there = await settingsBench({
      ...{ clock, log, random: seededRandom(2), database: two, url },
    });
    const listeners = () =>
      sql<{ pid: number }>`select pid from pg_stat_activity
        where query = 'listen "castellan_settings"' and datname = current_database()`.execute(
        database.queries,
      );
    const prefix = () => there.settings.setAt('core.prefix', castle);
    try {
      await expect.poll(async () => (await listeners()).rows).toHaveLength(1);
      await here.settings.write('core.prefix', castle, '?', ann);
      // The clock stands still: nothing is looked for by itself.
      await expect.poll(prefix).toBe('?');

      const [first] = (await listeners()).rows;
      await sql`select pg_terminate_backend(${first?.pid ?? 0})`.execute(database.queries);
      await expect.poll(async () => (await listeners()).rows).toHaveLength(0);
      await here.settings.write('core.prefix', castle, '~', ann);
      await expect
        .poll(async () => {
          await clock.advance(1000);
          return (await listeners()).rows;
        })
        .toHaveLength(1);
      await expect.poll(prefix).toBe('~');
      await here.settings.write('core.prefix', castle, '+', ann);
      await expect.poll(prefix).toBe('+');
    } finally {
      await here.life.end();
      await there.life.end();
      await two.close();
    }
  }));

test('a space that is forgotten leaves no value in memory and no change that waits', async () => {
  const { settings, desk, database, clock } = await open();
  const space = spaceId('irc:libera:#castle');
  const parts = [settingsPart];
  const port = privacy({
    ...{ store: privacyStore(database, parts), clock, random: seededRandom(1) },
    ...{ ledger: memoryLedger(), mark: memoryMark() },
  });
  port.add(personalSettings(settings, desk.staged));
  await settings.write('karma.voters', castle, '8', ann);
  await settings.write('karma.voters', 'instance', '20', ann);
  const wishes = [{ name: 'karma.voters', scope: castle, typed: '3' }] as const;
  await desk.staged.stage({ wishes, applyAtMs: start + 1000 }, ann);
  await port.forget(space);
  await clock.advance(5000);

  expect(settings.read('karma.voters', { space })).toBe(20);
  expect(await desk.history({ scopes: [castle], limit: 5 })).toEqual([]);
});

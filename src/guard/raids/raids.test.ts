import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../base/random.ts';
import { doorLevels } from '../../core/door.ts';
import { defaultRaidLimits, mostJoins, raidFields } from './raid-limits.ts';
import { raidState, regularState } from './raid-state.ts';
import { type Join, Raids, type RaidVerdict } from './raids.ts';
import { ageWeight, originOf, ownWeight, shapeOf } from './weigh.ts';

const space = 'discord:1';
const day = 86_400_000;
const minute = 60_000;

const names = ['ann', 'bert', 'carol', 'dora', 'emil', 'fritz', 'gerd', 'hanna', 'ines', 'jakob'];
/** Someone ordinary: an old account, a name of his own. */
const stranger = (number: number, more: Partial<Join> = {}): Join => ({
  ...{ space, actor: `discord:${1000 + number}`, quiet: false, accountAgeMs: 400 * day },
  name: `${names[number % 10] ?? ''}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(number / 10) % 26] ?? ''}`,
  ...more,
});

const raids = () => new Raids({ random: seededRandom(3) });

/** Lets so many come in, one each `everyMs`; what was said of each. */
function wave(
  judge: Raids,
  count: number,
  { everyMs = 100, from = 0, startMs = 0, limits = defaultRaidLimits, ...more }: Wave = {},
): readonly RaidVerdict[] {
  return Array.from({ length: count }, (_, at) =>
    judge.judge(stranger(from + at, more), limits, startMs + at * everyMs),
  );
}

interface Wave extends Partial<Join> {
  readonly everyMs?: number;
  readonly from?: number;
  readonly startMs?: number;
  readonly limits?: typeof defaultRaidLimits;
}

const level = (verdict: RaidVerdict | undefined) =>
  verdict === undefined || verdict.kind === 'calm' ? 'calm' : verdict.level;

describe('weights (CO6)', () => {
  test.each([
    [day - 1, 3],
    [day, 2],
    [7 * day - 1, 2],
    [7 * day, 1],
    [30 * day - 1, 1],
    [30 * day, 0],
    [undefined, 0],
  ])('an account that is %s ms old weighs %s', (ageMs, weight) => {
    expect(ageWeight(ageMs)).toBe(weight);
  });

  test('what is unknown weighs nothing, what speaks against someone 1 each', () => {
    expect(ownWeight({})).toBe(1);
    expect(ownWeight({ hasAvatar: true, hasAccount: true, accountAgeMs: 40 * day })).toBe(1);
    expect(ownWeight({ hasAvatar: false, hasAccount: false, accountAgeMs: 0 })).toBe(6);
  });

  test.each([
    ['irc:net:host:a@2001:db8:1:2:3::9', '2001:db8:1:2::/64'],
    ['irc:net:host:b@user/ann/x-abcdef', 'user/ann/*'],
    ['irc:net:host:b@example.org', 'example.org'],
    ['irc:net:host:nick!*@*', undefined],
    ['irc:net:account:ann', undefined],
    ['discord:123', undefined],
  ])('%s comes from %s', (actor, origin) => {
    expect(originOf(actor)).toBe(origin);
  });

  test.each([
    ['raider12', 'raider'],
    ['Raider_7', 'raider'],
    ['x1', undefined],
  ])('%s is of the shape %s', (name, shape) => {
    expect(shapeOf(name)).toBe(shape);
  });
});

describe('a wave', () => {
  test('is one at the tenth newcomer within sixty seconds, not at the ninth', () => {
    const said = wave(raids(), 10);

    expect(said.slice(0, 9).map(level)).toEqual(Array(9).fill('calm'));
    expect(said[9]).toMatchObject({ kind: 'rises', level: 'watch', tell: true });
    expect(said[9]).toMatchObject({ sums: { joins: 10, weight: 10, spanMs: 900 } });
  });

  test('is none when the tenth comes as the first leaves the window', () => {
    const at = (spanMs: number) => {
      const judge = raids();
      wave(judge, 9, { everyMs: 1 });
      return level(judge.judge(stranger(9), defaultRaidLimits, spanMs));
    };

    expect(at(59_999)).toBe('watch');
    expect(at(60_000)).toBe('calm');
  });

  test.each([3, 50])('is one at the threshold of %s, at no fewer (BO28)', (joins) => {
    const limits = { ...defaultRaidLimits, joins };
    const said = wave(raids(), joins, { limits, everyMs: 1 });

    expect(said.filter(({ kind }) => kind === 'rises')[0]).toBe(said[joins - 1]);
    expect(level(said[joins - 2])).toBe('calm');
  });

  test.each([30_000, 300_000])('is counted over a window of %s ms', (windowMs) => {
    const limits = { ...defaultRaidLimits, windowMs };
    const slow = wave(raids(), 10, { limits, everyMs: Math.ceil(windowMs / 9) });
    const quick = wave(raids(), 10, { limits, everyMs: Math.floor((windowMs - 9) / 9) });

    expect([level(slow.at(-1)), level(quick.at(-1))]).toEqual(['calm', 'watch']);
  });

  test.each([
    [19, 'watch'],
    [20, 'slow'],
    [21, 'slow'],
    [39, 'slow'],
    [40, 'lockdown'],
  ])('of plain people has at the weight %s the level %s', (count, reached) => {
    expect(level(wave(raids(), count, { everyMs: 1 }).at(-1))).toBe(reached);
  });

  test('of accounts under a day is a lockdown at its tenth, of such under thirty days slow', () => {
    expect(level(wave(raids(), 10, { accountAgeMs: 1000 }).at(-1))).toBe('lockdown');
    expect(level(wave(raids(), 10, { accountAgeMs: 20 * day }).at(-1))).toBe('slow');
    expect(level(wave(raids(), 9, { accountAgeMs: 1000 }).at(-1))).toBe('calm');
  });

  test('weighs more when its people come from one network or are called alike', () => {
    const judge = raids();
    for (let at = 0; at < 10; at += 1) {
      const actor = `irc:net:host:u${at}@2001:db8:0:7::${at}`;
      judge.judge(stranger(at, { actor, name: `raider${at}` }), defaultRaidLimits, at);
    }

    expect(judge.status(space, defaultRaidLimits, 10)).toMatchObject({ joins: 10, weight: 26 });
  });

  test('goes no higher than it is told to', () => {
    const limits = { ...defaultRaidLimits, highest: 'slow' as const };

    expect(level(wave(raids(), 60, { limits, accountAgeMs: 0 }).at(-1))).toBe('slow');
  });

  test('in one space is none in another', () => {
    const judge = raids();
    wave(judge, 10);

    expect(level(judge.judge(stranger(1, { space: 'discord:2' }), defaultRaidLimits, 1000))).toBe(
      'calm',
    );
  });
});

describe('a level', () => {
  test('is kept by half of its threshold and ends by itself after the last wave', () => {
    const judge = raids();
    wave(judge, 20, { everyMs: 1 });
    const held = wave(judge, 5, { from: 30, startMs: 9 * minute });
    const status = (nowMs: number) => judge.status(space, defaultRaidLimits, nowMs).level;

    expect(held.map(level)).toEqual(['calm', 'calm', 'calm', 'calm', 'slow']);
    expect(status(18 * minute)).toBe('slow');
    expect(status(19 * minute + 400)).toBeUndefined();
  });

  test('does not flutter: one who comes now and then neither keeps nor lifts it', () => {
    const judge = raids();
    wave(judge, 10, { everyMs: 1 });
    const said = wave(judge, 8, { from: 20, everyMs: minute, startMs: 2 * minute });

    expect(new Set(said.map(level))).toEqual(new Set(['calm']));
    expect(judge.status(space, defaultRaidLimits, 9 * minute).level).toBe('watch');
  });

  test('is told of once in five minutes, a higher one at once', () => {
    const judge = raids();
    const rises = (said: readonly RaidVerdict[]) =>
      said.flatMap((one) => (one.kind === 'rises' ? [`${one.level} ${String(one.tell)}`] : []));

    expect(rises(wave(judge, 20, { everyMs: 1 }))).toEqual(['watch true', 'slow true']);
    judge.forget(space);
    expect(rises(wave(judge, 10, { from: 30, startMs: 299_000, everyMs: 1 }))).toEqual([
      'watch false',
    ]);
    expect(
      rises(wave(judge, 60, { from: 50, startMs: 299_100, everyMs: 1, accountAgeMs: 0 })),
    ).toContain('lockdown true');
    judge.forget(space);
    const last = 299_100 + 5 * minute + 100;
    expect(rises(wave(judge, 10, { from: 120, startMs: last, everyMs: 1 }))).toEqual([
      'watch true',
    ]);
  });

  test('that is lifted begins again only with a new wave', () => {
    const judge = raids();
    wave(judge, 15, { everyMs: 1 });
    judge.forget(space);
    const said = wave(judge, 10, { from: 30, startMs: 100, everyMs: 1 });

    expect(said.slice(0, 9).map(level)).toEqual(Array(9).fill('calm'));
    expect(level(said[9])).toBe('watch');
  });
});

describe('people who were here before', () => {
  test('weigh nothing: 500 who are lost in a split and come back are nobody', () => {
    const judge = raids();
    for (let at = 0; at < 500; at += 1) judge.left(space, `irc:net:host:u${at}@h${at}`, at);
    const back = Array.from({ length: 500 }, (_, at) =>
      judge.judge(stranger(at, { actor: `irc:net:host:u${at}@h${at}` }), defaultRaidLimits, 1000),
    );

    expect(new Set(back.map(level))).toEqual(new Set(['calm']));
    expect(judge.status(space, defaultRaidLimits, 1000).joins).toBe(0);
  });

  test('a crowd that comes quietly is not counted, and belongs from then on', () => {
    const judge = raids();
    wave(judge, 500, { quiet: true });
    expect(judge.status(space, defaultRaidLimits, minute).joins).toBe(0);
    wave(judge, 500, { startMs: minute });
    expect(judge.status(space, defaultRaidLimits, 2 * minute).joins).toBe(0);
  });

  test('are newcomers again once they are forgotten, and nobody else is', () => {
    const judge = raids();
    const [one, other] = [stranger(1), stranger(2)];
    for (const { actor } of [one, other]) judge.left(space, actor, 0);

    expect(judge.forgetPerson(one.actor, ['discord:2', space])).toBe(1);
    expect(judge.forgetPerson(one.actor, [space])).toBe(0);
    for (const who of [one, other]) judge.judge(who, defaultRaidLimits, 1000);
    expect(judge.status(space, defaultRaidLimits, 1000).joins).toBe(1);
  });

  test('who comes and goes all the time counts once a window, and after an hour not at all', () => {
    const judge = raids();
    const joins = (nowMs: number) => judge.status(space, defaultRaidLimits, nowMs).joins;
    for (let turn = 0; turn < 50; turn += 1) {
      expect(level(judge.judge(stranger(1), defaultRaidLimits, turn * 1000))).toBe('calm');
      judge.left(space, stranger(1).actor, turn * 1000 + 500);
    }
    expect(joins(50_000)).toBe(1);
    judge.judge(stranger(1), defaultRaidLimits, minute);
    expect(joins(minute)).toBe(1);
    judge.judge(stranger(1), defaultRaidLimits, 61 * minute);
    expect(joins(61 * minute)).toBe(0);
  });
});

describe('memory', () => {
  test('is bounded: a hundred thousand newcomers in a thousand and more spaces', () => {
    const judge = new Raids({
      random: seededRandom(1),
      capacities: { spaces: 50, regulars: 1000 },
    });
    for (let at = 0; at < 100_000; at += 1)
      judge.judge(stranger(at, { space: `discord:${at % 2000}` }), defaultRaidLimits, at);

    expect(judge.sizes()).toMatchObject([
      { table: 'raid-spaces', size: 50 },
      { table: 'raid-regulars', size: 1000 },
    ]);
    expect(judge.sweep(200_000_000)).toBeGreaterThanOrEqual(50);
  });

  test('of a space is bounded: of 500 the last 256 are known, which is more than any threshold', () => {
    const judge = raids();
    wave(judge, 500, { everyMs: 1 });
    const { joins, weight } = judge.status(space, defaultRaidLimits, 500);

    expect(joins).toBe(mostJoins);
    expect(weight).toBeGreaterThanOrEqual(raidFields.lockdownWeight.max);
  });

  test('outlives a restart: level, window, and who is known', () => {
    const first = raids();
    first.left(space, 'discord:1001', 0);
    wave(first, 9, { from: 100, everyMs: 1, startMs: 1000 });
    const times = { nowMs: 2000, wallMs: 1_000_000 };
    const state = raidState.parse(JSON.parse(JSON.stringify(first.save(times))));
    const known = regularState.parse(JSON.parse(JSON.stringify(first.saveRegulars(times))));
    const saved = { state, regulars: known, times: { nowMs: 50, wallMs: 1_010_000 } };
    const second = new Raids({ random: seededRandom(9), saved });

    expect(level(second.judge(stranger(1), defaultRaidLimits, 60))).toBe('calm');
    expect(level(second.judge(stranger(200), defaultRaidLimits, 60))).toBe('watch');
    expect(
      level(
        new Raids({
          random: seededRandom(9),
          saved: { ...saved, times: { nowMs: 0, wallMs: 2e6 } },
        }).judge(stranger(200), defaultRaidLimits, 60),
      ),
    ).toBe('calm');
  });

  test('a wall clock that was set back meanwhile lengthens nothing', () => {
    const first = raids();
    wave(first, 20, { everyMs: 1 });
    const state = first.save({ nowMs: 100, wallMs: 1_000_000 });
    const second = new Raids({
      random: seededRandom(9),
      saved: { state, times: { nowMs: 0, wallMs: 1000 } },
    });

    expect(second.status(space, defaultRaidLimits, 9 * minute).level).toBe('slow');
    expect(second.status(space, defaultRaidLimits, 10 * minute).level).toBeUndefined();
  });
});

describe('laws', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 120 });

  test('a level is never reached with fewer newcomers inside the window than its threshold', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 3, max: 50 }), (between, joins) => {
        const judge = raids();
        const limits = { ...defaultRaidLimits, joins };
        const times: number[] = [];
        let nowMs = 0;
        between.forEach((gap, at) => {
          nowMs += gap;
          times.push(nowMs);
          const said = judge.judge(stranger(at, { accountAgeMs: 0 }), limits, nowMs);
          const inside = times.filter((one) => nowMs - one < limits.windowMs).length;
          if (said.kind === 'rises') expect(inside).toBeGreaterThanOrEqual(joins);
          if (inside >= joins) expect(level(said)).not.toBe('calm');
          expect(judge.status(space, limits, nowMs).joins).toBe(Math.min(inside, mostJoins));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('more suspicious people never make a lower level', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 40 * day }), (between, ageMs) => {
        const heights = [ageMs, Math.floor(ageMs / 3)].map((accountAgeMs) => {
          const judge = raids();
          let nowMs = 0;
          return between.map((gap, at) => {
            nowMs += gap;
            judge.judge(stranger(at, { accountAgeMs }), defaultRaidLimits, nowMs);
            const { level: held } = judge.status(space, defaultRaidLimits, nowMs);
            return held === undefined ? -1 : doorLevels.indexOf(held);
          });
        });
        heights[0]?.forEach((height, at) =>
          expect(heights[1]?.[at]).toBeGreaterThanOrEqual(height),
        );
      }),
      { numRuns: 60 },
    );
  });
});

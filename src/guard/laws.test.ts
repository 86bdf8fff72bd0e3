import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelId, spaceId } from '../base/ids.ts';
import { seededRandom } from '../base/random.ts';
import {
  Guard,
  type GuardParts,
  type LimitField,
  type Use,
  guardState,
  limitsFrom,
} from './index.ts';

type Set = Partial<Record<LimitField, number>>;

const guardWith = (set: Set = {}, more: Partial<GuardParts> = {}): Guard => {
  const limits = limitsFrom((field) => set[field]);
  return new Guard({ limitsFor: () => limits, random: seededRandom(3), ...more });
};

const place = (name: string) => ({
  channel: channelId(`libera/${name}`),
  space: spaceId(`irc:libera:${name}`),
  platform: 'irc' as const,
});
const quebec = place('#quebec');

const by = (actor: string, where: Use['where'] = quebec): Use => ({
  ...{ actor: `irc:libera:host:${actor}`, where, category: 'basic', exempt: false },
});

/** Times of uses, each so long after the one before. */
const timesOf = (gaps: readonly number[]): readonly number[] => {
  let nowMs = 0;
  return gaps.map((gap) => (nowMs += gap));
};

const gaps = (longest: number, count: number) => fc.array(fc.nat(longest), { maxLength: count });

describe('laws', () => {
  test('through all stages together, never more than the burst and rate × time are admitted', () => {
    const set = { basicPerMinute: 12, basicBurst: 6, strikesToMute: 100 };
    fc.assert(
      fc.property(gaps(4000, 120), (waits) => {
        const guard = guardWith(set);
        const admitted = timesOf(waits).filter(
          (at) => guard.judge(by('ann'), at).verdict === 'allow',
        );
        admitted.forEach((from, first) =>
          admitted.slice(first).forEach((to, later) => {
            expect(later + 1).toBeLessThanOrEqual(6 + (12 * (to - from)) / 60_000 + 1e-9);
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('what is refused charges nothing shared: without it, everyone else is judged the same', () => {
    const set = { strikesToMute: 100, violationsToBan: 20, basicPerMinute: 600 };
    fc.assert(
      fc.property(gaps(700, 120), fc.array(fc.nat(9), { maxLength: 60 }), (waits, others) => {
        const [full, spared] = [guardWith(set), guardWith(set)];
        const left = [...others];
        for (const at of timesOf(waits)) {
          const verdict = full.judge(by('spammer'), at);
          if (verdict.verdict === 'allow') spared.judge(by('spammer'), at);
          const who = left.pop();
          if (who === undefined) continue;
          expect(full.judge(by(`nick${who}`), at)).toEqual(spared.judge(by(`nick${who}`), at));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('asking all stages at once decides as asking one after the other does', () => {
    const uses = fc.array(fc.record({ who: fc.nat(5), gap: fc.nat(900) }), { maxLength: 200 });
    fc.assert(
      fc.property(uses, (crowd) => {
        const limits = limitsFrom(
          () => undefined,
          (stage) => (stage === 'cooldown' ? 'shadow' : undefined),
        );
        const [atOnce, inTurn] = [guardWith(), guardWith({}, { limitsFor: () => limits })];
        let nowMs = 0;
        for (const { who, gap } of crowd) {
          const use = by(`nick${who}`);
          nowMs += gap;
          expect(atOnce.judge(use, nowMs)).toEqual(inTurn.judge(use, nowMs));
        }
        expect(atOnce.tallies()).toEqual(inTurn.tallies());
      }),
      { numRuns: 60 },
    );
  });

  test('in which order others came at one moment makes no difference to an innocent', () => {
    const shuffledPair = fc
      .array(fc.nat(6), { maxLength: 30 })
      .chain((crowd) =>
        fc.tuple(
          fc.constant(crowd),
          fc.shuffledSubarray(crowd, { minLength: crowd.length, maxLength: crowd.length }),
        ),
      );
    fc.assert(
      fc.property(shuffledPair, ([one, other]) => {
        const verdicts = [one, other].map((crowd) => {
          const guard = guardWith();
          for (const who of crowd) guard.judge(by(`nick${who}`), 0);
          return guard.judge(by('innocent'), 0).verdict;
        });
        expect(verdicts[0]).toBe(verdicts[1]);
      }),
      { numRuns: 200 },
    );
  });

  test('no table exceeds its bound, whatever comes and however small it is', () => {
    const bound = fc.integer({ min: 1, max: 40 });
    const uses = fc.array(fc.record({ who: fc.nat(300), room: fc.nat(60), gap: fc.nat(500) }), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(bound, uses, (capacity, crowd) => {
        const capacities = {
          ...{ actors: capacity, uses: capacity, offenders: capacity, sanctions: capacity },
          ...{ channels: capacity, cooldowns: capacity, refused: capacity, web: capacity },
        };
        const set = { actorMax: 1, strikesToMute: 1, channelMax: 1 };
        const guard = guardWith(set, { capacities });
        let nowMs = 0;
        for (const { who, room, gap } of crowd) {
          const use = by(`nick${who}`, place(`#room${room}`));
          guard.judge(use, (nowMs += gap));
          guard.judge(use, nowMs);
          guard.reserve(use, { command: `c${room}`, cooldownMs: 9000 }, nowMs);
          guard.web.waitMs({ door: 'api', address: `10.0.0.${who}` }, nowMs);
          guard.web.welcome(`session${who}`, nowMs);
        }
        for (const { table, size, capacity: most } of guard.sizes()) {
          expect(`${table} ${size <= most}`).toBe(`${table} true`);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('operators are told of a silence', () => {
  test.each([
    [59_999, [true, false]],
    [60_000, [true, true]],
    [60_001, [true, true]],
  ])('%i ms after the last time: %j', (after, told) => {
    const guard = guardWith({ channelSilenceMs: 1000 });
    const alerts: boolean[] = [];
    guard.follow((happening) => {
      if (happening.kind === 'channel-silenced') alerts.push(happening.alert);
    });
    for (const at of [0, after]) {
      for (let nick = 0; nick < 9; nick += 1) guard.judge(by(`n${nick}${at}`), at);
    }

    expect(alerts).toEqual(told);
  });
});

describe('people of one network', () => {
  const neighbours = ['a@2001:db8:1:2::7', 'b@2001:db8:1:2::8'];

  test('are each himself, unless they are to be judged together; then a mute holds for all, and lifts for all', () => {
    const [apart, together] = [guardWith(), guardWith({}, { groupHosts: () => true })];
    const sixth = (guard: Guard) => {
      for (let one = 0; one < 5; one += 1) guard.judge(by(neighbours[one % 2] ?? ''), one);
      return guard.judge(by(neighbours[1] ?? ''), 5).verdict;
    };
    expect([sixth(apart), sixth(together)]).toEqual(['allow', 'refuse']);

    const [first = '', second = ''] = neighbours.map((one) => by(one).actor);
    together.hold(first, 'muted', 60_000, 10);
    expect(together.sanctionOn(second, quebec, 11)?.kind).toBe('muted');
    expect(together.unmute(second, 12)).toBeDefined();
    expect(together.sanctionOn(first, quebec, 13)).toBeUndefined();
  });
});

test('where a sanction holds, who set it and where it was pardoned outlive a restart', () => {
  const [here, there] = [quebec.space, spaceId('irc:libera:#tower')];
  const guard = guardWith();
  const ann = by('ann').actor;
  guard.holdIn({ actor: ann, name: 'ann', kind: 'muted', forMs: 60_000, community: here }, 0);
  for (const at of [0, 5000, 10_000]) {
    for (let one = 0; one < 6; one += 1) guard.judge(by('bob'), at);
  }
  expect(guard.unmute(by('bob').actor, 10_001, here)).toBeDefined();
  const state = guardState.parse(
    JSON.parse(JSON.stringify(guard.save({ nowMs: 10_001, wallMs: 0 }))),
  );
  const later = guardWith({}, { saved: { state, times: { nowMs: 0, wallMs: 0 } } });
  const holds = (name: string, space: typeof here) =>
    later.sanctionOn(by(name).actor, { ...quebec, space }, 1)?.kind;

  expect([holds('ann', here), holds('ann', there)]).toEqual(['muted', undefined]);
  expect([holds('bob', here), holds('bob', there)]).toEqual([undefined, 'muted']);
});

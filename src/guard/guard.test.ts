import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manualClock } from '../base/clock.ts';
import { actorId, channelId, spaceId } from '../base/ids.ts';
import { seededRandom } from '../base/random.ts';
import {
  type Happening,
  type LimitField,
  type Mode,
  type StageName,
  type Use,
  type Verdict,
  Guard,
  actorKey,
  commandCooldownsMs,
  defaultLimits,
  guardState,
  limitsFrom,
  limitsPort,
  outputLimitsFrom,
  refusalOf,
} from './index.ts';

type Set = Partial<Record<LimitField, number>>;
type Modes = Partial<Record<StageName, Mode>>;

const random = () => seededRandom(7);
const limitsOf = (set: Set = {}, modes: Modes = {}) =>
  limitsFrom(
    (field) => set[field],
    (stage) => modes[stage],
  );
const guardWith = (set: Set = {}, modes: Modes = {}) => {
  const limits = limitsOf(set, modes);
  const capacities = { actors: 512, uses: 512, offenders: 512 };
  return new Guard({ limitsFor: () => limits, random: random(), capacities });
};
/** So wide that only the stage in question decides. */
const wide: Set = {
  ...{ actorMax: 16, actorWindowMs: 1000, channelMax: 64, channelWindowMs: 1000 },
  ...{ basicPerMinute: 10_000, violationsToBan: 20, strikesToMute: 100 },
};

const second = 1000;
const minute = 60 * second;

const place = (name: string) => ({
  channel: channelId(`libera/${name}`),
  space: spaceId(`irc:libera:${name}`),
  platform: 'irc' as const,
});
const direct = { channel: channelId('libera/@ann'), platform: 'irc' as const };
const quebec = place('#quebec');

const by = (actor: string, where: Use['where'] = quebec, category = 'basic'): Use => ({
  ...{ actor: `irc:libera:host:${actor}@example.org`, where, category },
  exempt: false,
});

/** What came of it, in a word: `allow`, or the reason. */
const wordOf = (verdict: Pick<Verdict, 'verdict'> & { reason?: string }) =>
  verdict.verdict === 'refuse' ? verdict.reason : verdict.verdict;
const ask = (guard: Guard, use: Use, ...times: number[]) =>
  times.map((nowMs) => wordOf(guard.judge(use, nowMs)));
const every = (gapMs: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, one) => from + one * gapMs);

describe('an actor’s window', () => {
  test('lets five in five seconds through, and refuses the sixth', () => {
    const guard = guardWith();
    expect(ask(guard, by('ann'), 0, 1, 2, 3, 4)).toEqual(Array(5).fill('allow'));
    const sixth = guard.judge(by('ann'), 4999);
    expect(sixth).toEqual({
      ...{ verdict: 'refuse', stage: 'window', reason: 'too-fast' },
      ...{ retryAfterMs: 1, tell: true },
    });
  });

  test('lets the sixth through at five seconds to the millisecond', () => {
    expect(ask(guardWith(), by('ann'), 0, 1, 2, 3, 4, 5000)[5]).toBe('allow');
  });

  test('sees a burst across the border of any fixed window', () => {
    const times = [...every(10, 4, 4900), ...every(10, 4, 5100)];
    expect(ask(guardWith(), by('ann'), ...times).slice(5)).toEqual(Array(3).fill('too-fast'));
  });

  test('never admits more than its limit in any stretch of its length', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1500), { maxLength: 120 }), (gaps) => {
        const guard = guardWith();
        let nowMs = 0;
        const admitted = gaps
          .map((gap) => (nowMs += gap))
          .filter((at) => guard.judge(by('ann'), at).verdict === 'allow');
        admitted.forEach((at, first) => {
          const sixth = admitted[first + 5];
          if (sixth !== undefined) expect(sixth - at).toBeGreaterThanOrEqual(5000);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('tells at least one second to wait', () => {
    const refused = { stage: 'window', reason: 'too-fast', verdict: 'flag' } as const;
    expect(refusalOf({ ...refused, retryAfterMs: 1 }).facts).toMatchObject({ seconds: 1 });
    expect(refusalOf({ ...refused, retryAfterMs: 4001 })).toEqual({
      ...{ key: 'guard.too-fast', facts: { seconds: 5, long: 'no', wait: '5 s' } },
      retryAfterMs: 4001,
    });
    expect(refusalOf({ ...refused, retryAfterMs: 61_000 }).facts).toMatchObject({
      ...{ long: 'yes', wait: '1 min 1 s' },
    });
  });
});

describe('a category’s bucket', () => {
  test.each([
    ['basic', 20],
    ['gameplay', 10],
    ['management', 5],
    ['web', 60],
    ['admin', 5],
    ['of another kind', 20],
  ])('%s: %i at once, not one more, and one after its share of a minute', (category, limit) => {
    const guard = guardWith({ ...wide, basicPerMinute: 20, actorWindowMs: 1000, actorMax: 16 });
    const use = by('ann', quebec, category);
    const times = every(80, limit);
    const spentAt = times.at(-1)!;
    expect(ask(guard, use, ...times)).toEqual(Array(limit).fill('allow'));
    // What came in since the first: it is there, and no more.
    const extra = Math.floor(((spentAt + 1000) * limit) / minute);
    expect(ask(guard, use, ...Array<number>(extra).fill(spentAt + 1000))).toEqual(
      Array(extra).fill('allow'),
    );
    const refused = guard.judge(use, spentAt + 1000);
    expect(refused).toMatchObject({ verdict: 'refuse', stage: 'bucket', reason: 'used-up' });
    const waitMs = refused.verdict === 'refuse' ? refused.retryAfterMs : 0;
    expect(ask(guard, use, spentAt + 1000 + waitMs - 1)).toEqual(['used-up']);
    expect(ask(guard, use, spentAt + 1000 + waitMs)).toEqual(['allow']);
  });

  test('is each category’s own', () => {
    const guard = guardWith({ ...wide, managementPerMinute: 5 });
    const times = every(100, 6);
    expect(ask(guard, by('ann', quebec, 'management'), ...times).at(-1)).toBe('used-up');
    expect(ask(guard, by('ann', quebec, 'gameplay'), 600)).toEqual(['allow']);
  });

  test('never admits more than its burst and what came in since', () => {
    const set = { ...wide, basicPerMinute: 30, basicBurst: 4 };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 70, max: 3000 }), { maxLength: 150 }), (gaps) => {
        const guard = guardWith(set);
        let nowMs = 0;
        const admitted = gaps
          .map((gap) => (nowMs += gap))
          .filter((at) => guard.judge(by('ann'), at).verdict === 'allow');
        const first = admitted[0] ?? 0;
        admitted.forEach((at, before) => {
          expect(before + 1).toBeLessThanOrEqual(4 + (at - first) / 2000 + 1e-9);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('operators are exempt from it, and from everything else', () => {
    const guard = guardWith();
    const operator = { ...by('ann'), exempt: true };
    expect(new Set(ask(guard, operator, ...every(1, 500)))).toEqual(new Set(['allow']));
    expect(guard.limited(500)).toEqual([]);
  });
});

describe('a channel’s guard', () => {
  const many = (guard: Guard, count: number, atMs: number) =>
    Array.from({ length: count }, (_, one) => ask(guard, by(`nick${one % 5}`), atMs + one)).flat();

  test('lets eight in ten seconds through; the ninth silences it for thirty', () => {
    const guard = guardWith();
    expect(many(guard, 8, 0)).toEqual(Array(8).fill('allow'));
    expect(ask(guard, by('zoe'), 9999)).toEqual(['channel-quiet']);
    expect(ask(guard, by('yan'), 39_998, 39_999)).toEqual(['channel-quiet', 'allow']);
  });

  test('lets the ninth through when ten seconds have passed since the first', () => {
    const guard = guardWith();
    many(guard, 8, 0);
    expect(ask(guard, by('zoe'), 10_000)).toEqual(['allow']);
  });

  test('counts what is let through only: the refused charge nothing shared', () => {
    const guard = guardWith({ basicPerMinute: 1, basicBurst: 1 });
    ask(guard, by('ann'), 0);
    expect(new Set(ask(guard, by('ann'), ...every(100, 50, 1)))).not.toContain('allow');
    expect(guard.channelStatus(quebec, 5001).count).toBe(1);
  });

  test('one spammer silences nobody, however he goes about it (N2)', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { minLength: 50, maxLength: 300 }), (gaps) => {
        const guard = guardWith({ strikesToMute: 100, violationsToBan: 20, basicPerMinute: 600 });
        let nowMs = 0;
        const words = gaps.flatMap((gap, one) => [
          ...ask(guard, by('spammer'), (nowMs += gap)),
          ...(one % 20 === 0 ? ask(guard, by(`innocent${one}`), nowMs) : []),
        ]);
        expect(words).not.toContain('channel-quiet');
      }),
      { numRuns: 50 },
    );
  });

  test('alone, no one can fill it even with the widest limits', () => {
    for (const channelMax of [1, 2, 3, 8, 64]) {
      const guard = guardWith({ ...wide, channelMax, channelWindowMs: minute, channelShare: 1 });
      expect(ask(guard, by('ann'), ...every(70, 300))).not.toContain('channel-quiet');
    }
  });

  test('two can', () => {
    const guard = guardWith();
    const both = every(1, 5).flatMap((at) => [
      ...ask(guard, by('ann'), at),
      ...ask(guard, by('bob'), at),
    ]);
    expect(both).toEqual([...Array<string>(8).fill('allow'), 'channel-quiet', 'channel-quiet']);
  });

  test('a second one is told to operators a minute after the first at the earliest', () => {
    const guard = guardWith({ channelSilenceMs: 20 * second });
    const alerts: boolean[] = [];
    guard.follow((happening) => {
      if (happening.kind === 'channel-silenced') alerts.push(happening.alert);
    });
    for (const at of [0, 30, 70]) {
      for (let nick = 0; nick < 9; nick += 1) ask(guard, by(`${at}-${nick}`), at * second + nick);
    }
    expect(alerts).toEqual([true, false, true]);
  });

  test('in watch mode flags and tells, and refuses nobody', () => {
    const guard = guardWith({}, { channel: 'watch' });
    const told: Happening[] = [];
    guard.follow((happening) => told.push(happening));
    expect(many(guard, 8, 0)).toEqual(Array(8).fill('allow'));
    expect(ask(guard, by('zoe'), 9, 10)).toEqual(['flag', 'flag']);
    expect(told).toMatchObject([{ kind: 'channel-silenced', watched: true, alert: true }]);
  });

  test('can be lifted', () => {
    const guard = guardWith();
    many(guard, 9, 0);
    expect(guard.limited(10)).toMatchObject([{ stage: 'channel', channel: quebec.channel }]);
    expect([guard.lift(quebec.channel, 20), guard.lift(quebec.channel, 20)]).toEqual([true, false]);
    expect(ask(guard, by('zoe'), 21)).toEqual(['allow']);
  });

  test('does not reach other channels, nor direct talk', () => {
    const guard = guardWith();
    many(guard, 9, 0);
    expect(ask(guard, by('zoe', place('#other')), 10)).toEqual(['allow']);
    expect(ask(guard, by('yan', direct), 10)).toEqual(['allow']);
  });
});

describe('strikes', () => {
  /** Six at once: the sixth is refused. */
  const burst = (guard: Guard, atMs: number) =>
    ask(guard, by('ann', direct), ...Array<number>(6).fill(atMs)).at(-1);

  test('two in a row mute nobody; the third does, for five minutes', () => {
    const guard = guardWith();
    expect([0, 5000, 10_000].map((at) => burst(guard, at))).toEqual([
      ...['too-fast', 'too-fast'],
      'muted',
    ]);
    expect(ask(guard, by('ann'), 10_001, 309_999, 310_000)).toEqual(['muted', 'muted', 'allow']);
  });

  test('a burst of fifty is one strike', () => {
    const guard = guardWith();
    ask(guard, by('ann'), ...every(50, 50));
    expect(guard.statsFor(by('ann').actor, quebec, 2500)).toMatchObject({ strikes: 1 });
    expect(ask(guard, by('ann'), 10_000)).toEqual(['allow']);
  });

  test('a clean window begins anew', () => {
    const guard = guardWith();
    expect([0, 5000, 15_000, 20_000].map((at) => burst(guard, at))).not.toContain('muted');
    expect(burst(guard, 25_000)).toBe('muted');
  });

  test('the muted are dropped silently and change nothing, not their own mute either (BP14)', () => {
    const guard = guardWith();
    for (const at of [0, 5000, 10_000]) burst(guard, at);
    const before = guard.save({ nowMs: 20_000, wallMs: 0 });
    const verdicts = every(10, 1000, 10_001).map((at) => guard.judge(by('ann'), at));
    expect(new Set(verdicts.map((one) => one.verdict === 'refuse' && one.tell))).toEqual(
      new Set([false]),
    );
    expect(guard.save({ nowMs: 20_000, wallMs: 0 })).toEqual(before);
    expect(ask(guard, by('bob'), 20_002)).toEqual(['allow']);
  });

  test('an operator lifts a mute, and learns whether there was one', () => {
    const guard = guardWith();
    for (const at of [0, 5000, 10_000]) burst(guard, at);
    expect(guard.unmute(by('ann').actor, 10_500)).toMatchObject({ kind: 'muted' });
    expect(guard.unmute(by('ann').actor, 10_500)).toBeUndefined();
    expect(ask(guard, by('ann'), 15_000)).toEqual(['allow']);
  });
});

describe('violations', () => {
  test('as many as are set ban, are told of, and the ban ends by itself', () => {
    const guard = guardWith({ ...wide, basicPerMinute: 1, basicBurst: 20 });
    const told: Happening[] = [];
    guard.follow((happening) => told.push(happening));
    ask(guard, by('ann'), ...every(250, 20));
    expect(ask(guard, by('ann'), ...every(70, 19, 6000))).toEqual(Array(19).fill('used-up'));
    expect(told).toEqual([]);
    expect(ask(guard, by('ann'), 8000)).toEqual(['banned']);
    expect(told).toMatchObject([{ kind: 'banned', forMs: 5 * minute, untilMs: 8000 + 5 * minute }]);
    expect(ask(guard, by('ann'), 8000 + 5 * minute - 1)).toEqual(['banned']);
    expect(ask(guard, by('ann'), 8000 + 5 * minute)).toEqual(['allow']);
  });

  test('with the presets the tenth is the one', () => {
    const guard = guardWith({ basicPerMinute: 1 });
    ask(guard, by('ann'), 0);
    expect(ask(guard, by('ann'), ...every(1100, 10, 1100))).toEqual([
      ...Array<string>(9).fill('used-up'),
      'banned',
    ]);
  });

  test('can be lifted', () => {
    const guard = guardWith();
    guard.hold(by('ann').actor, 'banned', minute, 0);
    expect(ask(guard, by('ann'), 1)).toEqual(['banned']);
    expect(guard.unban(by('ann').actor, 2)?.kind).toBe('banned');
    expect(ask(guard, by('ann'), 3)).toEqual(['allow']);
  });
});

describe('a command’s cooldown', () => {
  const ai = { command: 'ai', cooldownMs: commandCooldownsMs['ai'] ?? 0 };
  const echo = { command: 'echo', cooldownMs: 0 };
  const reserve = (guard: Guard, use: Use, wanted = ai, ...times: number[]) =>
    times.map((at) => wordOf(guard.reserve(use, wanted, at)));

  test.each([
    ['ai', 10],
    ['trivia', 5],
    ['privacy me', 10],
  ])('%s rests %i seconds in its channel, for everyone', (command, seconds) => {
    const guard = guardWith();
    const wanted = { command, cooldownMs: commandCooldownsMs[command] ?? 0 };
    reserve(guard, by('ann'), wanted, 0);
    expect(reserve(guard, by('bob'), wanted, seconds * second - 1, seconds * second)).toEqual([
      ...['cooling-down', 'allow'],
    ]);
    expect(reserve(guard, by('cid', place('#other')), wanted, 1)).toEqual(['allow']);
  });

  test('three uses of one command in five seconds are let through, not a fourth', () => {
    const guard = guardWith();
    expect(reserve(guard, by('ann'), echo, 0, 1, 2, 4999, 5000)).toEqual([
      ...['allow', 'allow', 'allow'],
      ...['same-command', 'allow'],
    ]);
    expect(reserve(guard, by('bob'), echo, 3)).toEqual(['allow']);
    expect(reserve(guard, by('ann'), { ...echo, command: 'other' }, 3)).toEqual(['allow']);
  });

  test('a refund gives all of it back, a commit nothing, whichever comes second', () => {
    const guard = guardWith();
    const refunded = guard.reserve(by('ann'), ai, 0);
    if (refunded.verdict === 'refuse') throw new Error('refused');
    refunded.reservation.refund();
    refunded.reservation.commit();
    const kept = guard.reserve(by('bob'), ai, 1);
    if (kept.verdict === 'refuse') throw new Error('refused');
    kept.reservation.commit();
    kept.reservation.refund();
    refunded.reservation.refund();
    expect(reserve(guard, by('cid'), ai, 2)).toEqual(['cooling-down']);
    expect(reserve(guard, by('ann'), echo, 2, 3, 4)).toEqual(Array(3).fill('allow'));
  });

  test('who is refused by it charges nobody (N4)', () => {
    const guard = guardWith();
    reserve(guard, by('ann'), ai, 0);
    expect(new Set(reserve(guard, by('bob'), ai, ...every(100, 99, 1)))).toEqual(
      new Set(['cooling-down']),
    );
    expect(reserve(guard, by('bob'), ai, 10_000)).toEqual(['allow']);
  });

  test('is one’s own in direct talk, under whatever nick (N3)', () => {
    const guard = guardWith();
    const renamed = { ...direct, channel: channelId('libera/@ann_') };
    reserve(guard, by('ann', direct), ai, 0);
    expect(reserve(guard, by('ann', renamed), ai, 1)).toEqual(['cooling-down']);
    expect(reserve(guard, by('bob', direct), ai, 1)).toEqual(['allow']);
    expect(reserve(guard, by('ann'), ai, 1)).toEqual(['allow']);
  });

  test('operators are not held by it, and others are after them', () => {
    const guard = guardWith();
    const operator = { ...by('op'), exempt: true };
    expect(reserve(guard, operator, ai, 0, 1, 2, 3, 4)).toEqual(Array(5).fill('allow'));
    expect(reserve(guard, by('ann'), ai, 5)).toEqual(['cooling-down']);
    expect(guard.clearCooldown(quebec.channel, 'ai', 6)).toBe(true);
    expect(reserve(guard, by('ann'), ai, 6)).toEqual(['allow']);
  });
});

describe('direct talk', () => {
  test('has the same limits, by actor (N3)', () => {
    const guard = guardWith();
    const verdicts = every(1, 6).map((at) =>
      wordOf(guard.judge(by('ann', { ...direct, channel: channelId(`libera/@n${at}`) }), at)),
    );
    expect(verdicts).toEqual([...Array<string>(5).fill('allow'), 'too-fast']);
  });
});

describe('notices', () => {
  test('come once in thirty seconds, whatever they are about', () => {
    const guard = guardWith({ strikesToMute: 100, violationsToBan: 20, basicPerMinute: 9999 });
    const told = every(100, 610).filter((at) => {
      const verdict = guard.judge(by('ann'), at);
      return verdict.verdict === 'refuse' && verdict.tell;
    });
    expect(told).toEqual([500, 30_500, 60_500]);
  });
});

describe('shadow', () => {
  test.each(['window', 'bucket', 'channel'] as const)('%s refuses nobody and counts', (stage) => {
    const set = { basicPerMinute: 2, channelMax: 1 };
    const off = { window: 'off', bucket: 'off', channel: 'off' } as const;
    const guard = guardWith(set, { ...off, [stage]: 'shadow' });
    const told: Happening[] = [];
    guard.follow((happening) => told.push(happening));
    for (const at of every(10, 100)) {
      expect(wordOf(guard.judge(by('ann'), at))).not.toBe('too-fast');
      expect(guard.judge(by('bob'), at).verdict).not.toBe('refuse');
    }
    const flags = guard
      .tallies()
      .find((one) => one.stage === stage && one.verdict === 'flag' && one.platform === 'irc');
    expect(flags?.count).toBeGreaterThan(100);
    expect(told.filter(({ kind }) => kind !== 'channel-silenced')).toEqual([]);
    expect(told.some((one) => one.kind === 'channel-silenced' && one.alert)).toBe(false);
  });
});

describe('an innocent', () => {
  const others = fc.array(fc.record({ who: fc.nat(6), gap: fc.nat(400), words: fc.nat(5) }), {
    maxLength: 150,
  });

  test('is judged the same whatever others do elsewhere, in whatever order', () => {
    fc.assert(
      fc.property(others, fc.array(fc.nat(3000), { maxLength: 40 }), (crowd, gaps) => {
        const [alone, among] = [guardWith(), guardWith()];
        let nowMs = 0;
        const times = gaps.map((gap) => (nowMs += gap));
        const inQuebec = by('innocent');
        let theirMs = 0;
        const theirs = crowd.map(({ who, gap, words }) => ({
          use: by(`nick${who}`, place(`#room${words}`)),
          at: (theirMs += gap),
        }));
        const verdicts = times.map((at) => {
          for (const one of theirs.splice(0, 5)) among.judge(one.use, one.at);
          return among.judge(inQuebec, at);
        });
        expect(verdicts).toEqual(times.map((at) => alone.judge(inQuebec, at)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('keys', () => {
  test('a nick is no part of them: a change of nick or case lifts nothing (N1)', () => {
    const id = (text: string) => actorKey(actorId(text), { groupHosts: false });
    expect(id('irc:libera:account:ann')).toBe('irc:libera:account:ann');
    const guard = guardWith();
    // The platform folds what it makes ids of, and leaves the nick out: all these are one person.
    const faces = ['Ann', 'ANN', 'ann_', 'guest7'].map(() =>
      id('irc:libera:host:ann@home.example'),
    );
    expect(new Set(faces).size).toBe(1);
    const verdicts = every(1, 8).map((at) =>
      wordOf(guard.judge({ ...by('x'), actor: faces[at % 4]! }, at)),
    );
    expect(verdicts.slice(5)).toEqual(Array(3).fill('too-fast'));
  });

  const grouped = (host: string) => actorKey(`irc:libera:host:${host}`, { groupHosts: true });

  test('hosts in one /64 are one, in another they are not', () => {
    const one = grouped('ann@2001:db8:0:7:a:b:c:d');
    expect(grouped('bob@2001:db8:0:7::1')).toBe(one);
    expect(grouped('bob@2001:db8::7:0:0:0:1')).toBe(one);
    expect(grouped('bob@2001:db8:0:8::1')).not.toBe(one);
    expect(grouped('bob@2001:db8::7')).toBe(grouped('ann@2001:db8::8'));
    expect(grouped('bob@0::1')).toBe(grouped('ann@0::ffff:1.2.3.4'));
  });

  test('cloaks that differ at their changing end are one', () => {
    const one = grouped('ann@user/gateway/web/x-abcdef');
    expect(grouped('bob@user/gateway/web/x-123456')).toBe(one);
    expect(grouped('ann@user/ann')).toBe('irc:libera:host:ann@user/ann');
    expect(grouped('uid1@gateway/web/irccloud.com/x-abc')).toBe(
      grouped('uid2@gateway/web/irccloud.com/x-def'),
    );
  });

  test('other hosts, accounts and Discord stay as they are', () => {
    for (const id of [
      'irc:libera:host:ann@home.example',
      'irc:libera:host:ann@192.0.2.7',
      'irc:libera:account:ann',
      'discord:123',
    ])
      expect(actorKey(id, { groupHosts: true })).toBe(id);
  });
});

describe('what lasts', () => {
  const times = (nowMs: number, wallMs: number) => ({ nowMs, wallMs });
  const restart = (guard: Guard, savedAt: number, wallMs: number, set: Set = {}) => {
    const limits = limitsOf(set);
    const state = guardState.parse(JSON.parse(JSON.stringify(guard.save(times(savedAt, 1e12)))));
    const saved = { state, times: times(50, wallMs) };
    return new Guard({ limitsFor: () => limits, random: seededRandom(99), saved });
  };

  test('a restart lifts no mute, no silence, no cooldown, and refills no bucket (N1)', () => {
    const guard = guardWith({ basicPerMinute: 2 });
    guard.hold(by('mia').actor, 'muted', 5 * minute, 0);
    ask(guard, by('ann'), 0, 1, 2);
    for (const nick of every(1, 9)) ask(guard, by(`n${nick}`, place('#loud')), 5);
    guard.reserve(by('ann'), { command: 'ai', cooldownMs: 10_000 }, 10);
    const later = restart(guard, 1000, 1e12 + 4000, { basicPerMinute: 2 });
    expect(ask(later, by('mia'), 50)).toEqual(['muted']);
    expect(ask(later, by('mia'), 50 + 5 * minute - 5001)).toEqual(['muted']);
    expect(ask(later, by('mia'), 50 + 5 * minute - 5000)).toEqual(['allow']);
    expect(ask(later, by('ann', direct), 51)).toEqual(['used-up']);
    expect(ask(later, by('zoe', place('#loud')), 51)).toEqual(['channel-quiet']);
    expect(wordOf(later.reserve(by('bob'), { command: 'ai', cooldownMs: 10_000 }, 60))).toBe(
      'cooling-down',
    );
  });

  test('strikes and violations go on where they were', () => {
    const guard = guardWith();
    for (const at of [0, 5000]) ask(guard, by('ann', direct), ...Array<number>(6).fill(at));
    const later = restart(guard, 6000, 1e12 + 3000);
    expect(later.statsFor(by('ann').actor, quebec, 50)).toMatchObject({
      strikes: 2,
      violations: 2,
    });
    expect(ask(later, by('ann', direct), ...Array<number>(6).fill(1100)).at(-1)).toBe('muted');
  });

  test('time that passed while it was down counts; wall time that went back does not', () => {
    const guard = guardWith();
    guard.hold(by('mia').actor, 'banned', minute, 0);
    expect(ask(restart(guard, 0, 1e12 + minute), by('mia'), 51)).toEqual(['allow']);
    const back = restart(guard, 0, 1e12 - 3_600_000);
    expect(ask(back, by('mia'), 50 + minute - 1, 50 + minute)).toEqual(['banned', 'allow']);
  });

  test('what is saved is bounded too, and keeps those who did the most', () => {
    const limits = limitsOf({ actorMax: 1, basicPerMinute: 1 });
    const guard = new Guard({ limitsFor: () => limits, random: random() });
    for (let one = 0; one < 11_000; one += 1) ask(guard, by(`n${one}`, direct), 0, 0);
    ask(guard, by('ann', direct), 0, 1, 5001, 10_002, 15_003);
    const state = guard.save({ nowMs: 15_004, wallMs: 0 });
    expect([state.actors.length, state.offenders.length]).toEqual([10_000, 10_000]);
    expect(state.offenders[0]?.violationAgesMs.length).toBeGreaterThan(1);
  });

  test('no step of wall time changes a decision (N40)', async () => {
    const clock = manualClock();
    const [one, other] = [guardWith(), guardWith()];
    for (let step = 0; step < 200; step += 1) {
      await clock.advance(137);
      const before = one.judge(by('ann'), clock.monotonic());
      clock.stepWall(step % 2 ? 3_600_000 : -3_600_000);
      expect(other.judge(by('ann'), clock.monotonic())).toEqual(before);
    }
  });
});

describe('operators', () => {
  test('see who is held back, by what, until when', () => {
    const guard = guardWith();
    ask(guard, by('ann'), 0, 0, 0, 0, 0, 100);
    guard.hold(by('bob').actor, 'banned', minute, 100);
    guard.reserve(by('cid'), { command: 'ai', cooldownMs: 10_000 }, 100);
    expect(guard.limited(200)).toMatchObject([
      { stage: 'sanction', reason: 'banned', actor: by('bob').actor, untilMs: 100 + minute },
      { stage: 'cooldown', channel: quebec.channel, command: 'ai', untilMs: 10_100 },
      { stage: 'window', actor: by('ann').actor, untilMs: 5000, refusals: 1 },
    ]);
    expect(guard.limited(200_000)).toEqual([]);
  });

  test('see an actor’s windows and buckets as they are now, not as they were (BM15)', () => {
    const guard = guardWith();
    ask(guard, by('ann'), 0, 0, 0);
    const stats = (at: number) => guard.statsFor(by('ann').actor, quebec, at);
    expect(stats(0)).toMatchObject({ hits: { inWindow: 3, max: 5, waitMs: 0 } });
    expect(stats(5000).hits.inWindow).toBe(0);
    expect(stats(3000).buckets.basic).toEqual({ tokens: 18, burst: 20 });
    expect(guard.statsFor('irc:libera:account:nobody', quebec, 0)).toMatchObject({
      ...{ strikes: 0, violations: 0, bans: 0, sanctions: [] },
    });
  });

  test('reset one actor, or all', () => {
    const guard = guardWith({ channelMax: 64 });
    for (const who of ['ann', 'bob']) {
      ask(guard, by(who), ...Array<number>(6).fill(0));
      for (const at of [0, 0, 0]) guard.reserve(by(who), { command: 'echo', cooldownMs: 0 }, at);
      guard.hold(by(who).actor, 'muted', minute, 0);
    }
    guard.reset(by('ann').actor);
    expect(ask(guard, by('ann'), 1)).toEqual(['allow']);
    expect(wordOf(guard.reserve(by('ann'), { command: 'echo', cooldownMs: 0 }, 1))).toBe('allow');
    expect(ask(guard, by('bob'), 1)).toEqual(['muted']);
    guard.reset({ all: true });
    expect(ask(guard, by('bob'), 2)).toEqual(['allow']);
    expect(guard.sizes().find(({ table }) => table === 'actors')?.size).toBe(1);
  });
});

describe('memory', () => {
  test('a hundred thousand random keys keep every table inside its bound, and sweeping empties them (N5)', () => {
    const capacities = {
      ...{ actors: 1000, uses: 1000, offenders: 500, sanctions: 100, channels: 200 },
      ...{ cooldowns: 300, refused: 64, web: 250, outputTargets: 200 },
    };
    const limits = limitsOf({ actorMax: 1, strikesToMute: 1, channelMax: 1 });
    const outputLimits = outputLimitsFrom({
      number: (field) => (field === 'outputMax' ? 1 : undefined),
      mode: () => 'live',
    });
    const guard = new Guard({
      ...{ limitsFor: () => limits, outputLimitsFor: () => outputLimits },
      ...{ random: random(), capacities },
    });
    const chance = seededRandom(5);
    for (let one = 0; one < 100_000; one += 1) {
      const where = one % 3 === 0 ? direct : place(`#${chance.below(1e6)}`);
      const use = { ...by(chance.token(12), where) };
      guard.judge(use, one);
      guard.reserve(use, { command: 'ai', cooldownMs: 10_000 }, one);
      if (one % 4 === 0) guard.judge(use, one);
      guard.web.waitMs({ door: 'api', address: use.actor }, one);
      guard.web.welcome(use.actor, one);
      const sending = { connection: 'libera', target: use.actor, where, lane: 'normal' } as const;
      for (let turn = 0; turn < 2; turn += 1) {
        const verdict = guard.judgeOutput({ ...sending, patient: true }, one);
        if (verdict.verdict === 'wait')
          guard.putOff({ ...sending, patient: true }, { send: () => {} });
      }
    }
    for (const { table, size, capacity } of guard.sizes()) {
      expect(`${table} ${size <= Math.max(capacity, 1)}`).toBe(`${table} true`);
    }
    expect(guard.sizes().every(({ size }) => size > 0)).toBe(true);
    // All that waits goes out one by one, each target in its own time.
    for (let turn = 0; turn <= 30; turn += 1) guard.advanceOutput(49 * 3_600_000 + turn * 2000);
    guard.sweep(100_000 + 99 * 3_600_000);
    expect(guard.sizes().map(({ size }) => size)).toEqual(guard.sizes().map(() => 0));
  });
});

describe('limits', () => {
  test('are the presets where nobody says otherwise, and within their range where somebody does', () => {
    expect(defaultLimits).toMatchObject({
      window: { max: 5, windowMs: 5000 },
      channel: { max: 8, windowMs: 10_000, silenceMs: 30_000, alertEveryMs: 60_000 },
      strikes: { max: 3, muteMs: 300_000 },
      noticeEveryMs: 30_000,
      sameCommand: { max: 3, windowMs: 5000 },
    });
    const odd = limitsOf({ actorMax: 1e9, channelMax: Number.NaN, muteMs: -4, channelShare: 0.7 });
    expect([odd.window.max, odd.channel.max, odd.strikes.muteMs, odd.channel.share]).toEqual([
      ...[16, 8, 1000, 0.7],
    ]);
  });

  test('a burst that nobody set follows its minute', () => {
    expect(limitsOf({ basicPerMinute: 40 }).buckets.basic).toEqual({ perMinute: 40, burst: 40 });
    expect(limitsOf({ basicPerMinute: 40, basicBurst: 3 }).buckets.basic.burst).toBe(3);
  });

  test('are worked out once a version, and a failed reading keeps what held (BM29)', () => {
    let [version, reads] = [1, 0];
    const failures: unknown[] = [];
    const limitsFor = limitsPort({
      preset: defaultLimits,
      version: () => version,
      read: () => {
        reads += 1;
        if (version === 2) throw new Error('gone');
        return limitsOf({ actorMax: version + 6 });
      },
      failed: (_where, failure) => failures.push(failure),
    });
    expect([limitsFor(quebec).window.max, limitsFor(quebec).window.max, reads]).toEqual([7, 7, 1]);
    version = 2;
    expect([limitsFor(quebec).window.max, limitsFor(direct).window.max]).toEqual([7, 5]);
    limitsFor(quebec);
    expect([reads, failures.length]).toEqual([3, 2]);
    version = 3;
    expect(limitsFor(quebec).window.max).toBe(9);
  });

  test('differ from place to place', () => {
    const strict = limitsOf({ actorMax: 1 });
    const limitsFor = ({ channel }: { channel: string }) =>
      channel === quebec.channel ? strict : defaultLimits;
    const guard = new Guard({ limitsFor, random: random() });
    expect(ask(guard, by('ann'), 0, 1)).toEqual(['allow', 'too-fast']);
    expect(ask(guard, by('ann', place('#other')), 2)).toEqual(['allow']);
  });
});

test('each decision is counted once, by stage, verdict and platform (N36)', () => {
  const guard = guardWith();
  ask(guard, by('ann'), 0, 0, 0, 0, 0, 0);
  ask(guard, { ...by('bob'), where: { ...quebec, platform: 'discord' } }, 1);
  const counts = guard.tallies().filter(({ count }) => count > 0);
  const count = (stage: StageName, verdict: string, platform: string) =>
    counts.find(
      (one) => one.stage === stage && one.verdict === verdict && one.platform === platform,
    )?.count;
  expect(count('window', 'allow', 'irc')).toBe(5);
  expect(count('window', 'refuse', 'irc')).toBe(1);
  expect(count('bucket', 'allow', 'irc')).toBe(5);
  expect(count('channel', 'allow', 'discord')).toBe(1);
  expect(counts.length).toBe(4 + 1 + 4);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelId, spaceId } from '../base/ids.ts';
import { seededRandom } from '../base/random.ts';
import {
  type GuardState,
  type Happening,
  type Mode,
  type OutputField,
  type OutputStage,
  type Sending,
  Guard,
  defaultLimits,
  defaultOutputLimits,
  guardState,
  outputLimitsFrom,
} from './index.ts';

type Set = Partial<Record<OutputField, number>>;
type Modes = Partial<Record<OutputStage, Mode>>;

function guardWith(set: Set = {}, modes: Modes = {}, state?: GuardState) {
  const limits = outputLimitsFrom({
    number: (field) => set[field],
    mode: (stage) => modes[stage],
  });
  const guard = new Guard({
    ...{ limitsFor: () => defaultLimits, outputLimitsFor: () => limits },
    random: seededRandom(7),
    capacities: { actors: 64, uses: 64, offenders: 64 },
    ...(state && { saved: { state, times: { nowMs: 0, wallMs: 0 } } }),
  });
  const told: Happening[] = [];
  guard.follow((happening) => told.push(happening));
  return { guard, told };
}

/** Only the limit of each target, on. */
const alone: Modes = { output: 'live', 'output-global': 'off' };

const to = (name: string, more: Partial<Sending> = {}): Sending => ({
  connection: 'libera',
  target: `libera/${name}`,
  where: {
    channel: channelId(`libera/${name}`),
    space: spaceId(`irc:libera:${name}`),
    platform: 'irc',
  },
  ...{ lane: 'normal', patient: true },
  ...more,
});
const quebec = to('#quebec');

/** What came of it, in a word. What waits is put off, as the app does it. */
function say(guard: Guard, sending: Sending, nowMs: number, said: () => void = () => {}) {
  const verdict = guard.judgeOutput(sending, nowMs);
  if (verdict.verdict === 'wait') guard.putOff(sending, { send: said });
  return verdict.verdict === 'refuse' ? verdict.reason : verdict.verdict;
}
const many = (guard: Guard, sending: Sending, count: number, nowMs: number) =>
  Array.from({ length: count }, () => say(guard, sending, nowMs));
/** Lets time pass up to then, second by second as the timer would, and says what is due. */
function until(guard: Guard, toMs: number): void {
  for (let at = guard.nextOutputAtMs(0); at !== undefined && at <= toMs;) {
    for (const waiting of guard.advanceOutput(at)) waiting.send();
    const next = guard.nextOutputAtMs(at);
    at = next === undefined ? undefined : Math.max(next, at);
  }
}

describe('a target’s own limit (M3, M5)', () => {
  test('is off until somebody sets it', () => {
    const { guard } = guardWith({}, { 'output-global': 'off' });
    expect(new Set(many(guard, quebec, 1000, 0))).toEqual(new Set(['allow']));
  });

  test('says five in thirty seconds; the sixth silences the target for 300 s', () => {
    const { guard } = guardWith({}, alone);
    expect([0, 1, 2, 3, 29_998].map((at) => say(guard, quebec, at))).toEqual(
      Array(5).fill('allow'),
    );
    expect(guard.judgeOutput(quebec, 29_999)).toEqual({
      ...{ verdict: 'wait', stage: 'output', reason: 'output-silent', retryAfterMs: 300_000 },
    });
    expect(say(guard, quebec, 29_999 + 299_999)).toBe('wait');
  });

  test('says the sixth at thirty seconds to the millisecond', () => {
    const { guard } = guardWith({}, alone);
    expect([0, 1, 2, 3, 4, 30_000].map((at) => say(guard, quebec, at))[5]).toBe('allow');
  });

  test('sees a burst across the border of any fixed window (BM12)', () => {
    const { guard } = guardWith({}, alone);
    const times = [29_700, 29_800, 29_900, 30_100, 30_200, 30_300];
    expect(times.map((at) => say(guard, quebec, at))[5]).toBe('wait');
  });

  test('is the target’s alone', () => {
    const { guard } = guardWith({}, alone);
    many(guard, quebec, 6, 0);
    expect(many(guard, to('#castle'), 5, 0)).toEqual(Array(5).fill('allow'));
  });

  test('lets thirty wait and drops the thirty-first, which is counted', () => {
    const { guard } = guardWith({}, alone);
    many(guard, quebec, 5, 0);
    expect(many(guard, quebec, 30, 1)).toEqual(Array(30).fill('wait'));
    expect(many(guard, quebec, 2, 2)).toEqual(['output-full', 'output-full']);
    expect(guard.outputStatus(2)).toMatchObject({
      dropped: 2,
      targets: [{ waiting: 30, dropped: 2, silentForMs: 299_999 }],
    });
  });

  test('says what waited when the silence ends, in order, one in two seconds', () => {
    const { guard } = guardWith({}, alone);
    const said: string[] = [];
    many(guard, quebec, 5, 0);
    for (let one = 0; one < 30; one += 1) say(guard, quebec, 0, () => said.push(`m${one}`));
    until(guard, 299_999);
    expect(said).toEqual([]);
    until(guard, 300_000);
    expect(said).toEqual(['m0']);
    until(guard, 301_999);
    expect(said).toEqual(['m0']);
    until(guard, 302_000);
    expect(said).toEqual(['m0', 'm1']);
    until(guard, 300_000 + 29 * 2000);
    expect(said).toEqual(Array.from({ length: 30 }, (_, one) => `m${one}`));
  });

  test('what comes while others wait stands behind them, and is counted anew afterwards', () => {
    const { guard } = guardWith({}, alone);
    const said: string[] = [];
    many(guard, quebec, 5, 0);
    for (const name of ['a', 'b']) say(guard, quebec, 0, () => said.push(name));
    until(guard, 300_000);
    expect(say(guard, quebec, 300_500, () => said.push('late'))).toBe('wait');
    until(guard, 305_000);
    expect(said).toEqual(['a', 'b', 'late']);
    expect(many(guard, quebec, 6, 306_000)).toEqual([...Array<string>(5).fill('allow'), 'wait']);
  });

  test('one target’s backlog delays no other’s', () => {
    const { guard } = guardWith({}, alone);
    const said: string[] = [];
    const names = ['#a', '#b', '#c'];
    for (const name of names) many(guard, to(name), 5, 0);
    for (const name of names)
      for (let one = 0; one < 10; one += 1) say(guard, to(name), 0, () => said.push(name));
    until(guard, 302_000);
    expect(said.sort()).toEqual(['#a', '#a', '#b', '#b', '#c', '#c']);
  });

  test('whoever stands and waits is answered at once that it is silent', () => {
    const { guard } = guardWith({}, alone);
    many(guard, quebec, 5, 0);
    expect(say(guard, { ...quebec, patient: false }, 1)).toBe('output-silent');
    expect(guard.outputStatus(1).targets[0]).toMatchObject({ waiting: 0, dropped: 0 });
  });

  test('never says more than its limit in any stretch of its length, backlogs apart', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12_000), { maxLength: 120 }), (gaps) => {
        const { guard } = guardWith({ outputBacklog: 0, outputSilenceMs: 1000 }, alone);
        let nowMs = 0;
        const said = gaps
          .map((gap) => (nowMs += gap))
          .filter((at) => {
            guard.advanceOutput(at);
            return say(guard, quebec, at) === 'allow';
          });
        said.forEach((at, first) => {
          const sixth = said[first + 5];
          // A silence forgets what was said before it, so it counts from its end.
          if (sixth !== undefined) expect(sixth - at).toBeGreaterThanOrEqual(1000);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('what was not said after all counts for nothing', () => {
    const { guard } = guardWith({}, { output: 'live' });
    for (let turn = 0; turn < 30; turn += 1) {
      expect(say(guard, quebec, turn)).toBe('allow');
      guard.takeBack(quebec, turn);
    }
    expect(guard.outputStatus(31)).toMatchObject({
      connections: [{ sent: 0, targets: 0 }],
      targets: [{ sent: 0 }],
    });
  });
});

describe('what all of a connection share (M6)', () => {
  test('twenty in ten seconds are said; the twenty-first begins fifteen tight seconds', () => {
    const { guard } = guardWith();
    expect(many(guard, quebec, 19, 0)).toEqual(Array(19).fill('allow'));
    expect(say(guard, quebec, 9_999)).toBe('allow');
    expect(guard.judgeOutput(quebec, 9_999)).toEqual({
      ...{ verdict: 'refuse', stage: 'output-global', reason: 'output-tight' },
      retryAfterMs: 15_000,
    });
    expect(say(guard, quebec, 9_999 + 14_999)).toBe('output-tight');
    expect(say(guard, quebec, 9_999 + 15_000)).toBe('allow');
  });

  test('the twenty-first at ten seconds to the millisecond is said', () => {
    const { guard } = guardWith();
    many(guard, quebec, 20, 0);
    expect(say(guard, quebec, 10_000)).toBe('allow');
  });

  test('sees a burst across the border of any fixed window', () => {
    const { guard } = guardWith();
    many(guard, quebec, 15, 9_900);
    expect(many(guard, quebec, 6, 10_100)[5]).toBe('output-tight');
  });

  test('holds on every connection for itself', () => {
    const { guard } = guardWith();
    many(guard, quebec, 30, 0);
    expect(say(guard, { ...quebec, connection: 'oftc' }, 0)).toBe('allow');
  });

  test('counts what was said, never what it refused (BM13)', () => {
    const { guard } = guardWith();
    many(guard, quebec, 1000, 0);
    expect(guard.outputStatus(0).connections).toEqual([
      {
        ...{ connection: 'libera', sent: 20, targets: 1, max: 20, windowMs: 10_000 },
        ...{ tightForMs: 15_000, refused: 980 },
      },
    ]);
  });

  test('an innocent in another channel is answered while it is tight, up to his share', () => {
    const { guard } = guardWith();
    many(guard, quebec, 100, 0);
    expect(many(guard, to('#castle'), 11, 1)).toEqual([
      ...Array<string>(10).fill('allow'),
      'output-tight',
    ]);
    expect(many(guard, to('#tower'), 7, 2)).toEqual([
      ...Array<string>(6).fill('allow'),
      'output-tight',
    ]);
  });

  test('many nicks with one message each make no channel’s share small', () => {
    const { guard } = guardWith();
    many(guard, quebec, 8, 0);
    for (let one = 0; one < 12; one += 1) say(guard, to(`@nick${one}`), 0);
    expect(many(guard, to('#castle'), 5, 1)).toEqual([
      ...Array<string>(4).fill('allow'),
      'output-tight',
    ]);
  });

  test('however many there are, each may be told three times', () => {
    const { guard } = guardWith();
    for (let one = 0; one < 100; one += 1)
      expect(many(guard, to(`#room${one}`), 3, one)).toEqual(Array(3).fill('allow'));
    expect(say(guard, to('#room99'), 100)).toBe('output-tight');
  });

  test('holds where no target’s own limit is on, and with it', () => {
    const { guard } = guardWith({ outputMax: 64 }, { output: 'live' });
    expect(many(guard, quebec, 21, 0)[20]).toBe('output-tight');
    expect(guard.outputStatus(0).targets[0]?.sent).toBe(20);
  });

  test.each(['urgent', 'operator'] as const)(
    'the lane %s is never refused and never counted',
    (lane) => {
      const { guard } = guardWith({}, { output: 'live' });
      expect(new Set(many(guard, { ...quebec, lane }, 100, 0))).toEqual(new Set(['allow']));
      expect(guard.outputStatus(0).connections).toEqual([]);
      many(guard, quebec, 30, 0);
      expect(new Set(many(guard, { ...quebec, lane }, 100, 1))).toEqual(new Set(['allow']));
    },
  );

  test('a backlog takes from its target’s share, and waits where that is used up', () => {
    const { guard } = guardWith({ outputMax: 5, outputSilenceMs: 1000 }, { output: 'live' });
    const said: number[] = [];
    many(guard, quebec, 5, 0);
    say(guard, quebec, 0, () => said.push(1));
    // Others use up what there is, and so much that each may be told three times.
    for (let one = 0; one < 20; one += 1) say(guard, to(`#room${one}`), 900);
    until(guard, 1000);
    expect(said).toEqual([]);
    // It had its share when it was asked, so it waits for the end of the tight period.
    until(guard, 15_000);
    expect(said).toEqual([]);
    until(guard, 17_000);
    expect(said).toEqual([1]);
  });
});

/** A message each: after how long, to which of a few targets. */
const talk = fc.array(fc.tuple(fc.nat(900), fc.nat(7)), { maxLength: 300 });
const { max, windowMs, floor } = defaultOutputLimits.shared;

/** The level up to which one more may take, so that it and all others, none above it, come to no more than the limit. */
function levelFor(others: readonly number[]): number {
  const fits = (level: number) =>
    level + others.reduce((sum, had) => sum + Math.min(had, level), 0) <= max;
  return Array.from({ length: max }, (_, one) => max - one).find(fits) ?? 0;
}

describe('the law of fair shares', () => {
  /** Plays it, and tells of each message when, to whom, and what came of it, with the share offered at that moment. */
  function played(messages: readonly (readonly [number, number])[]) {
    const { guard } = guardWith();
    let nowMs = 0;
    const said: { at: number; target: string; share: number }[] = [];
    return messages.map(([gap, number]) => {
      nowMs += gap;
      const at = nowMs;
      guard.advanceOutput(at);
      const target = `#room${number}`;
      const inWindow = said.filter((one) => at - one.at < windowMs);
      const had = new Map<string, number>();
      for (const one of inWindow) had.set(one.target, (had.get(one.target) ?? 0) + 1);
      const own = had.get(target) ?? 0;
      had.delete(target);
      const share = Math.max(floor, levelFor([...had.values()]));
      // Never less than an equal part.
      expect(share).toBeGreaterThanOrEqual(Math.floor(max / (had.size + 1)));
      const word = say(guard, to(target), at);
      if (word === 'allow') said.push({ at, target, share });
      return { at, target, word, own, share, all: inWindow.length };
    });
  }

  test('a target below its share is never refused, unless it overran that in the same tight period', () => {
    fc.assert(
      fc.property(talk, (messages) => {
        const silentUntil = new Map<string, number>();
        let tightUntil = 0;
        for (const { at, target, word, own, share, all } of played(messages)) {
          if (at >= tightUntil && all >= max) tightUntil = at + 15_000;
          if (word === 'allow') continue;
          const overran = own >= share || (silentUntil.get(target) ?? 0) > at;
          expect(overran).toBe(true);
          silentUntil.set(target, tightUntil);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('in no window is more said than the limit and each target’s share', () => {
    fc.assert(
      fc.property(talk, (messages) => {
        const said = played(messages).filter(({ word }) => word === 'allow');
        for (const { at } of said) {
          const inside = said.filter((one) => one.at <= at && at - one.at < windowMs);
          const shares = new Map<string, number>();
          for (const { target, share } of inside)
            shares.set(target, Math.max(shares.get(target) ?? 0, share));
          const most = max + [...shares.values()].reduce((sum, share) => sum + share, 0);
          expect(inside.length).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('what is refused changes nothing for anybody else', () => {
    fc.assert(
      fc.property(talk, fc.nat(50), (messages, extra) => {
        const answers = (noisy: boolean) => {
          const { guard } = guardWith();
          let nowMs = 0;
          many(guard, to('#flood'), 25, 0);
          return messages.map(([gap, number]) => {
            nowMs += gap;
            // Refused all the same: it is silent for fifteen seconds.
            if (noisy && nowMs < 15_000) many(guard, to('#flood'), extra, nowMs);
            return say(guard, to(`#room${number}`), nowMs);
          });
        };
        expect(answers(true)).toEqual(answers(false));
      }),
      { numRuns: 100 },
    );
  });

  test('nobody’s flood takes from an innocent who asks for less than the least share', () => {
    fc.assert(
      fc.property(talk, fc.integer({ min: 3400, max: 9000 }), (messages, everyMs) => {
        const { guard } = guardWith();
        let [nowMs, nextMs] = [0, 0];
        for (const [gap, number] of messages) {
          nowMs += Math.floor(gap / 10);
          for (; nextMs <= nowMs; nextMs += everyMs)
            expect(say(guard, to('#innocent'), nextMs)).toBe('allow');
          say(guard, to(`#room${number}`), nowMs);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('modes', () => {
  test('in shadow all is said and flagged, and nothing is told to operators as an alert', () => {
    const { guard, told } = guardWith({}, { output: 'shadow', 'output-global': 'shadow' });
    expect(many(guard, quebec, 7, 0)).toEqual([
      ...Array<string>(5).fill('allow'),
      ...Array<string>(2).fill('flag'),
    ]);
    expect(told).toMatchObject([{ kind: 'output-silenced', watched: true, alert: false }]);
    expect(guard.tallies().filter(({ stage, count }) => stage === 'output' && count > 0)).toEqual([
      { stage: 'output', verdict: 'allow', platform: 'irc', count: 5 },
      { stage: 'output', verdict: 'flag', platform: 'irc', count: 2 },
    ]);
  });

  test('the shared limit can watch alone, and then counts as if it were live', () => {
    const { guard } = guardWith({}, { 'output-global': 'shadow' });
    expect(many(guard, quebec, 22, 0).slice(19)).toEqual(['allow', 'flag', 'flag']);
    expect(guard.outputStatus(0).connections[0]?.sent).toBe(20);
  });

  test('switched off, it does not look', () => {
    const { guard } = guardWith({}, { 'output-global': 'off' });
    expect(new Set(many(guard, quebec, 100, 0))).toEqual(new Set(['allow']));
    expect(guard.outputStatus(0)).toEqual({ connections: [], targets: [], dropped: 0 });
  });
});

describe('operators', () => {
  test('hear when a silence begins and when it ends, once each, and nothing is counted for it', () => {
    const { guard, told } = guardWith({}, { output: 'live' });
    many(guard, quebec, 5, 0);
    many(guard, quebec, 40, 100);
    until(guard, 400_000);
    expect(told.map(({ kind, forMs }) => [kind, forMs])).toEqual([
      ['output-silenced', 300_000],
      ['output-lifted', 300_000],
    ]);
    expect(told[1]).toMatchObject({ waiting: 30, dropped: 10, where: quebec.where });
  });

  test('hear when a connection gets tight and when that is over', () => {
    const { guard, told } = guardWith();
    many(guard, quebec, 50, 0);
    until(guard, 20_000);
    expect(told).toMatchObject([
      { kind: 'output-tight', connection: 'libera', forMs: 15_000, alert: true },
      { kind: 'output-eased', connection: 'libera', forMs: 15_000, dropped: 30 },
    ]);
  });

  test('can lift a silence: what waits is said from then on', () => {
    const { guard, told } = guardWith({}, alone);
    const said: string[] = [];
    many(guard, quebec, 5, 0);
    for (const name of ['a', 'b']) say(guard, quebec, 0, () => said.push(name));
    expect(guard.lift(quebec.target, 1000)).toBe(true);
    expect(guard.lift(quebec.target, 1000)).toBe(false);
    until(guard, 3000);
    expect(said).toEqual(['a', 'b']);
    expect(told.map(({ kind }) => kind)).toEqual(['output-silenced', 'output-lifted']);
  });

  test('see who is silent among all that is held back', () => {
    const { guard } = guardWith({}, { output: 'live' });
    many(guard, quebec, 6, 0);
    many(guard, to('#castle'), 5, 0);
    for (let one = 0; one < 12; one += 1) say(guard, to(`#room${one}`), 0);
    expect(guard.limited(0)).toEqual([
      {
        ...{ stage: 'output', reason: 'output-silent', channel: 'libera/#quebec' },
        untilMs: 300_000,
      },
      {
        ...{ stage: 'output-global', reason: 'output-tight', channel: 'libera' },
        untilMs: 15_000,
      },
    ]);
  });
});

describe('a restart', () => {
  test('keeps silences, on a new clock, for as long as they had left', () => {
    const { guard } = guardWith({}, { output: 'live' });
    many(guard, quebec, 6, 1000);
    for (let one = 0; one < 20; one += 1) say(guard, to(`#room${one}`), 1000);
    const kept: unknown = JSON.parse(JSON.stringify(guard.save({ nowMs: 9000, wallMs: -5000 })));
    // Five seconds pass meanwhile.
    const later = guardWith({}, { output: 'live' }, guardState.parse(kept)).guard;
    expect(later.outputStatus(0)).toMatchObject({
      connections: [{ tightForMs: 2000 }],
      targets: [{ silentForMs: 287_000 }],
    });
    expect(say(later, quebec, 286_999)).toBe('wait');
    until(later, 287_000);
    expect(say(later, quebec, 290_000)).toBe('allow');
  });

  test('what version 1 kept is read', () => {
    const { guard } = guardWith();
    const kept: object = { ...guard.save({ nowMs: 0, wallMs: 0 }), version: 1, output: undefined };
    expect(guardState.parse(kept)).toMatchObject({
      output: { targets: [], connections: [] },
    });
  });
});

test('a hundred thousand targets keep every table inside its bound', () => {
  const { guard } = guardWith({ outputMax: 1 }, { output: 'live' });
  for (let one = 0; one < 100_000; one += 1) {
    say(guard, to(`#room${one}`), one / 10);
    say(guard, to(`#room${one}`), one / 10);
  }
  const outputs = guard.sizes().filter(({ table }) => table.startsWith('output'));
  expect(outputs.map(({ table, size, capacity }) => [table, size > 0 && size <= capacity])).toEqual(
    [
      ['output-targets', true],
      ['output-shares', true],
    ],
  );
});

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { channelId, spaceId } from '../../../src/base/ids.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { Guard, type Sending, defaultLimits, outputLimitsFrom } from '../../../src/guard/index.ts';
import { type Row, type Scenario, atMost } from '../measurement.ts';
import { Rounds } from '../statistics.ts';
import { idOf, nanosecondsEach, shuffled } from './guard.ts';

const targets = 4000;
/** So far apart that nothing is refused: letting out is the dearest way. */
const apartMs = 600;

const sendingTo = (target: string, one: number): Sending => ({
  ...{ connection: 'libera', target, lane: 'normal', patient: false },
  where: {
    channel: channelId(`libera/#room${one % 64}`),
    space: spaceId(`irc:libera:#room${one % 64}`),
    platform: 'irc',
  },
});

const guardOf = (mode: 'live' | 'off', max?: number): Guard => {
  const limits = outputLimitsFrom({
    number: (field) => (field === 'outputMax' ? max : undefined),
    mode: (stage) => (stage === 'output' ? mode : undefined),
  });
  return new Guard({
    ...{ limitsFor: () => defaultLimits, outputLimitsFor: () => limits },
    random: seededRandom(1),
  });
};

/** One decision about what goes out, against a bare `Map.get`; then ten million different targets. */
export const guardOutput: Scenario = {
  name: 'guard-output',
  about: 'The guard on the way out: one decision, and its memory under ten million targets',
  run(effort) {
    const { quick, note } = effort;
    const [rounds, count] = quick ? [3, 100_000] : [9, 500_000];
    const rows = [
      decision('shared limit', guardOf('off'), { rounds, count }),
      decision('both limits', guardOf('live'), { rounds, count }),
      decision('refused in a tight period', flooded(), { rounds, count, apartMs: 0 }),
      ...bounded(quick ? 1_000_000 : 10_000_000, note),
    ];
    return Promise.resolve(rows);
  },
};

function flooded(): Guard {
  const guard = guardOf('off');
  for (let one = 0; one < 64; one += 1)
    for (let turn = 0; turn < 20; turn += 1) guard.judgeOutput(sendingTo(idOf(one), one), 0);
  return guard;
}

function decision(
  what: string,
  guard: Guard,
  { rounds, count, apartMs: gapMs = apartMs }: { rounds: number; count: number; apartMs?: number },
): Row {
  const known = gapMs === 0 ? 64 : targets;
  const ids = Array.from({ length: known }, (_, one) => idOf(one));
  const sendings = ids.map(sendingTo);
  const map = new Map(ids.map((id, one) => [id, one]));
  const order = shuffled(count, known);
  const found = new Rounds();
  let [nowMs, sum] = [0, 0];
  const each = (visit: (sending: Sending) => void) => () => {
    for (const one of order) visit(sendings[one]!);
  };
  for (let round = -1; round < rounds; round += 1) {
    const bare = nanosecondsEach(
      count,
      each(({ target }) => (sum += map.get(target) ?? 0)),
    );
    const judged = nanosecondsEach(
      count,
      each((sending) => (sum += guard.judgeOutput(sending, (nowMs += gapMs)).verdict.length)),
    );
    if (round < 0) continue;
    found.note(round, 'node', bare);
    found.note(round, 'castellan', judged);
  }
  if (sum === 0) throw new Error('Nothing was measured');
  return {
    ...{ scenario: 'guard-output', what: `decision, ${what}`, unit: 'ns', against: 'node' },
    ...{ values: found.values(), ratio: found.ratio('castellan', 'node') },
    target: atMost(500, 'value'),
  };
}

/** A flood of targets that are all different, each told two things where one is let out. */
function bounded(count: number, note: (text: string) => void): readonly Row[] {
  const guard = guardOf('live', 1);
  const startBytes = liveBytes();
  let [nowMs, fullest] = [0, 0];
  const ns = nanosecondsEach(count * 2, () => {
    for (let one = 0; one < count; one += 1) {
      const sending = sendingTo(`irc:libera:host:u${one}@host${one}.example.org`, one);
      nowMs += 0.1;
      for (let turn = 0; turn < 2; turn += 1) guard.judgeOutput(sending, nowMs);
      if (one % 100_000 === 0) fullest = Math.max(fullest, fullestOf(guard));
    }
  });
  fullest = Math.max(fullest, fullestOf(guard));
  note(`${Math.round(ns)} ns each, making the id included`);
  const grownMiB = (liveBytes() - startBytes) / 2 ** 20;
  const about = { scenario: 'guard-output', against: 'castellan' } as const;
  return [
    {
      ...{ ...about, what: 'fullest table, share of its bound', unit: '×', ratio: fullest },
      ...{ values: { castellan: fullest }, target: atMost(1, 'value') },
    },
    {
      ...{ ...about, what: 'live memory grown by', unit: 'MiB', ratio: grownMiB },
      ...{ values: { castellan: grownMiB }, target: atMost(16, 'value') },
    },
  ];
}

/** What is still referred to, once all garbage is gone. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const fullestOf = (guard: Guard): number =>
  Math.max(
    ...guard
      .sizes()
      .filter(({ table }) => table.startsWith('output'))
      .map(({ size, capacity }) => size / capacity),
  );

import { channelId, spaceId } from '../../../src/base/ids.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { Guard, type Use, defaultLimits } from '../../../src/guard/index.ts';
import { type Effort, type Row, type Scenario, atMost } from '../measurement.ts';
import { Rounds } from '../statistics.ts';

const channels = 64;
/** Apart enough that nothing is refused: most uses are let through, and that is the dearest way. */
const apartMs = 72;
const echo = { command: 'echo', cooldownMs: 0 };

/** CPU, not time: other programs of the machine then only cost cache. */
export function nanosecondsEach(count: number, run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / count;
}

/** One flat string each, as ids are once they were checked; a fresh row of them in random order. */
export const idOf = (one: number): string =>
  Buffer.from(`irc:libera:host:u${one}@host${one}.example.org`).toString();

export function shuffled(count: number, of: number): Int32Array {
  const random = seededRandom(11);
  return Int32Array.from({ length: count }, () => random.below(of));
}

const places = Array.from({ length: channels }, (_, one) => ({
  channel: channelId(`libera/#room${one}`),
  space: spaceId(`irc:libera:#room${one}`),
  platform: 'irc' as const,
}));

const useBy = (actor: string, one: number): Use => ({
  ...{ actor, category: 'basic', exempt: false },
  where: places[one % channels]!,
});

/**
 * Everything that the guard does about one use, against what a bare `Map.get` of the same keys costs here and now. The
 * design's 150 and 500 ns were set where that costs 18 and 150 ns: the ratio is what can be compared between machines.
 */
export const guardDecision: Scenario = {
  name: 'guard-decision',
  about: 'The guard: one decision through all stages in, and its memory',
  run(effort) {
    const small = decisions(10_000, 8.3, effort);
    return Promise.resolve([...small, ...decisions(1_000_000, 3.3, effort)]);
  },
};

function decisions(actors: number, bound: number, { quick, note }: Effort): readonly Row[] {
  const [rounds, count] = quick ? [3, 200_000] : [9, 1_000_000];
  const room = {
    actors: 2 ** Math.ceil(Math.log2(actors)),
    uses: 2 ** Math.ceil(Math.log2(actors)),
  };
  const guard = new Guard({
    limitsFor: () => defaultLimits,
    random: seededRandom(1),
    capacities: room,
  });
  const ids = Array.from({ length: actors }, (_, one) => idOf(one));
  const uses = ids.map(useBy);
  const map = new Map(ids.map((id, one) => [id, one]));
  const order = shuffled(count, actors);
  const [judged, whole] = [new Rounds(), new Rounds()];
  let [nowMs, sum] = [0, 0];
  const each = (visit: (use: Use) => void) => () => {
    for (const one of order) visit(uses[one]!);
  };
  const judge = (use: Use) => guard.judge(use, (nowMs += apartMs)).verdict === 'allow';
  const both = (use: Use) => {
    if (!judge(use)) return;
    const reserved = guard.reserve(use, echo, nowMs);
    if (reserved.verdict === 'allow') reserved.reservation.commit();
  };
  for (const use of uses) both(use);
  for (let round = 0; round < rounds; round += 1) {
    const bare = nanosecondsEach(
      count,
      each(({ actor }) => (sum += map.get(actor) ?? 0)),
    );
    judged.note(round, 'castellan', nanosecondsEach(count, each(judge)));
    whole.note(round, 'castellan', nanosecondsEach(count, each(both)));
    for (const rows of [judged, whole]) rows.note(round, 'node', bare);
  }
  note(`${actors.toLocaleString('en')} actors (${sum > 0 ? 'node: Map.get alone' : ''})`);
  const named = `${actors.toLocaleString('en')} actors`;
  return [
    row(judged, `decision before parsing, ${named}`, bound),
    row(whole, `with cooldown reserved and committed, ${named}`, bound),
    ...bytes(guard, named),
  ];
}

const row = (rounds: Rounds, what: string, bound: number): Row => ({
  ...{ scenario: 'guard-decision', what, unit: 'ns' },
  values: rounds.values(),
  ratio: rounds.ratio('castellan', 'node'),
  against: 'node',
  target: atMost(bound),
});

/** The record of an actor serves two stages, the window and the buckets; that of a use one. */
function bytes(guard: Guard, named: string): readonly Row[] {
  const each = (table: string, stages: number) => {
    const found = guard.sizes().find((one) => one.table === table);
    return (found?.bytes ?? Number.NaN) / (found?.capacity ?? 1) / stages;
  };
  const rows = [
    { what: `bytes an actor and stage (window, buckets), ${named}`, value: each('actors', 2) },
    { what: `bytes an actor and stage (same command), ${named}`, value: each('uses', 1) },
  ];
  return rows.map(({ what, value }) => ({
    ...{ scenario: 'guard-decision', what, unit: 'B' },
    values: { castellan: value },
    ...{ ratio: value, against: 'castellan' as const, target: atMost(64, 'value') },
  }));
}

/** A flood of people who are all different, with the capacities of the product. */
export const guardBounded: Scenario = {
  name: 'guard-bounded',
  about: 'The guard under ten million different actors',
  run({ quick, note }) {
    const actors = quick ? 1_000_000 : 10_000_000;
    const guard = new Guard({ limitsFor: () => defaultLimits, random: seededRandom(1) });
    const [startBytes, step] = [process.memoryUsage().rss, 0.1];
    let [nowMs, fullest] = [0, 0];
    const ns = nanosecondsEach(actors, () => {
      for (let one = 0; one < actors; one += 1) {
        const use = useBy(`irc:libera:host:u${one}@host${one}.example.org`, one);
        if (guard.judge(use, (nowMs += step)).verdict === 'allow') guard.reserve(use, echo, nowMs);
        if (one % 100_000 === 0) fullest = Math.max(fullest, fullestOf(guard));
      }
    });
    fullest = Math.max(fullest, fullestOf(guard));
    note(`${Math.round(ns)} ns each, making the id included`);
    const grownMiB = (process.memoryUsage().rss - startBytes) / 2 ** 20;
    const about = { scenario: this.name, against: 'castellan' as const };
    return Promise.resolve([
      {
        ...{ ...about, what: 'fullest table, share of its bound', unit: '×', ratio: fullest },
        ...{ values: { castellan: fullest }, target: atMost(1, 'value') },
      },
      {
        ...{ ...about, what: 'resident memory grown by', unit: 'MiB', ratio: grownMiB },
        values: { castellan: grownMiB },
      },
    ]);
  },
};

const fullestOf = (guard: Guard): number =>
  Math.max(...guard.sizes().map(({ size, capacity }) => size / capacity));

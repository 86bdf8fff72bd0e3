import { channelId, spaceId } from '../../../src/base/ids.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { silentLog } from '../../../src/base/log.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { defaultLimits, limitsFrom } from '../../../src/guard/index.ts';
import {
  type FactPlace,
  type Judged,
  Recorder,
  actorKeys,
  factLog,
  replay,
} from '../../../src/replay/index.ts';
import { memoryFacts } from '../../support/memory-facts.ts';
import { type Effort, type Row, type Scenario, atMost } from '../measurement.ts';
import { idOf, nanosecondsEach } from './guard.ts';

const place: FactPlace = {
  channel: channelId('libera/#busy'),
  space: spaceId('irc:libera:#busy'),
  platform: 'irc',
  name: '#busy',
};
const people = 2000;
const commands = ['ping', 'choose', 'trivia', 'help', 'karma', 'seen', 'weather', 'define'];

/** This thread's work, in ms: on a busy machine, time says more about the others. */
const workMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** The most work that was done without giving the event loop free, while something runs. */
async function longestBlockMs<Value>(run: () => Promise<Value>): Promise<[Value, number]> {
  let [last, longest, running] = [workMs(), 0, true];
  const look = () => {
    const now = workMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  setImmediate(look);
  const value = await run();
  running = false;
  look();
  return [value, longest];
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const row = (what: string, unit: string, value: number, bound?: number): Row => ({
  ...{ scenario: 'replay', what, unit, values: { castellan: value }, ratio: value },
  against: 'castellan',
  ...(bound !== undefined && { target: atMost(bound, 'value') }),
});

/** Days of a busy channel: taken down, packed, read back and run through the guard under a draft of limits. */
export const replayOfDays: Scenario = {
  name: 'replay',
  about: 'A million facts of a busy channel: recorded, kept, replayed under a draft of limits',
  run: (effort) => measure(effort),
};

async function measure({ quick, note }: Effort): Promise<readonly Row[]> {
  const facts = quick ? 100_000 : 1_000_000;
  const random = seededRandom(5);
  const keys = actorKeys(Buffer.alloc(32, 1));
  const store = memoryFacts();
  // The day passes faster than it is told: time is what each fact says.
  const clock = { ...systemClock, now: () => 1_790_000_000_000, monotonic: () => 0 };
  const recorder = new Recorder({
    ...{ clock, random, seed: keys.seed, isKept: () => true, full: () => {} },
  });
  const log = factLog({ recorder, store, keys, log: silentLog });
  const ids = Array.from({ length: people }, (_, one) => idOf(one));
  const uses: readonly Judged[] = Array.from({ length: 4096 }, () => ({
    use: {
      // Few say most.
      ...{ actor: ids[Math.floor(people * random.next() ** 3)] ?? '', category: 'basic' },
      ...{ where: place, exempt: false },
    },
    ...{ place, command: commands[random.below(commands.length)] ?? '', nowMs: 0 },
  }));
  let [nowMs, ns, written] = [0, 0, 0];
  const allowed = { verdict: 'allow' } as const;
  while (written < facts) {
    const some = Math.min(facts - written, 32_768);
    const sizes = Int32Array.from({ length: some }, () => 3 + Math.floor(120 * random.next() ** 2));
    const apart = Float64Array.from({ length: some }, () => Math.floor(1800 * random.next() ** 2));
    const judged = Array.from({ length: some }, (_, at) => ({
      ...uses[random.below(uses.length)]!,
      nowMs: (nowMs += apart[at] ?? 0),
    }));
    ns +=
      some *
      nanosecondsEach(some, () => {
        for (let at = 0; at < some; at += 1) {
          recorder.expectSize(sizes[at] ?? 0);
          recorder.used(judged[at]!, allowed);
        }
      });
    written += some;
    await log.flush();
  }
  const size = await log.size();
  const reading = performance.now();
  const [tape, readBlock] = await longestBlockMs(() => log.read(0));
  const running = performance.now();
  const draft = limitsFrom((field) => (field === 'actorMax' ? 3 : undefined));
  const [outcome, replayBlock] = await longestBlockMs(() =>
    replay({
      ...{ tape, random, turn, limitsFor: () => draft, cooldownMs: () => 0 },
      counts: () => true,
    }),
  );
  const ended = performance.now();
  note(
    `${outcome.uses} uses over ${(nowMs / 86_400_000).toFixed(1)} days, ${outcome.refused} refused of ${outcome.people.length}; dropped ${recorder.dropped}; limits ${defaultLimits.window.max}→3`,
  );
  const named = facts.toLocaleString('en');
  return [
    row(`cost of recording a fact`, 'ns', ns / facts),
    row(`bytes a fact, kept (${named} uses)`, 'B', size.bytes / size.facts),
    row(`read back ${named} facts`, 's', (running - reading) / 1000, 5),
    row(`replay ${named} facts`, 's', (ended - running) / 1000, 5),
    row('longest block of the event loop, reading', 'ms', readBlock, 50),
    row('longest block of the event loop, replaying', 'ms', replayBlock, 50),
  ];
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manualClock } from '../base/clock.ts';
import { channelId, spaceId } from '../base/ids.ts';
import { memoryLog } from '../base/log.ts';
import { seededRandom } from '../base/random.ts';
import {
  Guard,
  type Limits,
  type StageName,
  type Use,
  defaultLimits,
  limitsFrom,
} from '../guard/index.ts';
import { memoryFacts } from '../../test/support/memory-facts.ts';
import { actorKeys } from './actor-keys.ts';
import type { FactPlace } from './fact.ts';
import { factLog } from './fact-log.ts';
import { type FactMark, Recorder } from './recorder.ts';
import { replay } from './replay.ts';

const placeOf = (channel: string, space?: string): FactPlace => ({
  channel: channelId(channel),
  ...(space !== undefined && { space: spaceId(space) }),
  platform: 'irc',
  name: channel,
});

const castle = placeOf('libera/#castle', 'irc:libera:#castle');
const places = [
  castle,
  placeOf('libera/#moat', 'irc:libera:#moat'),
  placeOf('discord/1', 'discord:9'),
  placeOf('discord/2', 'discord:9'),
  placeOf('libera/@ann'),
];
const cooldownMs = (command: string) => (command === 'trivia' ? 5000 : 0);
const turn = () => Promise.resolve();

type Sort = 'at-once' | 'later' | 'refunded' | 'refunded-later' | 'not-allowed';

interface Step {
  readonly afterMs: number;
  readonly who: number;
  readonly place: number;
  readonly category: string;
  readonly command: string;
  readonly exempt: boolean;
  readonly sort: Sort;
}

/** A guard as it is used, and what is recorded of it. */
function used(limits: Limits, { isKept = () => true }: { isKept?: () => boolean } = {}) {
  const clock = manualClock();
  const random = seededRandom(3);
  const keys = actorKeys(Buffer.alloc(32, 7));
  const store = memoryFacts();
  const log = memoryLog();
  const recorder = new Recorder({ clock, random, seed: keys.seed, isKept, full: () => {} });
  const facts = factLog({ recorder, store, keys, log });
  const guard = new Guard({ limitsFor: () => limits, random });
  const refused = new Map<StageName, number>();
  const flagged = new Map<StageName, number>();
  let pending: (() => void)[] = [];
  let [mutes, bans, silences] = [0, 0, 0];
  guard.follow(({ kind }) => {
    if (kind === 'muted') mutes += 1;
    else if (kind === 'banned') bans += 1;
    else silences += 1;
  });
  const note = (on: Map<StageName, number>, stage: StageName) =>
    on.set(stage, (on.get(stage) ?? 0) + 1);
  let sweptMs = 0;

  async function step({ afterMs, who, place, category, command, exempt, sort }: Step) {
    await clock.advance(afterMs);
    for (const late of pending) late();
    pending = [];
    const nowMs = clock.monotonic();
    if (nowMs - sweptMs >= 60_000) guard.sweep((sweptMs = nowMs));
    const where = places[place] ?? castle;
    const use: Use = { actor: `irc:libera:host:p@${who}`, where, category, exempt };
    const judged = { use, place: where, command, nowMs };
    const verdict = guard.judge(use, nowMs);
    recorder.expectSize(12);
    recorder.used(judged, verdict);
    if (verdict.verdict === 'flag') note(flagged, verdict.stage);
    if (verdict.verdict === 'refuse') return void note(refused, verdict.stage);
    if (sort === 'not-allowed') return;
    const go = () => reserve(use, where, command, sort);
    if (sort === 'later') pending.push(go);
    else go();
  }

  function reserve(use: Use, place: FactPlace, command: string, sort: Sort) {
    const nowMs = clock.monotonic();
    const wanted = { command, cooldownMs: cooldownMs(command) };
    const reserved = guard.reserve(use, wanted, nowMs);
    const mark: FactMark | undefined = recorder.reserved({ use, place, command, nowMs }, reserved);
    if (reserved.verdict === 'flag') note(flagged, reserved.stage);
    if (reserved.verdict === 'refuse') return void note(refused, reserved.stage);
    const giveBack = () => {
      reserved.reservation.refund();
      recorder.refunded(mark, clock.monotonic());
    };
    if (sort === 'refunded') giveBack();
    else if (sort === 'refunded-later') pending.push(giveBack);
    else reserved.reservation.commit();
  }

  const happened = () => ({ refused, flagged, mutes, bans, silences });
  const isSettled = () => pending.length === 0;
  return { ...{ step, happened, isSettled, facts, store, recorder, clock, log, keys, random } };
}

const steps = fc.array(
  fc.record<Step>({
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 90_000 }),
    ),
    who: fc.integer({ min: 0, max: 3 }),
    place: fc.integer({ min: 0, max: places.length - 1 }),
    category: fc.constantFrom('basic', 'gameplay', 'management'),
    command: fc.constantFrom('ping', 'trivia', 'choose'),
    exempt: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
    sort: fc.constantFrom<Sort>('at-once', 'later', 'refunded', 'refunded-later', 'not-allowed'),
  }),
  { maxLength: 150 },
);

const limits = fc
  .record({
    actorMax: fc.integer({ min: 1, max: 6 }),
    actorWindowMs: fc.integer({ min: 1000, max: 20_000 }),
    basicPerMinute: fc.integer({ min: 1, max: 20 }),
    channelMax: fc.integer({ min: 2, max: 10 }),
    sameCommandMax: fc.integer({ min: 1, max: 3 }),
    strikesToMute: fc.integer({ min: 1, max: 3 }),
    violationsToBan: fc.integer({ min: 1, max: 6 }),
    watched: fc.constantFrom<StageName | undefined>(undefined, 'window', 'channel', 'cooldown'),
  })
  .map(({ watched, ...draft }) =>
    limitsFrom(
      (field) => (field in draft ? draft[field as keyof typeof draft] : undefined),
      (stage) => (stage === watched ? 'shadow' : undefined),
    ),
  );

describe('a replay', () => {
  test(
    'under the limits in force refuses exactly what was refused, whatever was done',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(steps, limits, fc.boolean(), async (done, inForce, flush) => {
          const { step, happened, isSettled, facts, random, log } = used(inForce);
          for (const [at, one] of done.entries()) {
            // What became of a use after its page was written is not known.
            if (flush && at >= done.length / 2 && isSettled()) await facts.flush();
            await step(one);
          }
          const tape = await facts.read(0);
          const outcome = await replay({
            ...{ tape, cooldownMs, random, turn },
            limitsFor: () => inForce,
            counts: () => true,
          });

          const was = happened();
          expect(outcome.uses).toBe(done.length);
          for (const { stage, refused, flagged } of outcome.byStage) {
            expect([stage, refused, flagged]).toEqual([
              ...[stage, was.refused.get(stage) ?? 0, was.flagged.get(stage) ?? 0],
            ]);
          }
          expect([outcome.mutes, outcome.bans, outcome.silences + outcome.watchedSilences]).toEqual(
            [...[was.mutes, was.bans, was.silences]],
          );
          expect(log.lines).toEqual([]);
        }),
        { numRuns: 120 },
      );
    },
  );
});

const calm: Omit<Step, 'who'> = {
  ...{ afterMs: 400, place: 0, category: 'basic', command: 'ping', exempt: false },
  sort: 'not-allowed',
};

/** Ann gives eight commands in three seconds, bob one; carol is busy elsewhere. */
async function busyDay() {
  const day = used(defaultLimits);
  for (let turn = 0; turn < 8; turn += 1) await day.step({ ...calm, who: 1 });
  await day.step({ ...calm, who: 2 });
  for (let turn = 0; turn < 9; turn += 1) await day.step({ ...calm, who: 3, place: 2 });
  return { ...day, tape: await day.facts.read(0) };
}

const only = (place: FactPlace) => (one: FactPlace) => one.channel === place.channel;

test('a draft tells whom it would have refused, how often and by which stage', async () => {
  const { tape, random } = await busyDay();
  const draft = limitsFrom((field) => (field === 'actorMax' ? 1 : undefined));
  const outcome = await replay({
    ...{ tape, cooldownMs, random, turn, limitsFor: () => draft },
    counts: only(castle),
  });

  expect(outcome).toMatchObject({ uses: 9, refused: 7, mutes: 0, silences: 0 });
  expect(outcome.people).toEqual([
    { key: expect.stringMatching(/^[0-9a-f]{16}$/) as string, uses: 8, refused: 7, flagged: 0 },
  ]);
  expect(outcome.byStage.find(({ stage }) => stage === 'window')?.refused).toBe(7);
  expect(outcome.hours).toEqual([
    { hour: expect.any(Number) as number, uses: 9, refused: 7, flagged: 0 },
  ]);
});

test('a stage in shadow counts what it would have refused, apart', async () => {
  const { tape, random } = await busyDay();
  const draft = limitsFrom(
    (field) => (field === 'actorMax' ? 1 : undefined),
    (stage) => (stage === 'window' ? 'shadow' : undefined),
  );
  const outcome = await replay({
    ...{ tape, cooldownMs, random, turn, limitsFor: () => draft },
    counts: only(castle),
  });

  expect(outcome).toMatchObject({ refused: 0, flagged: 7 });
});

test('what someone did elsewhere counts against him, but is not told', async () => {
  const day = used(defaultLimits);
  for (let turn = 0; turn < 5; turn += 1) await day.step({ ...calm, who: 1, place: 2 });
  await day.step({ ...calm, who: 1, place: 0 });
  const outcome = await replay({
    ...{ tape: await day.facts.read(0), cooldownMs, random: day.random, turn },
    ...{ limitsFor: () => defaultLimits, counts: only(castle) },
  });

  expect(outcome).toMatchObject({ uses: 1, refused: 1 });
});

describe('the facts', () => {
  test('hold no id and no word of anybody', async () => {
    const { store, tape } = await busyDay();

    expect(Buffer.concat(store.rows.map(({ body }) => Buffer.from(body))).toString('latin1'))
      .not //
      .toContain('libera:host');
    expect(tape.actorNames.every((name) => /^[0-9a-f]{16}$/.test(name))).toBe(true);
    expect(tape.commandNames).toContain('ping');
  });

  test('are not taken where nothing may be kept', async () => {
    const { step, facts } = used(defaultLimits, { isKept: () => false });
    await step({ ...calm, who: 1 });

    expect((await facts.read(0)).count).toBe(0);
    expect(await facts.size()).toMatchObject({ blocks: 0, facts: 0 });
  });

  test('of one person can be taken out, and all others stay', async () => {
    const { facts, step } = await busyDay();
    await step({ ...calm, who: 1, sort: 'later' });
    await step({ ...calm, who: 3, place: 2, afterMs: 9000 });

    expect(await facts.forgetActor('irc:libera:host:p@1')).toBeGreaterThanOrEqual(9);
    const tape = await facts.read(0);
    expect(tape.actorNames).toHaveLength(2);
    expect(tape.count).toBe(11);
    expect(await facts.forgetActor('irc:libera:host:p@1')).toBe(0);
  });

  test('of one channel can be taken out, and the rest of its space stays', async () => {
    const { facts, step } = await busyDay();
    await step({ ...calm, who: 1, place: 3, sort: 'refunded-later' });

    expect(await facts.forgetChannel('discord/1')).toBe(9);
    const tape = await facts.read(0);
    expect(tape.placeList.map(({ channel }) => channel)).toContain('discord/2');
    expect(tape.count).toBe(10);
  });

  test('wait in memory while they cannot be written, and are written then', async () => {
    const day = used(defaultLimits);
    await day.step({ ...calm, who: 1 });
    day.store.broken = true;
    await day.facts.flush();
    expect([day.recorder.waiting, day.store.rows.length]).toEqual([1, 0]);
    day.store.broken = false;
    await day.step({ ...calm, who: 1 });

    expect((await day.facts.read(0)).count).toBe(2);
    expect(day.log.lines.map(({ level }) => level)).toEqual(['error']);
  });

  test('never take more than nine pages of memory, however fast they come', () => {
    const { recorder } = used(defaultLimits);
    for (let one = 0; one < 200_000; one += 1)
      recorder.saw('message', 'irc:a:host:x@y', castle, one);

    expect(recorder.waiting).toBeLessThanOrEqual(9 * 8192);
    expect(recorder.waiting + recorder.dropped).toBe(200_000);
  });

  test('count talk and joins by the hour', async () => {
    const { recorder, facts, clock } = used(defaultLimits);
    for (let turn = 0; turn < 3; turn += 1) recorder.saw('message', 'irc:a:host:x@y', castle, 5);
    recorder.saw('join', 'irc:a:host:x@y', castle, 5 + 3_600_000);
    const tape = await facts.read(clock.now());

    expect([...(tape.talk[0]?.messages ?? [])]).toEqual([[0, 3]]);
    expect([...(tape.talk[0]?.joins ?? [])]).toEqual([[1, 1]]);
  });

  test('that cannot be read are passed over, and the log says so', async () => {
    const { facts, store, step, log } = used(defaultLimits);
    await step({ ...calm, who: 1 });
    await facts.flush();
    store.rows[0] = { ...store.rows[0]!, body: Buffer.from('nonsense') };
    await step({ ...calm, who: 1 });

    expect((await facts.read(0)).count).toBe(1);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
  });
});

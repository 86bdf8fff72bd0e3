import { describe, expect, onTestFinished, test } from 'vitest';
import { channelOn, spaceId } from '../../base/ids.ts';
import { lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import type { Actor } from '../../core/actor.ts';
import type { Gate } from '../../core/commands/gate.ts';
import type { GuardLab } from '../../core/commands/guard-lab.ts';
import type { Levers } from '../../core/commands/levers.ts';
import { jobStore } from '../../core/jobs/store.ts';
import { startJobs } from '../../core/jobs/jobs.ts';
import { jobsPart } from '../../core/jobs/tables.ts';
import { metrics } from '../../core/metrics/metrics.ts';
import { choose } from '../../modules/choose/index.ts';
import { guardLab as labModule } from '../../modules/guard-lab/index.ts';
import { guard as guardModule } from '../../modules/guard/index.ts';
import { replayPart } from '../../replay/index.ts';
import { type Database, migrate, openDatabase } from '../../storage/index.ts';
import { bench, castle, connection, person } from '../../../test/support/bench-of-commands.ts';
import { openCooldowns } from '../cooldowns.ts';
import { gateOf, limitsFailed, openGuard } from '../guard.ts';
import { leversOf } from '../levers.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { type OpenLab, openLab } from './index.ts';

const bob = person('bob');
const carol = person('carol');
const op = person('op', { standing: 'administrator' });
const moat = {
  ...castle,
  channel: channelOn(connection, '#moat'),
  space: spaceId('irc:libera:#moat'),
  name: '#moat',
};

async function freshDatabase(): Promise<Database> {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  await migrate(database, [jobsPart, replayPart], 0);
  return database;
}

/** The command core with the guard, the lab beside it, all on one database. */
async function laboratory(given?: Database, kept = new Map<string, string>()) {
  const database = given ?? (await freshDatabase());
  const late: { gate?: Gate; lab?: OpenLab['lab']; levers?: ReturnType<typeof leversOf> } = {};
  // The core is made before the guard, which needs its settings; what it asks for comes a moment later.
  const later = (name: 'lab' | 'levers') =>
    new Proxy({}, { get: (_none, key) => Reflect.get(late[name] ?? {}, key) as unknown });
  const hall = await bench([choose, guardModule, labModule], {
    guard: later('levers') as Levers,
    lab: later('lab') as GuardLab,
    gate: {
      enter: (use) => late.gate?.enter(use),
      reserve: (use) => late.gate?.reserve(use) ?? { pass: { commit: () => {}, refund: () => {} } },
    },
  });
  const { clock, ports } = hall;
  const life = lifetime('lab');
  const log = memoryLog();
  const secrets = new Map<string, string>();
  const registries = {
    ports,
    metrics: metrics(),
    keep: {
      load: (name: string) => kept.get(name),
      save: (name: string, text: string) => void kept.set(name, text),
      settled: () => Promise.resolve(),
    },
    jobs: startJobs({
      ...{ store: jobStore(database), clock, log, life, random: seededRandom(2) },
      alerts: ports.alerts,
    }),
    secrets: {
      read: ({ name }: { name: string }) => Promise.resolve(secrets.get(name)),
      put: ({ name }: { name: string }, value: string) =>
        Promise.resolve(void secrets.set(name, value)),
    },
  } as unknown as Registries;
  const surroundings = { clock, random: seededRandom(1), log, life } as unknown as Surroundings;
  const guard = openGuard(surroundings, registries);
  const cooldowns = openCooldowns(ports.settings, limitsFailed({ ...ports, log }));
  const lab = await openLab(surroundings, { guard, cooldowns, registries, database });
  late.gate = gateOf(guard, cooldowns, clock, lab.watch);
  late.lab = lab.lab;
  late.levers = leversOf({ guard, cooldowns, clock, commands: hall.commands });
  hall.platform.people = [bob, carol, op];
  /** Says something through the watch, as events come in life. */
  const says = async (actor: Actor, text: string, { where = castle } = {}): Promise<void> => {
    const event = {
      ...{ kind: 'message' as const, atMs: clock.now(), actor, text, where },
      ...{ replayed: false, unanswerable: false, reply: { where, actor } },
    };
    const before = hall.counted.length;
    lab.watch.hear(event, hall.take);
    await clock.advance(0);
    // A replay packs and reads on other threads.
    if (text.startsWith('!')) await expect.poll(() => hall.counted.length).toBeGreaterThan(before);
    await clock.advance(0);
  };
  return { ...hall, ...lab, says, guard, life, database, kept, log };
}

const command = (turn: number): string => `!choose a${turn} | b${turn}`;

async function busy(lab: Awaited<ReturnType<typeof laboratory>>): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await lab.says(bob, command(turn));
    await lab.clock.advance(900);
  }
  await lab.says(carol, command(1));
  await lab.says(carol, 'just talking');
}

describe('guard replay', () => {
  test('says whom a setting would have refused, beside the limits in force', async () => {
    const lab = await laboratory();
    await busy(lab);
    await lab.says(op, '!guard replay actorMax=1 actorWindowMs=10s');

    expect(lab.last()?.card).toMatchObject({
      title: '#castle, the last 7 days replayed',
      lines: expect.arrayContaining([
        '`guard.actorMax`: 5 → **1**',
        '`guard.actorWindowMs`: 5 s → **10 s**',
        'This setting would have refused **1 person, 3 messages**.',
        'The limits in force: 1 person, 1 message.',
        '**window**: 3 refused',
      ]) as string[],
    });
  });

  test('tells apart what a stage in shadow would have refused', async () => {
    const lab = await laboratory();
    await busy(lab);
    await lab.says(op, '!guard replay actorMax=1 windowMode=shadow 3');

    expect(lab.last()?.card.lines).toEqual(
      expect.arrayContaining([
        'This setting would have refused **1 person, 1 message**.',
        'Stages that only watch would have refused 1 person, 2 messages more.',
      ]),
    );
  });

  test('takes times as times, and says what does not fit', async () => {
    const lab = await laboratory();
    await busy(lab);
    await lab.says(op, '!guard replay actorMax=many');
    await lab.says(op, '!guard replay nonsense=3');
    await lab.says(op, '!guard replay #castle #moat');
    await lab.says(op, '!guard replay #nowhere');

    expect(lab.heard().slice(-4)).toEqual([
      expect.stringContaining('"many" does not fit: it takes a whole number from 1 to 16'),
      expect.stringContaining('There is no setting called "nonsense"'),
      expect.stringContaining('at most one channel'),
      expect.stringContaining('Nothing is recorded of #nowhere'),
    ]);
  });

  test('does not tell about another community', async () => {
    const lab = await laboratory();
    await lab.says(bob, command(1), { where: moat });
    await lab.says(op, '!guard replay #moat');

    expect(lab.heard().at(-1)).toContain('Nothing is recorded of #moat');
  });

  test('knows what happened before a restart', async () => {
    const first = await laboratory();
    await busy(first);
    await first.life.end();
    const second = await laboratory(first.database, first.kept);
    await second.clock.advance(60_000);
    await second.says(op, '!guard replay actorMax=1');

    expect(second.last()?.card.lines).toContain(
      'This setting would have refused **1 person, 3 messages**.',
    );
  });

  test('has nothing where recording is switched off, and forgets what was there', async () => {
    const lab = await laboratory();
    await busy(lab);
    await lab.settings.write('guard.record', `community:${castle.space ?? ''}`, 'off', 'test');
    await lab.clock.advance(20_000);
    await busy(lab);
    await lab.clock.advance(20_000);
    await lab.recording.facts.flush();

    await expect.poll(async () => (await lab.recording.facts.size()).facts).toBe(0);
    await lab.says(op, '!guard replay actorMax=1');
    expect(lab.last()?.card.footer).toBe('Of 0 commands recorded');
  });

  test('lets go of what is older than the days that are kept', async () => {
    const lab = await laboratory();
    await busy(lab);
    await lab.recording.facts.flush();
    expect((await lab.recording.facts.size()).facts).toBe(6);
    await lab.settings.write('guard.recordDays', 'instance', '1', 'test');
    await lab.clock.advance(26 * 3_600_000);

    await expect.poll(async () => (await lab.recording.facts.size()).facts).toBe(0);
  });

  const known = ({ id }: Actor) => ({ actor: id, names: [] });

  test('a person can be forgotten', async () => {
    const lab = await laboratory();
    await busy(lab);

    expect(await lab.recording.personal.tell(known(bob))).toEqual([{ count: 4 }]);
    expect(
      await lab.recording.personal.erase({
        ...{ ...known(bob), by: 'console:local', via: 'console', pseudonym: 'erased:x', atMs: 1 },
      }),
    ).toBe(4);
    expect(await lab.recording.personal.tell(known(bob))).toEqual([]);
    expect(await lab.recording.personal.tell(known(carol))).toEqual([{ count: 2 }]);
  });
});

describe('guard simulate', () => {
  test('tells what would happen, with what is counted already, and changes nothing', async () => {
    const lab = await laboratory();
    for (let turn = 0; turn < 3; turn += 1) await lab.says(bob, command(turn));
    const before = JSON.stringify(lab.guard.save({ nowMs: lab.clock.monotonic(), wallMs: 0 }));
    const tallies = JSON.stringify(
      lab.guard.tallies().filter(({ verdict }) => verdict !== 'allow'),
    );
    await lab.says(op, '!guard simulate bob 20 4');

    expect(lab.last()?.card).toMatchObject({
      title: 'If bob gave 20 commands in 4 seconds here now',
      lines: [
        '**2** would be let in, **18** refused.',
        '**window**: 18 refused, the first after 1 s',
      ],
      footer: 'Tried on a copy: nothing has changed.',
    });
    expect(JSON.stringify(lab.guard.save({ nowMs: lab.clock.monotonic(), wallMs: 0 }))).toBe(
      before,
    );
    expect(JSON.stringify(lab.guard.tallies().filter(({ verdict }) => verdict !== 'allow'))).toBe(
      tallies,
    );
  });

  test('says what the simulation says', async () => {
    const lab = await laboratory();
    await lab.says(op, '!guard simulate bob 100 60');
    const said = lab.last()?.card.lines?.join('\n') ?? '';
    const letIn = Number(/\*\*(\d+)\*\* would be let in/.exec(said)?.[1]);
    let heard = 0;
    for (let turn = 0; turn < 100; turn += 1) {
      const before = lab.heard().length;
      await lab.says(bob, command(turn));
      heard += lab
        .heard()
        .slice(before)
        .filter((text) => text.startsWith('I choose')).length;
      await lab.clock.advance(600);
    }

    // The same-command limit holds for a command that is always the same; the simulation takes another each time.
    expect(heard).toBeLessThanOrEqual(letIn);
    expect(letIn).toBeGreaterThan(5);
  });

  test('with one command is what that command comes to', async () => {
    const lab = await laboratory();
    await lab.says(op, '!guard simulate bob 30 20 choose');
    const said = lab.last()?.card.lines?.join('\n') ?? '';
    const letIn = Number(/\*\*(\d+)\*\* would be let in/.exec(said)?.[1]);
    let heard = 0;
    const startMs = lab.clock.monotonic();
    for (let turn = 0; turn < 30; turn += 1) {
      await lab.clock.advance(startMs + Math.floor((turn * 20_000) / 30) - lab.clock.monotonic());
      const before = lab.heard().length;
      await lab.says(bob, command(turn));
      heard += lab
        .heard()
        .slice(before)
        .filter((text) => text.startsWith('I choose')).length;
    }

    expect(heard).toBe(letIn);
  });

  test('says that whoever runs the place has no limits', async () => {
    const lab = await laboratory();
    await lab.says(op, '!guard simulate op 100 1');
    expect(lab.last()?.card.lines).toEqual([
      '**100** would be let in, **0** refused.',
      'op runs this place: no limit holds.',
    ]);
    await lab.says(op, '!guard simulate bob 10 1 nonsense');
    expect(lab.heard().at(-1)).toContain('There is no command `nonsense`');
  });
});

describe('guard why', () => {
  test('tells stage, numbers, trace and what to change', async () => {
    const lab = await laboratory();
    for (let turn = 0; turn < 8; turn += 1) await lab.says(bob, `!choose c${turn}`);
    for (let turn = 0; turn < 8; turn += 1) await lab.says(bob, command(turn));
    await lab.says(op, '!guard why bob');
    const lines = lab.last()?.card.lines ?? [];

    expect(lines).toContainEqual(expect.stringMatching(/refused by \*\*window\*\*.*times/));
    expect(lines).toContainEqual(expect.stringMatching(/One person may give 5 commands in 5 s/));
    expect(lines).toContainEqual(expect.stringMatching(/Trace `\w+`/));
    expect(lab.last()?.options).toMatchObject({ private: true });
  });

  test('says how to lift what holds', async () => {
    const lab = await laboratory();
    lab.guard.hold(bob.id, 'muted', 300_000, lab.clock.monotonic());
    await lab.says(bob, command(1));
    await lab.says(op, '!guard why bob');

    expect(lab.last()?.card.lines?.[0]).toMatch(/Muted\*\* for .*`!unmute bob` lifts it/);
    await lab.says(op, '!guard why carol');
    expect(lab.heard().at(-1)).toBe('The guard has held nothing against carol lately.');
  });

  test('is not for members', async () => {
    const lab = await laboratory();
    await lab.says(bob, '!guard why carol');

    expect(lab.heard()[0]).toMatch(/it takes `guard.view`/);
  });
});

describe('the board', () => {
  async function mutedBob() {
    const lab = await laboratory();
    await lab.says(bob, command(0));
    lab.guard.hold(bob.id, 'muted', 300_000, lab.clock.monotonic());
    await lab.says(bob, command(1));
    return lab;
  }

  test('tells of a mute within a second, and of the refusals', async () => {
    const lab = await laboratory();
    const changes: unknown[] = [];
    onTestFinished(lab.board.follow((change) => changes.push(change)));
    await lab.says(bob, command(0));
    await lab.clock.advance(500);
    changes.length = 0;
    lab.guard.holdIn(
      { actor: bob.id, name: 'bob', kind: 'muted', forMs: 300_000 },
      lab.clock.monotonic(),
    );
    await lab.says(bob, command(1));
    await lab.clock.advance(1000);

    expect(changes).toMatchObject([
      {
        kind: 'held',
        held: [{ stage: 'sanction', reason: 'muted', name: 'bob', canExtend: true }],
      },
      { kind: 'history', entries: [{ kind: 'refused', stage: 'sanction', actorName: 'bob' }] },
    ]);
  });

  test('lifts, extends, and says when there is nothing to do it to', async () => {
    const lab = await mutedBob();
    const [held] = lab.board.snapshot().held;
    await lab.board.extend({ id: held!.id, byMs: 60_000 });
    expect(lab.board.snapshot().held[0]!.untilMs - lab.clock.now()).toBe(360_000);
    expect(await lab.board.lift({ id: held!.id })).toEqual({ ok: true, value: undefined });

    expect(lab.board.snapshot().held).toEqual([]);
    expect(await lab.board.lift({ id: held!.id })).toMatchObject({ error: { code: 'not-found' } });
    expect(await lab.board.extend({ id: held!.id, byMs: 1000 })).toMatchObject({ ok: false });
  });

  test('lifts and extends the silence of a channel', async () => {
    const lab = await laboratory();
    const crowd = ['ann', 'ben', 'cat', 'dan', 'eve'].map((name) => person(name));
    for (let turn = 0; turn < 3; turn += 1) {
      for (const who of crowd) await lab.says(who, command(turn));
    }
    const [held] = lab.board.snapshot().held.filter(({ stage }) => stage === 'channel');
    expect(held).toMatchObject({ reason: 'channel-quiet', place: '#castle' });
    await lab.board.extend({ id: held!.id, byMs: 60_000 });
    expect(
      lab.board.snapshot().held.find(({ id }) => id === held!.id)!.untilMs - held!.untilMs,
    ).toBe(60_000);
    await lab.board.lift({ id: held!.id });
    await lab.says(carol, command(1));

    expect(lab.heard().at(-1)).toMatch(/^I choose/);
  });

  test('forecasts what the replay says, and saves field by field', async () => {
    const lab = await laboratory();
    await busy(lab);
    const forecast = await lab.board.forecast(castle.channel, { values: { actorMax: 1 } });
    expect(forecast).toMatchObject({
      value: { draft: { people: 1, refused: 3 }, inForce: { people: 1, refused: 1 } },
    });
    await lab.says(op, '!guard replay actorMax=1');
    expect(lab.last()?.card.lines).toContain(
      'This setting would have refused **1 person, 3 messages**.',
    );
    const saved = await lab.board.save(castle.channel, { values: { actorMax: 1 } });
    const limit = (field: string) =>
      saved.ok ? saved.value.limits.find((one) => one.field === field) : undefined;
    expect(limit('actorMax')).toMatchObject({ value: 1, inherited: 5, preset: 5 });
    expect(limit('channelMax')).toMatchObject({ value: 8, inherited: 8 });
    await lab.board.save(castle.channel, { values: { actorMax: null } });

    const { value } = (await lab.board.channel(castle.channel)) as { value: { rates: unknown } };
    expect(value.rates).toMatchObject({ uses: 5, people: 2 });
    expect((value.rates as { actorInWindow: number[] }).actorInWindow.slice(0, 5)).toEqual([
      ...[2, 1, 1, 1, 0],
    ]);
    expect(lab.settings.readNumber('guard.actorMax', { channel: castle.channel })).toBe(5);
  });

  test('refuses limits that there are not, and values that do not fit', async () => {
    const lab = await laboratory();
    await busy(lab);
    for (const values of [{ nonsense: 3 }, { actorMax: 99 }, { actorMax: 1.5 }]) {
      expect(await lab.board.forecast(castle.channel, { values })).toMatchObject({
        error: { code: 'bad-input' },
      });
      expect(await lab.board.save(castle.channel, { values })).toMatchObject({ ok: false });
    }
    expect(await lab.board.channel('libera/#nowhere')).toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('has the history of before a restart', async () => {
    const first = await mutedBob();
    await first.life.end();
    const second = await laboratory(first.database, first.kept);

    expect(second.board.snapshot().history).toMatchObject([
      { kind: 'refused', stage: 'sanction', actorName: 'bob', place: '#castle', times: 1 },
    ]);
    expect(second.board.snapshot().places).toMatchObject([{ name: '#castle' }]);
  });
});

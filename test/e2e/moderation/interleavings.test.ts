import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ManualClock, manualClock, systemClock } from '../../../src/base/clock.ts';
import { CastellanError } from '../../../src/base/errors.ts';
import { actorId, channelOn, communityId, connectionId, spaceId } from '../../../src/base/ids.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { systemRandom } from '../../../src/base/random.ts';
import type { Enforcer, Subject } from '../../../src/core/enforcer.ts';
import type { Place } from '../../../src/core/event.ts';
import { quarantinePart } from '../../../src/moderation/acts/index.ts';
import type { UndoScope } from '../../../src/core/incidents/undo.ts';
import { peoplePart } from '../../../src/core/people/tables.ts';
import { casesPart } from '../../../src/moderation/cases/index.ts';
import { incidentsPart } from '../../../src/moderation/incidents/index.ts';
import { discordEnforcerOn } from '../../support/discord-enforcer.ts';
import { type DiscordSandbox, startDiscordSandbox } from '../../../src/sandbox/discord/index.ts';
import { keptJobs, startActs } from '../../support/acts-bench.ts';
import { everyDatabase, withDatabase } from '../../support/databases.ts';

const sqlite = everyDatabase.find(({ kind }) => kind === 'sqlite')!;
const life = lifetime('interleavings');
let discord: DiscordSandbox;
beforeAll(async () => {
  const parts = { life, clock: systemClock, random: systemRandom, log: silentLog };
  discord = await startDiscordSandbox({ ...parts, rateLimits: false });
});
afterAll(() => life.end());

type Fault = 'none' | 'away' | 'answer-lost' | 'dies-before' | 'dies-after';

/** An enforcer whose next call on the network may go wrong in every way that calls do. */
function unsteady(real: Enforcer, next: () => Fault): Enforcer {
  const through =
    <Args extends readonly unknown[], Value>(call: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      const fault = next();
      if (fault === 'away') throw new CastellanError('network', 'Nobody is there');
      if (fault === 'dies-before') return new Promise(() => {});
      const answer = await call(...args);
      if (fault === 'dies-after') return new Promise(() => {});
      if (fault === 'answer-lost') throw new CastellanError('network', 'The answer was lost');
      return answer;
    };
  return {
    ...{ can: real.can, find: real.find.bind(real), isHere: real.isHere.bind(real) },
    ...{ forecast: real.forecast.bind(real), mayWarn: real.mayWarn.bind(real) },
    impose: through(real.impose.bind(real)),
    lift: through(real.lift.bind(real)),
    standing: real.standing.bind(real),
    bans: real.bans.bind(real),
    ...{ lists: real.lists.bind(real), powers: real.powers.bind(real) },
    setPowers: real.setPowers.bind(real),
  };
}

const people = ['p0', 'p1', 'p2'] as const;
const fault = fc.constantFrom<Fault>(
  'none',
  'none',
  'none',
  'away',
  'answer-lost',
  'dies-before',
  'dies-after',
);
const staff = ['mod', 'ann'] as const;
const undoOf = fc.constantFrom('cases' as const, 'moderator' as const, 'window' as const);
const step = fc.oneof(
  fc.record({
    do: fc.constant('ban' as const),
    by: fc.constantFrom(...staff),
    who: fc.constantFrom(...people),
    lastsMs: fc.constantFrom(undefined, 60_000, 3_600_000),
    fault,
  }),
  fc.record({ do: fc.constant('unban' as const), who: fc.constantFrom(...people), fault }),
  fc.record({ do: fc.constant('reverse' as const), back: fc.nat(3), fault }),
  fc.record({
    do: fc.constant('wait' as const),
    ms: fc.constantFrom(1000, 61_000, 3_700_000),
    fault,
  }),
  fc.record({ do: fc.constant('restart' as const) }),
  fc.record({
    ...{ do: fc.constant('undo' as const), of: undoOf, by: fc.constantFrom(...staff) },
    ...{ back: fc.nat(3), sinceMs: fc.constantFrom(500, 70_000, 4_000_000), fault },
  }),
  fc.record({
    do: fc.constantFrom('hand-ban' as const, 'hand-unban' as const),
    who: fc.constantFrom(...people),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Plays the steps on one guild of its own, and lets everything settle; what is banned there, and what the cases say. */
async function play(
  steps: readonly Step[],
): Promise<{ banned: readonly string[]; open: readonly string[]; undone: number }> {
  const guild = discord.addGuild(`guild ${systemRandom.token(6)}`);
  const connection = connectionId('discord');
  const where: Place = {
    ...{
      connection,
      platform: 'discord',
      channel: channelOn(connection, guild.channelId('general')),
    },
    ...{ space: spaceId(`discord:${guild.id}`), name: '#general', spaceName: guild.name },
  };
  const subjects = new Map<string, Subject>();
  for (const name of people) {
    const { id } = guild.member(name);
    subjects.set(name, { id: actorId(`discord:${id}`), name, native: id });
  }
  const clock = manualClock(Date.now());
  let open: readonly string[] = [];
  let undone = 0;
  await withDatabase(
    sqlite,
    [casesPart, quarantinePart, incidentsPart, peoplePart],
    async (database) => {
      const player = new Player({ where, subjects, clock, database });
      for (const one of steps) await player.step(one);
      open = await player.settled();
      undone = player.undone;
    },
  );
  return { banned: [...guild.banned].sort(), open, undone };
}

interface Scene {
  readonly where: Place;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly clock: ManualClock;
  readonly database: Parameters<Parameters<typeof withDatabase>[2]>[0];
}

class Player {
  readonly #scene: Scene;
  readonly #kept;
  readonly #real: Enforcer;
  readonly #enforcer: Enforcer;
  /** How many cases were to be taken back. */
  undone = 0;
  #fault: Fault = 'none';
  #program: Awaited<ReturnType<typeof startActs>> | undefined;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#kept = keptJobs(scene.clock);
    this.#real = discordEnforcerOn(discord, life, scene.clock);
    this.#enforcer = unsteady(this.#real, () => {
      const now = this.#fault;
      this.#fault = 'none';
      return now;
    });
  }

  async step(one: Step): Promise<void> {
    this.#fault = 'fault' in one ? one.fault : 'none';
    const dies = this.#fault.startsWith('dies');
    const done = this.#do(one);
    if (!dies) return done;
    // A program that dies in the middle comes back as a new one; what it had begun is never heard of again.
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 40))]);
    this.#program = undefined;
    this.#fault = 'none';
  }

  async #do(one: Step): Promise<void> {
    const { where, clock } = this.#scene;
    const { acts, runDue } = await this.#running();
    switch (one.do) {
      case 'restart':
        this.#program = undefined;
        // What was lifted in between is seen when the place is there again.
        await (await this.#running()).acts.compare(where);
        return;
      case 'wait':
        await clock.advance(one.ms);
        await runDue();
        return;
      case 'reverse':
        return this.#reverse(one.back);
      case 'undo':
        return this.#undo(one);
      case 'hand-ban':
      case 'hand-unban':
        return this.#byHand(one.who, one.do);
      case 'unban':
        await acts.lift({
          ...this.#request(one.who),
          kind: 'ban',
          by: { id: 'discord:1', name: 'mod' },
        });
        return;
      case 'ban': {
        const untilMs = one.lastsMs === undefined ? undefined : clock.now() + one.lastsMs;
        const by = { id: `discord:${one.by}`, name: one.by };
        await acts.act({ ...this.#request(one.who), kind: 'ban', untilMs, by });
      }
    }
  }

  #request(who: (typeof people)[number]) {
    const { where, subjects } = this.#scene;
    return { where, subject: subjects.get(who)!, via: 'test', reason: 'spam' };
  }

  async #reverse(back: number): Promise<void> {
    const { acts, store } = await this.#running();
    const [found] = (await store.history(this.#community, { limit: 4 })).slice(back);
    const by = { id: 'discord:1', name: 'mod' };
    if (found?.kind === 'ban')
      await acts.reverse(found, { by, via: 'test', why: '', how: 'overturned' });
  }

  async #undo({ of, by: actor, back, sinceMs }: Extract<Step, { do: 'undo' }>): Promise<void> {
    const { undos, store } = await this.#running();
    const nowMs = this.#scene.clock.now();
    const numbers = (await store.history(this.#community, { limit: 2 + back })).map(
      ({ number }) => number,
    );
    const scopes: Readonly<Record<typeof of, UndoScope>> = {
      cases: { of: 'cases', numbers },
      moderator: {
        of: 'moderator',
        actor: `discord:${actor}`,
        name: actor,
        sinceMs: nowMs - sinceMs,
      },
      window: { of: 'window', sinceMs: nowMs - sinceMs, untilMs: nowMs },
    };
    const preview = await undos.preview(this.#community, scopes[of]);
    if (!preview.ok || preview.value.cases.length === 0) return;
    const { stamp, cases } = preview.value;
    const by = { id: 'discord:1', name: 'olivia' };
    await undos.begin(this.#community, scopes[of], { by, via: 'test', why: '', stamp });
    this.undone += cases.length;
  }

  /** Somebody does it past the program, which hears of it. */
  async #byHand(who: (typeof people)[number], did: 'hand-ban' | 'hand-unban'): Promise<void> {
    const { where, clock } = this.#scene;
    const { acts } = await this.#running();
    const { subject } = this.#request(who);
    const isBanned = await this.#real.standing(where, 'ban', subject);
    const stands = isBanned.ok && isBanned.value.length > 0;
    if (stands === (did === 'hand-ban')) return;
    const mark = subject.native;
    if (did === 'hand-ban')
      await this.#real.impose(where, { measure: 'ban', marks: [mark], reason: 'by hand' });
    else await this.#real.lift(where, 'ban', [mark], 'by hand');
    await acts.notice({
      ...{ where, subject, mark, measure: 'ban', atMs: clock.now() },
      ...{ did: did === 'hand-ban' ? 'held' : 'freed', by: { id: 'discord:7', name: 'hand' } },
    });
  }

  get #community() {
    return communityId(this.#scene.where.space!);
  }

  async #running() {
    const { clock, database } = this.#scene;
    this.#program ??= await startActs({
      ...{ clock, database, enforcer: this.#enforcer, kept: this.#kept },
    });
    return this.#program;
  }

  /** Once the network is well again and some minutes have passed. */
  async settled(): Promise<readonly string[]> {
    const { clock, where } = this.#scene;
    this.#fault = 'none';
    this.#program = undefined;
    const { runDue, store, end } = await this.#running();
    for (let turn = 0; turn < 8; turn += 1) {
      await clock.advance(31_000);
      await runDue();
    }
    expect(await store.unsettled(10)).toEqual([]);
    const held = await store.inForce(communityId(where.space!), { kind: 'ban' });
    await end();
    return [...new Set(held.map(({ target }) => target.slice('discord:'.length)))].sort();
  }
}

test(
  '200 random interleavings of bans, ends, pardons, undos, acts by hand, crashes and restarts leave on the network what the cases say',
  { timeout: 600_000 },
  async () => {
    let held = 0;
    let undone = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const { banned, open, ...played } = await play(steps);
        held += banned.length;
        undone += played.undone;
        expect(banned).toEqual(open);
      }),
      { numRuns: 200 },
    );
    // Of those that were played, many end with somebody banned.
    expect(held).toBeGreaterThan(60);
    expect(undone).toBeGreaterThan(60);
  },
);

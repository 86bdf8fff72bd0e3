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
import { casesPart } from '../../../src/moderation/cases/index.ts';
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
    forecast: real.forecast.bind(real),
    impose: through(real.impose.bind(real)),
    lift: through(real.lift.bind(real)),
    standing: real.standing.bind(real),
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
const step = fc.oneof(
  fc.record({
    do: fc.constant('ban' as const),
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
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Plays the steps on one guild of its own, and lets everything settle; what is banned there, and what the cases say. */
async function play(
  steps: readonly Step[],
): Promise<{ banned: readonly string[]; open: readonly string[] }> {
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
  await withDatabase(sqlite, [casesPart, quarantinePart], async (database) => {
    const player = new Player({ where, subjects, clock, database });
    for (const one of steps) await player.step(one);
    open = await player.settled();
  });
  return { banned: [...guild.banned].sort(), open };
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
  readonly #enforcer: Enforcer;
  #fault: Fault = 'none';
  #program: Awaited<ReturnType<typeof startActs>> | undefined;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#kept = keptJobs(scene.clock);
    this.#enforcer = unsteady(discordEnforcerOn(discord, life, scene.clock), () => {
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
    const { where, subjects, clock } = this.#scene;
    const { acts, store, runDue } = await this.#running();
    const by = { id: 'discord:1', name: 'mod' };
    if (one.do === 'restart') this.#program = undefined;
    else if (one.do === 'wait') {
      await clock.advance(one.ms);
      await runDue();
    } else if (one.do === 'reverse') {
      const [found] = (await store.history(communityId(where.space!), { limit: 4 })).slice(
        one.back,
      );
      if (found && found.kind === 'ban')
        await acts.reverse(found, { by, via: 'test', why: '', how: 'overturned' });
    } else {
      const act = { where, subject: subjects.get(one.who)!, by, via: 'test', reason: 'spam' };
      if (one.do === 'unban') await acts.lift({ ...act, kind: 'ban' });
      else {
        const untilMs = one.lastsMs === undefined ? undefined : clock.now() + one.lastsMs;
        await acts.act({ ...act, kind: 'ban', untilMs });
      }
    }
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
    for (let turn = 0; turn < 4; turn += 1) {
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
  '200 random interleavings of bans, ends, pardons, crashes and restarts leave on the network what the cases say',
  { timeout: 600_000 },
  async () => {
    let held = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const { banned, open } = await play(steps);
        held += banned.length;
        expect(banned).toEqual(open);
      }),
      { numRuns: 200 },
    );
    // Of those that were played, many end with somebody banned.
    expect(held).toBeGreaterThan(100);
  },
);

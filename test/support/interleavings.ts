import fc from 'fast-check';
import { expect } from 'vitest';
import { type ManualClock, systemClock } from '../../src/base/clock.ts';
import { CastellanError } from '../../src/base/errors.ts';
import { communityId } from '../../src/base/ids.ts';
import type { Enforcer, Lasting, Subject } from '../../src/core/enforcer.ts';
import type { Place } from '../../src/core/event.ts';
import type { UndoScope } from '../../src/core/incidents/undo.ts';
import { quarantinePart } from '../../src/moderation/acts/index.ts';
import { peoplePart } from '../../src/core/people/tables.ts';
import { casesPart } from '../../src/moderation/cases/index.ts';
import { incidentsPart } from '../../src/moderation/incidents/index.ts';
import type { Database } from '../../src/storage/index.ts';
import { keptJobs, startActs } from './acts-bench.ts';
import { everyDatabase, withDatabase } from './databases.ts';

export const people = ['p0', 'p1', 'p2'] as const;

/** A place on a network that acts are played on, empty at the beginning. */
export interface Ground {
  readonly where: Place;
  readonly enforcer: Enforcer;
  /** What can hold people there. */
  readonly measures: readonly Lasting[];
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly clock: ManualClock;
  /** Somebody else sets or takes it, past the program; the entry. */
  byHand(measure: Lasting, who: string, set: boolean): Promise<string>;
  /** What stands there: `ban b *!*@host`. */
  stands(): Promise<readonly string[]>;
}

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
    ...(real.setSince && { setSince: real.setSince.bind(real) }),
    bans: real.bans.bind(real),
    ...{ lists: real.lists.bind(real), powers: real.powers.bind(real) },
    setPowers: real.setPowers.bind(real),
  };
}

const fault = fc.constantFrom<Fault>(
  ...(['none', 'none', 'none', 'away', 'answer-lost', 'dies-before', 'dies-after'] as const),
);
const staff = ['mod', 'ann'] as const;
const undoOf = fc.constantFrom('cases' as const, 'moderator' as const, 'window' as const);

/** Everything that may happen, in one step, where these measures are known. */
export const stepOf = (measures: readonly Lasting[]) => {
  const one = { kind: fc.constantFrom(...measures), who: fc.constantFrom(...people) };
  return fc.oneof(
    fc.record({
      ...{ do: fc.constant('act' as const), ...one, by: fc.constantFrom(...staff) },
      ...{ lastsMs: fc.constantFrom(undefined, 60_000, 3_600_000), fault },
    }),
    fc.record({ do: fc.constant('lift' as const), ...one, fault }),
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
    fc.record({ do: fc.constantFrom('hand-set' as const, 'hand-take' as const), ...one }),
    fc.record({ do: fc.constantFrom('away-set' as const, 'away-take' as const), ...one }),
  );
};
type Step = ReturnType<typeof stepOf> extends fc.Arbitrary<infer One> ? One : never;

const sqlite = everyDatabase.find(({ kind }) => kind === 'sqlite')!;

/** Plays the steps, and lets everything settle; what stands there, what the cases say, how much was taken back. */
export async function play(ground: Ground, steps: readonly Step[]) {
  let played = { stands: [] as readonly string[], open: [] as readonly string[], undone: 0 };
  await withDatabase(
    sqlite,
    [casesPart, quarantinePart, incidentsPart, peoplePart],
    async (database) => {
      const player = new Player(ground, database);
      for (const one of steps) await player.step(one);
      const open = await player.settled();
      played = { stands: [...(await ground.stands())].sort(), open, undone: player.undone };
    },
  );
  return played;
}

class Player {
  readonly #ground: Ground;
  readonly #database: Database;
  readonly #kept;
  readonly #enforcer: Enforcer;
  /** How many cases were to be taken back. */
  undone = 0;
  #fault: Fault = 'none';
  #program: Awaited<ReturnType<typeof startActs>> | undefined;
  /** Whether the place was looked at for the first time. */
  #seen = false;

  constructor(ground: Ground, database: Database) {
    this.#ground = ground;
    this.#database = database;
    this.#kept = keptJobs(ground.clock);
    this.#enforcer = unsteady(ground.enforcer, () => {
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
    await Promise.race([
      done,
      new Promise<void>((resolve) => {
        systemClock.after(40, resolve);
      }),
    ]);
    this.#program = undefined;
    this.#fault = 'none';
  }

  async #do(one: Step): Promise<void> {
    const { clock } = this.#ground;
    const { acts, runDue } = await this.#running();
    switch (one.do) {
      case 'restart':
        return this.#restart();
      case 'wait':
        await clock.advance(one.ms);
        await runDue();
        return;
      case 'reverse':
        return this.#reverse(one.back);
      case 'undo':
        return this.#undo(one);
      case 'hand-set':
      case 'hand-take':
        return this.#byHand(one, one.do === 'hand-set');
      case 'away-set':
      case 'away-take':
        return this.#whileAway(one, one.do === 'away-set');
      case 'lift':
        await acts.lift({ ...this.#request(one), by: { id: 'discord:1', name: 'mod' } });
        return;
      case 'act': {
        const untilMs = one.lastsMs === undefined ? undefined : clock.now() + one.lastsMs;
        const by = { id: `discord:${one.by}`, name: one.by };
        await acts.act({ ...this.#request(one), untilMs, by });
      }
    }
  }

  #request({ kind, who }: Pick<Extract<Step, { do: 'lift' }>, 'kind' | 'who'>) {
    const { where, subjects } = this.#ground;
    return { kind, where, subject: subjects.get(who)!, via: 'test', reason: 'spam' };
  }

  /** What was done in between is seen when the place is there again. */
  async #restart(): Promise<void> {
    this.#program = undefined;
    await (await this.#running()).acts.compare(this.#ground.where);
  }

  async #reverse(back: number): Promise<void> {
    const { acts, store } = await this.#running();
    const [found] = (await store.history(this.#community, { limit: 4 })).slice(back);
    const by = { id: 'discord:1', name: 'mod' };
    if (found && this.#ground.measures.some((one) => one === found.kind))
      await acts.reverse(found, { by, via: 'test', why: '', how: 'overturned' });
  }

  async #undo({ of, by: actor, back, sinceMs }: Extract<Step, { do: 'undo' }>): Promise<void> {
    const { undos, store } = await this.#running();
    const nowMs = this.#ground.clock.now();
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
  async #byHand({ kind, who }: { kind: Lasting; who: string }, set: boolean): Promise<void> {
    const { where, clock, subjects } = this.#ground;
    const { acts } = await this.#running();
    if ((await this.#stands(kind, who)) === set) return;
    const mark = await this.#ground.byHand(kind, who, set);
    await acts.notice({
      ...{ where, mark, measure: kind, atMs: clock.now(), did: set ? 'held' : 'freed' },
      ...{ subject: subjects.get(who), by: { id: 'discord:7', name: 'hand' } },
    });
  }

  /** Somebody does it while the program is not there, which sees it on coming back. */
  async #whileAway({ kind, who }: { kind: Lasting; who: string }, set: boolean): Promise<void> {
    this.#program = undefined;
    // Networks count in whole seconds.
    await this.#ground.clock.advance(1001);
    if ((await this.#stands(kind, who)) !== set) await this.#ground.byHand(kind, who, set);
    await this.#ground.clock.advance(1001);
    await this.#restart();
  }

  async #stands(kind: Lasting, who: string): Promise<boolean> {
    const { enforcer, where, subjects } = this.#ground;
    const standing = await enforcer.standing(where, kind, subjects.get(who)!);
    return standing.ok && standing.value.length > 0;
  }

  get #community() {
    return communityId(this.#ground.where.space!);
  }

  async #running() {
    const { clock, where } = this.#ground;
    const isFirst = this.#program === undefined && !this.#seen;
    this.#program ??= await startActs({
      ...{ clock, database: this.#database, enforcer: this.#enforcer, kept: this.#kept },
    });
    if (isFirst) await this.#program.acts.compare(where);
    this.#seen = true;
    return this.#program;
  }

  /** Once the network is well again and some minutes have passed. */
  async settled(): Promise<readonly string[]> {
    const { clock, measures } = this.#ground;
    this.#fault = 'none';
    this.#program = undefined;
    const { runDue, store, end } = await this.#running();
    for (let turn = 0; turn < 8; turn += 1) {
      await clock.advance(31_000);
      await runDue();
    }
    expect(await store.unsettled(10)).toEqual([]);
    const open = new Set<string>();
    for (const kind of measures)
      for (const one of await store.inForce(this.#community, { kind }))
        for (const mark of await store.marks(one)) open.add(`${kind} ${mark}`);
    await end();
    return [...open].sort();
  }
}

import { type ActorId, type SpaceId, actorId } from '../../base/ids.ts';
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { namesIn } from './names.ts';
import type { ErasureLedger, ErasureMark } from './ledger.ts';
import type { PersonalRows, PrivacyStore } from './privacy-store.ts';

/** A person, and every word that he is known by. */
export interface KnownPerson {
  readonly actor: ActorId;
  readonly names: readonly string[];
}

/** Who had somebody erased, by which way in. */
export interface ErasedBy {
  readonly by: string;
  readonly via: string;
}

export interface Erasure extends KnownPerson, ErasedBy {
  /** What stands for the person where something has to stay. */
  readonly pseudonym: string;
  readonly atMs: number;
}

/** What a part keeps of people outside of plain columns, or in memory beside them. */
export interface PersonalHook {
  /** Of what it tells: `guard`. */
  readonly name: string;
  /** What is known of this person, as plain data. Something with a `count` stands for so many things. */
  tell(person: KnownPerson): Promise<readonly unknown[]>;
  /** Forgets the person; how many things that were. Runs after the columns were erased. */
  erase(erasure: Erasure): Promise<number>;
  /** Forgets a place. Runs after its rows are gone. */
  forget?(space: SpaceId): Promise<number>;
  /** The ids of everybody of whom something is known here: a restored backup is searched for those who were erased. */
  everybody?(): Promise<readonly string[]>;
  /** The names that somebody went by. */
  namesOf?(actor: ActorId): Promise<readonly string[]>;
}

/** All that is kept about one person. */
export interface PersonalReport {
  readonly actor: ActorId;
  readonly names: readonly string[];
  readonly atMs: number;
  readonly tables: readonly PersonalRows[];
  readonly others: readonly { readonly name: string; readonly known: readonly unknown[] }[];
}

/** What the instance knows about people, and how it lets go of it. */
export interface Privacy {
  add(hook: PersonalHook): () => void;
  report(actor: ActorId): Promise<PersonalReport>;
  /** Forgets the person everywhere; how many rows and things that were. What has to stay stays under a pseudonym. */
  erase(actor: ActorId, by: ErasedBy): Promise<Erased>;
  /** Erases everybody who was erased since this database was written and is there again, as after a restore. How many. */
  eraseAgain(): Promise<number>;
  /** Forgets a space that the bot has left for good. */
  forget(space: SpaceId): Promise<number>;
}

export interface Erased {
  readonly pseudonym: string;
  readonly count: number;
}

interface Parts {
  readonly store: PrivacyStore;
  readonly ledger: ErasureLedger;
  readonly mark: ErasureMark;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}

export function privacy(parts: Parts): Privacy {
  const { store, ledger, mark, clock } = parts;
  const hooks = new Set<PersonalHook>();
  let turn: Promise<unknown> = Promise.resolve();
  // One after the other: the mark of a later erasure must not pass over one that is still under way.
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    add(hook) {
      hooks.add(hook);
      return () => hooks.delete(hook);
    },
    async report(actor) {
      const person = await knownAs(actor, store, hooks);
      const others = [];
      for (const hook of hooks) others.push({ name: hook.name, known: await hook.tell(person) });
      const told = others.filter(({ known }) => known.length > 0);
      return { ...person, atMs: clock.now(), tables: await store.rowsOf(actor), others: told };
    },
    erase: (actor, by) =>
      inTurn(async () => {
        // Written down first: whatever interrupts the erasure, the next start completes it.
        await ledger.add(actor, clock.now());
        const erased = await eraseAll(parts, hooks, { actor, ...by });
        await mark.set(ledger.length);
        return erased;
      }),
    eraseAgain: () => inTurn(() => eraseAgain(parts, hooks)),
    async forget(space) {
      let count = await store.forget(space);
      for (const hook of hooks) count += (await hook.forget?.(space)) ?? 0;
      await store.wipe();
      return count;
    },
  };
}

type Hooks = ReadonlySet<PersonalHook>;

async function knownAs(actor: ActorId, store: PrivacyStore, hooks: Hooks): Promise<KnownPerson> {
  const names = [...(await store.namesOf(actor))];
  for (const hook of hooks) names.push(...((await hook.namesOf?.(actor)) ?? []));
  return { actor, names: namesIn(actor, names) };
}

async function eraseAll(
  { store, clock, random }: Parts,
  hooks: Hooks,
  { actor, ...by }: ErasedBy & Pick<KnownPerson, 'actor'>,
): Promise<Erased> {
  // Before the names go from where they are found.
  const person = await knownAs(actor, store, hooks);
  // From chance, not from the id: nobody can work out who it was by trying ids.
  const pseudonym = `erased:${random.token(9)}`;
  let count = await store.erase(actor, pseudonym);
  const erasure = { ...person, ...by, pseudonym, atMs: clock.now() };
  for (const hook of hooks) count += await hook.erase(erasure);
  await store.wipe();
  return { pseudonym, count };
}

/** Only erasures that this database has not been through: who came back after one is not to be forgotten again. */
async function eraseAgain(parts: Parts, hooks: Hooks): Promise<number> {
  const { store, ledger, mark } = parts;
  const seen = Math.min(mark.get(), ledger.length);
  if (seen === ledger.length) return 0;
  let count = 0;
  for (const actor of await everybody(store, hooks)) {
    if (!ledger.hasAfter(seen, actor)) continue;
    await eraseAll(parts, hooks, { actor, by: 'castellan', via: 'job' });
    count += 1;
  }
  await mark.set(ledger.length);
  return count;
}

async function everybody(store: PrivacyStore, hooks: Hooks): Promise<ReadonlySet<ActorId>> {
  const all = [...(await store.everybody())];
  for (const hook of hooks) all.push(...((await hook.everybody?.()) ?? []));
  // `castellan`, roles and pseudonyms stand in the same columns.
  return new Set(all.filter((one) => /^(discord|irc):/.test(one)).map(actorId));
}

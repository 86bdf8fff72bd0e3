import type { ActorId, SpaceId } from '../../base/ids.ts';
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { PersonalRows, PrivacyStore } from './privacy-store.ts';

/** What a part keeps of people outside of plain columns, or in memory beside them. */
export interface PersonalHook {
  /** Of what it tells: `guard`. */
  readonly name: string;
  /** What is known of this person, as plain data. */
  tell(actor: ActorId): Promise<readonly unknown[]>;
  /** Forgets the person; how many things that were. Runs after the columns were erased. */
  erase(actor: ActorId): Promise<number>;
  /** Forgets a place. Runs after its rows are gone. */
  forget?(space: SpaceId): Promise<number>;
}

/** All that is kept about one person. */
export interface PersonalReport {
  readonly actor: ActorId;
  readonly atMs: number;
  readonly tables: readonly PersonalRows[];
  readonly others: readonly { readonly name: string; readonly known: readonly unknown[] }[];
}

/** What the instance knows about people, and how it lets go of it. */
export interface Privacy {
  add(hook: PersonalHook): () => void;
  report(actor: ActorId): Promise<PersonalReport>;
  /** Forgets the person everywhere; how many rows and things that were. What has to stay stays under a pseudonym. */
  erase(actor: ActorId): Promise<number>;
  /** Forgets a space that the bot has left for good. */
  forget(space: SpaceId): Promise<number>;
}

interface Parts {
  readonly store: PrivacyStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}

export function privacy({ store, clock, random }: Parts): Privacy {
  const hooks = new Set<PersonalHook>();

  async function over(ask: (hook: PersonalHook) => Promise<number>): Promise<number> {
    let sum = 0;
    for (const hook of hooks) sum += await ask(hook);
    return sum;
  }

  return {
    add(hook) {
      hooks.add(hook);
      return () => hooks.delete(hook);
    },
    async report(actor) {
      const others = [];
      for (const hook of hooks) others.push({ name: hook.name, known: await hook.tell(actor) });
      const told = others.filter(({ known }) => known.length > 0);
      return { actor, atMs: clock.now(), tables: await store.rowsOf(actor), others: told };
    },
    async erase(actor) {
      // From chance, not from the id: nobody can work out who it was by trying ids.
      const rows = await store.erase(actor, `erased:${random.token(9)}`);
      return rows + (await over((hook) => hook.erase(actor)));
    },
    async forget(space) {
      const rows = await store.forget(space);
      return rows + (await over((hook) => hook.forget?.(space) ?? Promise.resolve(0)));
    },
  };
}

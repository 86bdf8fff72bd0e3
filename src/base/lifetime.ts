import { CastellanError } from './errors.ts';

export type Ending = () => void | Promise<void>;

/**
 * Owns whatever is started, so that ending it leaves nothing behind. Children end with their parent;
 * endings run last-in first-out, and one that fails does not keep the others from running.
 */
export interface Lifetime {
  readonly name: string;
  /** Aborts when the ending begins. */
  readonly signal: AbortSignal;
  /** Runs `ending` when this lifetime ends; returns a function that forgets it. Throws `closed` once ending began. */
  own(ending: Ending): () => void;
  child(name: string): Lifetime;
  /** Ends everything owned; resolves when done, with what failed. Calling it again returns the same promise. */
  end(): Promise<readonly unknown[]>;
}

export function lifetime(name: string): Lifetime {
  const endings = new Set<Ending>();
  const aborter = new AbortController();
  let ended: Promise<readonly unknown[]> | undefined;

  function own(ending: Ending): () => void {
    if (ended) throw new CastellanError('closed', `"${name}" is ending and takes nothing new`);
    endings.add(ending);
    return () => endings.delete(ending);
  }

  async function endAll(): Promise<readonly unknown[]> {
    const failures: unknown[] = [];
    aborter.abort(new CastellanError('closed', `"${name}" ended`));
    for (const ending of [...endings].reverse()) {
      try {
        await ending();
      } catch (failure) {
        failures.push(failure);
      }
    }
    endings.clear();
    return failures;
  }

  return {
    name,
    signal: aborter.signal,
    own,
    child(childName) {
      const child = lifetime(`${name}/${childName}`);
      const forget = own(async () => {
        const failures = await child.end();
        if (failures.length > 0) throw new AggregateError(failures, `Ending ${child.name} failed`);
      });
      child.signal.addEventListener('abort', forget, { once: true });
      return child;
    },
    end: () => (ended ??= endAll()),
  };
}

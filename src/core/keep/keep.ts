import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { KeepStore } from './store.ts';

/** Small texts that must outlive the process, for parts that cannot wait when they read or write. */
export interface Keep {
  load(name: string): string | undefined;
  /** Written in the order of the calls; what fails is logged and stays in memory. */
  save(name: string, text: string): void;
  /** Resolves when everything saved so far is written. */
  settled(): Promise<void>;
}

/** Reads everything once. The lifetime's end waits for what is still being written. */
export async function openKeep(store: KeepStore, log: Log, life: Lifetime): Promise<Keep> {
  const texts = new Map((await store.all()).map(({ name, text }) => [name, text]));
  let writing = Promise.resolve();
  life.own(() => writing);
  return {
    load: (name) => texts.get(name),
    save(name, text) {
      texts.set(name, text);
      writing = writing
        .then(() => store.put(name, text))
        .catch((err: unknown) => log.error({ name, err }, 'A note could not be kept'));
    },
    settled: () => writing,
  };
}

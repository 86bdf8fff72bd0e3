import type { Where } from './where.ts';

/** Someone who asked for something lately, for operators. */
export interface Seen {
  readonly actor: string;
  readonly name: string | undefined;
  /** Where he did last. */
  readonly where: Where;
}

type Asker = Omit<Seen, 'where'> & { readonly where: Where | undefined };

/**
 * The names of those who asked for something lately. Each fingerprint has its one place and the latest stays: noting
 * costs the same in any flood. For looking only; nothing is decided by it.
 */
export class SeenLately {
  readonly #actors: (string | undefined)[];
  readonly #names: (string | undefined)[];
  readonly #places: (Where | undefined)[];
  readonly #mask: number;

  constructor(capacity: number) {
    const places = 2 ** Math.ceil(Math.log2(capacity));
    const none = (): undefined => undefined;
    this.#mask = places - 1;
    this.#actors = Array.from({ length: places }, none);
    this.#names = Array.from({ length: places }, none);
    this.#places = Array.from({ length: places }, none);
  }

  note(bits: number, { actor, name, where }: Asker): void {
    const place = bits & this.#mask;
    this.#actors[place] = actor;
    this.#names[place] = name;
    this.#places[place] = where;
  }

  all(): readonly Seen[] {
    return this.#actors.flatMap((actor, place) => {
      const where = this.#places[place];
      return actor === undefined || !where ? [] : { actor, name: this.#names[place], where };
    });
  }

  forget(gone: string): void {
    this.#actors.forEach((actor, place) => {
      if (actor === gone) this.#actors[place] = undefined;
    });
  }

  clear(): void {
    this.#actors.fill(undefined);
  }
}

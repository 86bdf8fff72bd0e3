/** Stands for the blank between the words of a phrase. */
export const blank = 32;

/** Words as a tree of letters. Nodes are numbers; 0 is the root, and also means "nowhere" where a child is asked for. */
export class Trie {
  readonly #codes = new Map<number, number>();
  readonly #ascii = new Uint8Array(128);
  /** Children by node and letter, in rows of `#width`; made when the words are complete. */
  #table: Int32Array = new Int32Array(0);
  #width = 1;
  readonly #children: Map<number, number>[] = [new Map<number, number>()];
  readonly #words: number[][] = [[]];

  /** The number of the word is what a walk that ends on it finds. */
  add(letters: readonly number[], word: number): void {
    let node = 0;
    for (const letter of letters) {
      const class_ = this.#classFor(letter);
      const children = this.#children[node];
      let next = children?.get(class_);
      if (next === undefined) {
        next = this.#children.push(new Map()) - 1;
        this.#words.push([]);
        children?.set(class_, next);
      }
      node = next;
    }
    this.#words[node]?.push(word);
  }

  get isEmpty(): boolean {
    return this.#children.length === 1;
  }

  /** Lays the tree out for walking. To be called once, after the last word. */
  seal(): this {
    this.#width = this.#codes.size + 1;
    this.#table = new Int32Array(this.#children.length * this.#width);
    this.#children.forEach((children, node) => {
      for (const [letter, next] of children) this.#table[node * this.#width + letter] = next;
    });
    return this;
  }

  /** The node behind this letter; 0 where no word goes on with it. */
  next(node: number, letter: number): number {
    const class_ = letter < 128 ? (this.#ascii[letter] ?? 0) : (this.#codes.get(letter) ?? 0);
    return class_ === 0 ? 0 : (this.#table[node * this.#width + class_] ?? 0);
  }

  childrenOf(node: number): Iterable<number> {
    return this.#children[node]?.values() ?? [];
  }

  wordsAt(node: number): readonly number[] {
    return this.#words[node] ?? [];
  }

  #classFor(letter: number): number {
    const known = this.#codes.get(letter);
    if (known !== undefined) return known;
    const made = this.#codes.size + 1;
    this.#codes.set(letter, made);
    if (letter < 128) this.#ascii[letter] = made;
    return made;
  }
}

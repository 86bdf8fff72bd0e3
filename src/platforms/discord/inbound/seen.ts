/** Remembers what came lately, in bounded memory: between `keep` and twice as many. */
export interface Seen {
  /** True when this id came before, lately. */
  again(id: string): boolean;
}

export function seenLately(keep: number): Seen {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    again(id) {
      if (young.has(id) || old.has(id)) return true;
      young.add(id);
      if (young.size >= keep) {
        old = young;
        young = new Set();
      }
      return false;
    },
  };
}

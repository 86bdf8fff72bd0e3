/** What can be counted of a database, to compare a copy with what it was made of. */
export interface DatabaseFacts {
  readonly pages: number;
  readonly pageBytes: number;
  /** Rows by table. */
  readonly tables: Readonly<Record<string, number>>;
  /** Applied migrations: `settings:001-start`. */
  readonly migrations: readonly string[];
}

/** What is wrong with the inside of a database, in the order it is looked for. */
export type InnerDamage = 'unreadable' | 'integrity' | 'foreign_keys';

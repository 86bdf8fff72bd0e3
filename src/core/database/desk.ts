export interface DatabaseStats {
  readonly dialect: 'sqlite' | 'postgres';
  /** A file's path, or host and name without the password. */
  readonly place: string;
  readonly bytes: number;
  /** Sent since the start. */
  readonly statements: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

export interface DatabaseFindings {
  /** In the database's own words; empty where nothing is damaged. */
  readonly damage: readonly string[];
  /** Migrations that are not applied. */
  readonly waiting: number;
  /** Why this version must not use it. */
  readonly refusal?: string;
}

/** The database as the owner of the bot looks at it. */
export interface DatabaseDesk {
  stats(): Promise<DatabaseStats>;
  /** Writes its log into the file, where it has one, and lets it plan anew. Resolves to how many bytes that gave back. */
  tidy(): Promise<number>;
  /** Looks the whole of it through, which takes a while. */
  check(): Promise<DatabaseFindings>;
}

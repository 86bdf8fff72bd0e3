import type { Kysely } from 'kysely';

export type Dialect = 'sqlite' | 'postgres';

/** Row types are added by each part with `queries.$extendTables<ItsTables>()`. */
export type Queries<Tables = unknown> = Kysely<Tables>;

/** An open database. Closing it ends its connections; nothing may be asked afterwards. */
export interface Database {
  readonly dialect: Dialect;
  /** What people may see of where it is: a file's path, or host and name without the password. */
  readonly place: string;
  readonly queries: Queries;
  /** How many statements have been sent since it was opened. */
  count(): number;
  close(): Promise<void>;
}

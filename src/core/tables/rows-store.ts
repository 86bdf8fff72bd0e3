import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../storage/index.ts';
import { type Column, type Columns, type RowOf, type Table, snake, tableNameOf } from './table.ts';

type Of<Value> = Value | { readonly least?: Value; readonly most?: Value };

/** Which rows: those whose columns are exactly this, or lie in a range, both ends included. */
export type Where<Row> = { readonly [Name in keyof Row]?: Of<Row[Name]> };

/** Which rows are wanted, in which order, and how many. */
export interface Listing<Row> {
  readonly where?: Where<Row>;
  /** The first counts most; `-` before a name: largest first. */
  readonly order?: readonly ((keyof Row & string) | `-${keyof Row & string}`)[];
  /** At most a thousand, and a hundred where nothing is said. */
  readonly limit?: number;
}

/** The rows of one table. */
export interface Rows<Row> {
  /** Rejects when a row with this key is there. */
  insert(row: Row): Promise<void>;
  /** In the place of the row with this key, where there is one. */
  put(row: Row): Promise<void>;
  find(where: Where<Row>): Promise<Row | undefined>;
  list(listing?: Listing<Row>): Promise<readonly Row[]>;
  count(where?: Where<Row>): Promise<number>;
  /** Changes these columns; resolves to how many rows that were. */
  update(where: Where<Row>, change: Partial<Row>): Promise<number>;
  /** Adds to a number in the database itself, so that none of two at once is lost. */
  add(where: Where<Row>, name: keyof Row & string, amount: number): Promise<number>;
  remove(where: Where<Row>): Promise<number>;
}

/** The tables of one module. */
export interface Tables {
  of<Columned extends Columns>(table: Table<Columned>): Rows<RowOf<Columned>>;
}

const usualLimit = 100;
const mostRows = 1000;

export const tablesOf = (module: string, database: Database): Tables => ({
  of: (table) => new TableRows(database, module, table),
});

class TableRows<Columned extends Columns> implements Rows<RowOf<Columned>> {
  readonly #database: Database;
  readonly #table: Table<Columned>;
  readonly #name: RawBuilder<unknown>;

  constructor(database: Database, module: string, table: Table<Columned>) {
    this.#database = database;
    this.#table = table;
    this.#name = sql.table(tableNameOf(module, table.name));
  }

  async insert(row: RowOf<Columned>): Promise<void> {
    await this.#write(row, sql``);
  }

  async put(row: RowOf<Columned>): Promise<void> {
    const { key } = this.#table;
    const others = Object.keys(row).filter((name) => !key.includes(name));
    const sets = others.map((name) => sql`${ref(name)} = ${sql.ref(`excluded.${snake(name)}`)}`);
    const then = sets.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(sets)}`;
    await this.#write(row, sql`on conflict (${sql.join(key.map(ref))}) ${then}`);
  }

  async find(where: Where<RowOf<Columned>>): Promise<RowOf<Columned> | undefined> {
    const [row] = await this.list({ where, limit: 1 });
    return row;
  }

  async list({ where, order = [], limit = usualLimit }: Listing<RowOf<Columned>> = {}) {
    const most = Math.max(0, Math.min(Math.floor(limit), mostRows));
    const sorting = order.map((name) =>
      name.startsWith('-') ? sql`${this.#column(name.slice(1))} desc` : this.#column(name),
    );
    const sorted = sorting.length === 0 ? sql`` : sql`order by ${sql.join(sorting)}`;
    const found = await sql<
      Record<string, unknown>
    >`select * from ${this.#name} ${this.#where(where)} ${sorted} limit ${most}`.execute(
      this.#database.queries,
    );
    return found.rows.map((row) => this.#row(row));
  }

  async count(where?: Where<RowOf<Columned>>): Promise<number> {
    const counted = await sql<{
      n: number | string;
    }>`select count(*) as n from ${this.#name} ${this.#where(where)}`.execute(
      this.#database.queries,
    );
    return Number(counted.rows[0]?.n ?? 0);
  }

  async update(where: Where<RowOf<Columned>>, change: Partial<RowOf<Columned>>): Promise<number> {
    const sets = Object.entries(change).map(
      ([name, value]) => sql`${this.#column(name)} = ${this.#stored(name, value)}`,
    );
    return sets.length === 0 ? 0 : this.#change(sql`set ${sql.join(sets)}`, where);
  }

  add(where: Where<RowOf<Columned>>, name: string, amount: number): Promise<number> {
    const at = this.#column(name);
    return this.#change(sql`set ${at} = ${at} + ${amount}`, where);
  }

  async remove(where: Where<RowOf<Columned>>): Promise<number> {
    const gone = await sql`delete from ${this.#name} ${this.#where(where)}`.execute(
      this.#database.queries,
    );
    return Number(gone.numAffectedRows ?? 0);
  }

  async #change(what: RawBuilder<unknown>, where: Where<RowOf<Columned>>): Promise<number> {
    const done = await sql`update ${this.#name} ${what} ${this.#where(where)}`.execute(
      this.#database.queries,
    );
    return Number(done.numAffectedRows ?? 0);
  }

  async #write(row: RowOf<Columned>, conflict: RawBuilder<unknown>): Promise<void> {
    const names = Object.keys(row);
    const values = Object.entries(row).map(([name, value]) => this.#stored(name, value));
    await sql`insert into ${this.#name} (${sql.join(names.map((name) => this.#column(name)))})
      values (${sql.join(values)}) ${conflict}`.execute(this.#database.queries);
  }

  #where(where: object = {}): RawBuilder<unknown> {
    const tests = Object.entries(where).flatMap(([name, wanted]) => this.#tests(name, wanted));
    return tests.length === 0 ? sql`` : sql`where ${sql.join(tests, sql` and `)}`;
  }

  #tests(name: string, wanted: unknown): readonly RawBuilder<unknown>[] {
    const at = this.#column(name);
    if (wanted === undefined) return [];
    if (wanted === null) return [sql`${at} is null`];
    const range = rangeIn(wanted);
    if (!range || this.#kindOf(name).kind === 'json')
      return [sql`${at} = ${this.#stored(name, wanted)}`];
    const { least, most } = range;
    return [
      ...(least === undefined ? [] : [sql`${at} >= ${this.#stored(name, least)}`]),
      ...(most === undefined ? [] : [sql`${at} <= ${this.#stored(name, most)}`]),
    ];
  }

  #column(name: string): RawBuilder<unknown> {
    this.#kindOf(name);
    return ref(name);
  }

  #kindOf(name: string): Column {
    const column = Object.hasOwn(this.#table.columns, name) ? this.#table.columns[name] : undefined;
    if (column) return column;
    throw new RangeError(`The table "${this.#table.name}" has no column "${name}"`);
  }

  #stored(name: string, value: unknown): unknown {
    if (value === null || value === undefined) return null;
    const { kind } = this.#kindOf(name);
    if (kind === 'boolean') return value === true ? 1 : 0;
    return kind === 'json' ? JSON.stringify(value) : value;
  }

  #row(stored: Record<string, unknown>): RowOf<Columned> {
    const row: Record<string, unknown> = {};
    for (const [name, column] of Object.entries(this.#table.columns))
      row[name] = valueIn(column, stored[snake(name)]);
    if (this.#isRow(row)) return row;
    throw new TypeError(`A row of "${this.#table.name}" is not as its columns say`);
  }

  #isRow(row: object): row is RowOf<Columned> {
    return Object.keys(this.#table.columns).every((name) => name in row);
  }
}

const ref = (name: string): RawBuilder<unknown> => sql.ref(snake(name));

function valueIn({ kind }: Column, stored: unknown): unknown {
  if (stored === null || stored === undefined) return null;
  if (kind === 'boolean') return Number(stored) === 1;
  if (kind === 'integer') return Number(stored);
  return kind === 'json' && typeof stored === 'string' ? parsed(stored) : stored;
}

const parsed = (text: string): unknown => JSON.parse(text);

const rangeIn = (wanted: unknown): { least?: unknown; most?: unknown } | undefined =>
  typeof wanted === 'object' && wanted !== null && ('least' in wanted || 'most' in wanted)
    ? wanted
    : undefined;

import type { Migration, Part, PersonColumn } from '../../storage/index.ts';

/** What a column holds. */
export type ColumnKind = 'text' | 'integer' | 'boolean' | 'json';

/** One column as its author declares it. */
export interface Column<Kind extends ColumnKind = ColumnKind, Empty extends boolean = boolean> {
  readonly kind: Kind;
  /** Whether it may hold nothing (null). */
  readonly optional: Empty;
  /** The step that added it, for columns younger than their table; they need a default or be optional. */
  readonly since?: string;
  readonly default?: string | number | boolean;
  /** It holds an actor's id: what becomes of the row when that person asks to be forgotten. */
  readonly person?: PersonColumn['onErase'];
}

interface Younger<Value> {
  readonly since?: string;
  readonly default?: Value;
}

type TextOptions = Younger<string> & { readonly person?: PersonColumn['onErase'] };

/** The kinds of column: `column.text()`, `column.integer({ since: '002-score', default: 0 })`, … */
export const column = {
  text: (options: TextOptions = {}) => ({ ...options, kind: 'text', optional: false }) as const,
  integer: (options: Younger<number> = {}) =>
    ({ ...options, kind: 'integer', optional: false }) as const,
  boolean: (options: Younger<boolean> = {}) =>
    ({ ...options, kind: 'boolean', optional: false }) as const,
  json: (options: Pick<Younger<string>, 'since'> = {}) =>
    ({ ...options, kind: 'json', optional: true }) as const,
  /** May hold nothing (null). */
  optional: <Kind extends ColumnKind>(of: Column<Kind>) => ({ ...of, optional: true }) as const,
} as const;

/** The columns of a table by name: `column.text()`, `column.integer()`, … */
export type Columns = Readonly<Record<string, Column>>;

interface Held {
  text: string;
  integer: number;
  boolean: boolean;
  json: unknown;
}

/** A row as its columns say. */
export type RowOf<Of extends Columns> = {
  -readonly [Name in keyof Of]: Of[Name]['optional'] extends true
    ? Held[Of[Name]['kind']] | null
    : Held[Of[Name]['kind']];
};

/** A table whose columns need not be known. */
export interface AnyTable {
  readonly name: string;
  readonly columns: Columns;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
}

/** A module's table: its columns are its type, its migrations and its documentation. */
export interface Table<Of extends Columns> extends AnyTable {
  readonly columns: Of;
  /** The columns that name a row; of two rows with the same there is one. */
  readonly key: readonly (keyof Of & string)[];
  /** Columns that are looked up or sorted by together. */
  readonly indexes?: readonly (readonly (keyof Of & string)[])[];
}

const nameForm = /^[a-z][a-zA-Z0-9]{0,23}$/;

/** Declares a table. Throws a RangeError when something in it cannot be. */
export function defineTable<Of extends Columns>(table: Table<Of>): Table<Of> {
  for (const name of [table.name, ...Object.keys(table.columns)])
    if (!nameForm.test(name))
      throw new RangeError(
        `"${name}" cannot name a table or a column: a small letter, then up to 23 letters and digits`,
      );
  if (table.key.length === 0) throw new RangeError(`The table "${table.name}" needs a key`);
  for (const [name, one] of Object.entries(table.columns))
    if (one.since !== undefined && !one.optional && one.default === undefined)
      throw new RangeError(
        `The column "${name}" came with "${one.since}": rows that are there already need a default`,
      );
  return table;
}

/** What the table is called in the database: apart from ours and from those of other modules. */
export const tableNameOf = (module: string, table: string): string =>
  `x_${plain(module)}_${snake(table)}`;

export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const plain = (module: string): string => module.replaceAll('-', '_');

const types = { text: 'text', integer: 'bigint', boolean: 'integer', json: 'text' } as const;

/** Before the name of a module that is not built in, in the name of its part. */
export const partMark = 'extension:';

/** Whether a migration (`part:name`) is one of a module's tables: these come and go with the module. */
export const isOfExtension = (migration: string): boolean => migration.startsWith(partMark);

/** The tables of a module as a part of the database, with the migrations that their columns amount to. */
export function partOf(module: string, tables: readonly AnyTable[]): Part {
  return {
    part: `${partMark}${module}`,
    migrations: tables.flatMap((table) => migrationsOf(tableNameOf(module, table.name), table)),
    people: tables.flatMap((table) => peopleIn(tableNameOf(module, table.name), table)),
  };
}

function migrationsOf(sqlName: string, table: AnyTable): readonly Migration[] {
  const columns = Object.entries(table.columns);
  const first = columns.filter(([, { since }]) => since === undefined);
  const key = table.key.map(snake).join(', ');
  const later = new Map<string, string[]>();
  for (const [name, one] of columns)
    if (one.since !== undefined)
      later.set(one.since, [
        ...(later.get(one.since) ?? []),
        `alter table ${sqlName} add column ${columnSql(name, one)}`,
      ]);
  const lines = [...first.map(([name, one]) => columnSql(name, one)), `primary key (${key})`];
  return [
    { name: `${table.name} 001-start`, up: [`create table ${sqlName} (${lines.join(', ')})`] },
    ...[...later].map(([since, up]) => ({ name: `${table.name} ${since}`, up })),
    ...(table.indexes ?? []).map((of) => indexOf(sqlName, table.name, of.map(snake))),
  ];
}

const indexOf = (sqlName: string, table: string, of: readonly string[]): Migration => ({
  name: `${table} index ${of.join(',')}`,
  up: [`create index ${sqlName}_${of.join('_')} on ${sqlName} (${of.join(', ')})`],
});

function columnSql(name: string, { kind, optional, default: preset }: Column): string {
  const must = optional ? '' : ' not null';
  return `${snake(name)} ${types[kind]}${must}${preset === undefined ? '' : ` default ${literal(preset)}`}`;
}

function literal(value: string | number | boolean): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return String(Number(value));
}

const peopleIn = (sqlName: string, { columns }: AnyTable): readonly PersonColumn[] =>
  Object.entries(columns).flatMap(([name, { person }]) =>
    person === undefined ? [] : [{ table: sqlName, column: snake(name), onErase: person }],
  );

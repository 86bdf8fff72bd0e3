import { sql } from 'kysely';
import type { Database } from '../../storage/index.ts';
import type { ValueKey } from './store.ts';
import type { ValueTables } from './tables.ts';

export interface KeptValue extends ValueKey {
  /** JSON. */
  readonly value: string;
}

/** What all modules keep, to be searched for people. */
export interface PersonalValueStore {
  /** Page by page; with texts: those in whose scope, name or value one of them stands. */
  pages(texts?: readonly string[]): AsyncIterable<readonly KeptValue[]>;
}

const pageRows = 200;

export function personalValueStore(database: Database): PersonalValueStore {
  const queries = database.queries.$extendTables<ValueTables>();
  const page = (after: ValueKey, texts: readonly string[] | undefined) =>
    queries
      .selectFrom('module_values')
      .select(['module', 'scope', 'name', 'value'])
      .where(sql<boolean>`(module, scope, name) > (${after.module}, ${after.scope}, ${after.name})`)
      .$if(texts !== undefined, (query) =>
        query.where((where) => where.or((texts ?? []).flatMap(stands))),
      )
      .orderBy('module')
      .orderBy('scope')
      .orderBy('name')
      .limit(pageRows)
      .execute();
  return {
    async *pages(texts) {
      let after: ValueKey | undefined = { module: '', scope: '', name: '' };
      while (after !== undefined) {
        const rows: readonly KeptValue[] = await page(after, texts);
        if (rows.length > 0) yield rows;
        after = rows.length < pageRows ? undefined : rows.at(-1);
      }
    },
  };
}

/** In JSON a text stands as JSON writes it. */
const stands = (text: string) => [
  ...[sql.ref('scope'), sql.ref('name')].map((column) => like(column, text)),
  like(sql.ref('value'), JSON.stringify(text).slice(1, -1)),
];

const like = (column: ReturnType<typeof sql.ref>, text: string) =>
  sql<boolean>`${column} like ${`%${text.replace(/[%_!]/g, '!$&')}%`} escape '!'`;

import type { Database, Part } from '../../storage/index.ts';
import type { ValueTables } from './tables.ts';

/**
 * What modules that are not built in have declared of their tables. It is kept beside the tables, so that these can be
 * moved, and searched for people, while the module itself is not loaded.
 */
export interface PartStore {
  all(): Promise<readonly Part[]>;
  put(part: Part): Promise<void>;
}

export function partStore(database: Database): PartStore {
  const queries = database.queries.$extendTables<ValueTables>();
  return {
    async all() {
      const rows = await queries
        .selectFrom('module_parts')
        .select('definition')
        .orderBy('part')
        .execute();
      return rows.map(({ definition }) => readPart(definition));
    },
    async put(part) {
      const definition = JSON.stringify(part);
      await queries
        .insertInto('module_parts')
        .values({ part: part.part, definition })
        .onConflict((row) => row.column('part').doUpdateSet({ definition }))
        .execute();
    },
  };
}

function readPart(text: string): Part {
  const part: unknown = JSON.parse(text);
  if (isPart(part)) return part;
  throw new TypeError('What a module declared of its tables cannot be read');
}

/** Nobody but `put` writes there. */
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && 'part' in value && 'migrations' in value;

import { type RawBuilder, sql } from 'kysely';
import { type CommunityId, communityId } from '../../base/ids.ts';
import type { Database, Queries } from '../../storage/index.ts';

/** What people keep as a sentence under a number: a rule, an automation. `Said` is what of it they can change. */
export type Kept<Said> = Said & { readonly community: CommunityId; readonly number: number };

/** Before and after; `before` is absent for a new one, `after` for one that goes. */
export interface SentenceChange<Said> {
  readonly before?: Kept<Said>;
  readonly after?: Said;
}

/** Who changes sentences, and by which way in. */
export interface ChangedBy {
  readonly by: string;
  readonly via: string;
}

interface ChangeOf extends ChangedBy {
  readonly community: CommunityId;
  readonly atMs: number;
}

export interface SentenceRevision<Said> extends ChangedBy {
  readonly atMs: number;
  /** Counts the changes of one community. */
  readonly seq: number;
  readonly number: number;
  readonly before?: Said;
  readonly after?: Said;
}

/** Sentences with their history: both are written, or neither. */
export interface SentenceStore<Said> {
  all(): Promise<readonly Kept<Said>[]>;
  /** The numbers of what was changed, in order: new ones get theirs here. */
  change(changes: readonly SentenceChange<Said>[], of: ChangeOf): Promise<readonly number[]>;
  /** Newest first. */
  history(community: CommunityId, limit: number): Promise<readonly SentenceRevision<Said>[]>;
  /** Goes up with each change, whoever made it. */
  stamp(): Promise<number>;
}

/** One kind of sentence: its two tables, whose columns are alike but for what `read` reads. */
export interface SentenceKind<Said> {
  readonly kept: string;
  readonly revisions: string;
  /** The column by which those of a community are read, before their number. */
  readonly order?: string;
  /** What is kept in columns, and in revisions as JSON: no more than this is written, and as this it is read. */
  read(field: (name: string) => unknown): Said;
}

interface RevisionRow {
  readonly seq: number;
  readonly number: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly changed_by: string;
  readonly via: string;
  readonly changed_at: number;
}

export const sentenceStore = <Said extends object>(
  { queries }: Database,
  kind: SentenceKind<Said>,
): SentenceStore<Said> => new Sentences(queries, kind);

class Sentences<Said extends object> implements SentenceStore<Said> {
  readonly #queries: Queries;
  readonly #kind: SentenceKind<Said>;
  readonly #kept: RawBuilder<unknown>;
  readonly #revisions: RawBuilder<unknown>;

  constructor(queries: Queries, kind: SentenceKind<Said>) {
    this.#queries = queries;
    this.#kind = kind;
    [this.#kept, this.#revisions] = [sql.table(kind.kept), sql.table(kind.revisions)];
  }

  async all(): Promise<readonly Kept<Said>[]> {
    const { order } = this.#kind;
    const by = ['community', ...(order === undefined ? [] : [order]), 'number'];
    const { rows } = await sql<{ community: string; number: number }>`
      select * from ${this.#kept}
      order by ${sql.join(by.map((name) => sql.ref(name)))}`.execute(this.#queries);
    return rows.map((row) => ({
      ...this.#read(row),
      ...{ community: communityId(row.community), number: row.number },
    }));
  }

  change(changes: readonly SentenceChange<Said>[], of: ChangeOf): Promise<readonly number[]> {
    return this.#queries.transaction().execute(async (within) => {
      const numbers: number[] = [];
      for (const change of changes) numbers.push(await this.#write(within, change, of));
      return numbers;
    });
  }

  async history(community: CommunityId, limit: number): Promise<readonly SentenceRevision<Said>[]> {
    const { rows } = await sql<RevisionRow>`
      select * from ${this.#revisions} where community = ${community}
      order by seq desc limit ${limit}`.execute(this.#queries);
    return rows.map((row) => this.#revisionOf(row));
  }

  async stamp(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${this.#revisions}`.execute(this.#queries);
    return Number(rows[0]?.count);
  }

  async #write(
    within: Queries,
    { before, after }: SentenceChange<Said>,
    { community, by, via, atMs }: ChangeOf,
  ): Promise<number> {
    const { rows } = await sql<{ seq: number | null; number: number | null }>`
      select max(seq) as seq, max(number) as number from ${this.#revisions}
      where community = ${community}`.execute(within);
    const [last] = rows;
    // Numbers are never given twice: people quote them.
    const number = before?.number ?? (last?.number ?? 0) + 1;
    await insert(within, this.#revisions, {
      ...{ community, number, seq: (last?.seq ?? 0) + 1, via },
      ...{ before: this.#textOf(before), after: this.#textOf(after) },
      ...{ changed_by: by, changed_at: atMs },
    });
    await sql`delete from ${this.#kept}
      where community = ${community} and number = ${number}`.execute(within);
    if (after) await insert(within, this.#kept, { community, number, ...this.#read(after) });
    return number;
  }

  #read(of: object): Said {
    return this.#kind.read((name) => Reflect.get(of, name));
  }

  #textOf(said: Said | undefined): string | null {
    return said ? JSON.stringify(this.#read(said)) : null;
  }

  #said(text: string | null): Said | undefined {
    const said: unknown = text === null ? undefined : JSON.parse(text);
    return typeof said === 'object' && said !== null ? this.#read(said) : undefined;
  }

  #revisionOf(row: RevisionRow): SentenceRevision<Said> {
    const { seq, number, changed_by: by, via, changed_at: atMs } = row;
    const [before, after] = [this.#said(row.before), this.#said(row.after)];
    return {
      ...{ seq, number, by, via, atMs },
      ...(before && { before }),
      ...(after && { after }),
    };
  }
}

async function insert(within: Queries, table: RawBuilder<unknown>, row: object): Promise<void> {
  const names = Object.keys(row).map((name) => sql.ref(name));
  await sql`insert into ${table} (${sql.join(names)})
    values (${sql.join(Object.values(row))})`.execute(within);
}

import { type CommunityId, communityId } from '../../base/ids.ts';
import { type Standing, standings } from '../../core/actor.ts';
import type { Database, Queries } from '../../storage/index.ts';
import type { Happening } from './happening.ts';
import type { RuleTables } from './tables.ts';

/** Something that was said, as rules may look at it. */
export interface KeptMessage {
  readonly id: string;
  readonly community: CommunityId;
  readonly atMs: number;
  readonly name: string;
  readonly happening: Happening;
}

/** What was said lately, where a community wants that. */
export interface KeptMessageStore {
  /** What is there already is left as it is. */
  add(messages: readonly KeptMessage[]): Promise<void>;
  /** In the order in which it was said, a thousand at a time. */
  since(community: CommunityId, sinceMs: number): AsyncIterable<readonly KeptMessage[]>;
  count(community: CommunityId): Promise<{ readonly messages: number; readonly sinceMs?: number }>;
  /** Removes what is older; how many that were. */
  expire(community: CommunityId, beforeMs: number): Promise<number>;
  communities(): Promise<readonly CommunityId[]>;
  forget(actor: string): Promise<number>;
}

const page = 1000;

export const keptMessageStore = (database: Database): KeptMessageStore => new Kept(database);

class Kept implements KeptMessageStore {
  readonly #queries: Queries<RuleTables>;

  constructor(database: Database) {
    this.#queries = database.queries.$extendTables<RuleTables>();
  }

  async add(messages: readonly KeptMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.#queries
      .insertInto('automod_messages')
      .values(messages.map(rowOf))
      .onConflict((row) => row.column('id').doNothing())
      .execute();
  }

  async *since(community: CommunityId, sinceMs: number): AsyncIterable<readonly KeptMessage[]> {
    let last = { atMs: sinceMs, id: '' };
    for (;;) {
      const messages = await this.#pageAfter(community, last.atMs, last.id);
      if (messages.length > 0) yield messages;
      if (messages.length < page) return;
      last = messages.at(-1) ?? last;
    }
  }

  async count(community: CommunityId) {
    const { messages, since } = await this.#queries
      .selectFrom('automod_messages')
      .select(({ fn }) => [fn.countAll().as('messages'), fn.min('said_at').as('since')])
      .where('community', '=', community)
      .executeTakeFirstOrThrow();
    // Kysely's types do not say that there is no least of nothing.
    return { messages: Number(messages), ...(Number(messages) > 0 && { sinceMs: since }) };
  }

  async expire(community: CommunityId, beforeMs: number): Promise<number> {
    const { numDeletedRows } = await this.#queries
      .deleteFrom('automod_messages')
      .where('community', '=', community)
      .where('said_at', '<', beforeMs)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  async communities(): Promise<readonly CommunityId[]> {
    const rows = await this.#queries
      .selectFrom('automod_messages')
      .select('community')
      .distinct()
      .execute();
    return rows.map(({ community }) => communityId(community));
  }

  async forget(actor: string): Promise<number> {
    const { numDeletedRows } = await this.#queries
      .deleteFrom('automod_messages')
      .where('actor', '=', actor)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  async #pageAfter(community: CommunityId, sinceMs: number, after: string) {
    const rows = await this.#queries
      .selectFrom('automod_messages')
      .selectAll()
      .where('community', '=', community)
      .where((row) =>
        row.or([
          row('said_at', '>', sinceMs),
          row.and([row('said_at', '=', sinceMs), row('id', '>', after)]),
        ]),
      )
      .orderBy('said_at')
      .orderBy('id')
      .limit(page)
      .execute();
    return rows.map(messageOf);
  }
}

type Row = RuleTables['automod_messages'];

function rowOf({ id, community, atMs, name, happening }: KeptMessage): Row {
  const { space, channel, channelName, author, files, mentions, text } = happening;
  const { id: actor, ...about } = author;
  return {
    ...{ id, community, space, channel, text, actor, actor_name: name, channel_name: channelName },
    said_at: atMs,
    details: JSON.stringify({ ...about, files, mentions }),
  };
}

function messageOf(row: Row): KeptMessage {
  const details: unknown = JSON.parse(row.details);
  const read = (name: string): unknown =>
    typeof details === 'object' && details !== null ? Reflect.get(details, name) : undefined;
  const [ageMs, mentions, files] = [read('ageMs'), read('mentions'), read('files')];
  return {
    id: row.id,
    community: communityId(row.community),
    atMs: row.said_at,
    name: row.actor_name,
    happening: {
      ...{ on: 'message', text: row.text, space: row.space, channel: row.channel },
      channelName: row.channel_name,
      author: {
        id: row.actor,
        standing: standingOf(read('standing')),
        hasRole: read('hasRole') === true,
        identified: read('identified') === true,
        ...(typeof ageMs === 'number' && { ageMs }),
      },
      files: Array.isArray(files) ? files.map(String) : [],
      ...(typeof mentions === 'number' && { mentions }),
    },
  };
}

const standingOf = (value: unknown): Standing =>
  standings.find((standing) => standing === value) ?? 'member';

import type { Part } from '../../storage/index.ts';

export type ReviewTables = {
  /** The last number of each community. Its lock puts writers in a row. */
  review_numbers: { community: string; last: number };
  review_items: {
    community: string;
    id: number;
    state: string;
    /** Counts how often it was opened again. */
    round: number;
    /** One message waits once. */
    message_key: string;
    connection: string;
    platform: string;
    space: string;
    channel: string;
    place_name: string;
    message: string | null;
    actor: string;
    actor_name: string;
    native: string;
    text: string;
    said_at: number;
    /** JSON of an act. */
    suggested: string;
    repeats: number;
    at: number;
    until: number;
    decided_by: string | null;
    decided_name: string | null;
    decided_at: number | null;
    /** JSON of an act. */
    decided: string | null;
    why: string;
    /** JSON: numbers of cases. */
    cases: string;
    /** Where staff were shown it. */
    card_channel: string | null;
    card_message: string | null;
  };
  review_claims: {
    community: string;
    item: number;
    position: number;
    kind: string;
    name: string;
    rule: string | null;
    quote: string | null;
    confidence_ppm: number | null;
    cost_micros: number | null;
    reporter: string | null;
    reporter_name: string | null;
    reporter_native: string | null;
    reason: string | null;
    times: number;
    at: number;
  };
  review_context: {
    community: string;
    item: number;
    position: number;
    at: number;
    actor: string;
    name: string;
    text: string;
  };
};

const withRow = 'Goes with the row of who said it, which erasing removes.';

export const reviewPart: Part = {
  part: 'review',
  columns: {
    review_numbers: { nobody: ['community', 'last'] },
    review_items: {
      nobody: [
        ...['community', 'id', 'state', 'round', 'connection', 'platform', 'space', 'channel'],
        ...['place_name', 'message', 'said_at', 'suggested', 'repeats', 'at', 'until'],
        ...['decided_at', 'decided', 'cases', 'card_channel', 'card_message'],
      ],
      stays: {
        ...{ text: withRow, native: withRow, message_key: withRow },
        why: 'Staff wrote why they decided so, and answer for it.',
      },
    },
    review_claims: {
      nobody: [
        ...[
          'community',
          'item',
          'position',
          'kind',
          'name',
          'rule',
          'confidence_ppm',
          'cost_micros',
        ],
        ...['times', 'at'],
      ],
      stays: {
        quote: 'Part of the text that was judged; removed within the hour after its message is.',
        reason:
          'What a rule tells people, or what was reported; that goes with the row of who reported.',
        reporter_native: 'Goes with the row of who reported.',
      },
    },
    review_context: { nobody: ['community', 'item', 'position', 'at'], stays: { text: withRow } },
  },
  people: [
    { table: 'review_items', column: 'actor', name: 'actor_name', onErase: 'remove' },
    { table: 'review_items', column: 'decided_by', name: 'decided_name', onErase: 'pseudonym' },
    { table: 'review_claims', column: 'reporter', name: 'reporter_name', onErase: 'remove' },
    { table: 'review_context', column: 'actor', name: 'name', onErase: 'remove' },
  ],
  places: (['review_numbers', 'review_items', 'review_claims', 'review_context'] as const).map(
    (table) => ({ table, column: 'community', form: 'id' }) as const,
  ),
  migrations: [
    {
      name: '001-start',
      up: [
        `create table review_numbers (community text not null primary key, last bigint not null)`,
        `create table review_items (
          community text not null, id bigint not null, state text not null, round bigint not null,
          message_key text not null, connection text not null, platform text not null,
          space text not null, channel text not null, place_name text not null, message text,
          actor text not null, actor_name text not null, native text not null, text text not null,
          said_at bigint not null, suggested text not null, repeats bigint not null,
          at bigint not null, until bigint not null,
          decided_by text, decided_name text, decided_at bigint, decided text, why text not null,
          cases text not null, card_channel text, card_message text,
          primary key (community, id))`,
        `create unique index review_items_waiting on review_items (community, message_key)
          where state in ('open', 'deciding')`,
        `create index review_items_by_state on review_items (state, until)`,
        `create index review_items_by_community on review_items (community, state, id)`,
        `create index review_items_by_actor on review_items (actor)`,
        `create index review_items_by_staff on review_items (decided_by)`,
        `create table review_claims (
          community text not null, item bigint not null, position bigint not null,
          kind text not null, name text not null, rule text, quote text,
          confidence_ppm bigint, cost_micros bigint,
          reporter text, reporter_name text, reporter_native text, reason text,
          times bigint not null, at bigint not null,
          primary key (community, item, position))`,
        `create index review_claims_by_reporter on review_claims (reporter)`,
        `create index review_claims_by_source on review_claims (community, kind, name)`,
        `create table review_context (
          community text not null, item bigint not null, position bigint not null,
          at bigint not null, actor text not null, name text not null, text text not null,
          primary key (community, item, position))`,
        `create index review_context_by_actor on review_context (actor)`,
      ],
    },
  ],
};

import { type Transaction, sql } from 'kysely';
import type { ReviewRequest, ReviewedLine } from '../../core/cases/review.ts';
import type { Database, Queries } from '../../storage/index.ts';
import { strongerOf } from './act.ts';
import {
  type DecisionStore,
  askers,
  deciding,
  isItem,
  reading,
  waiting,
} from './decisions-store.ts';
import { keepingClean, measuring } from './upkeep-store.ts';
import { type ItemRow, actOf, toMillionths } from './item-row.ts';
import type { ReviewTables } from './tables.ts';

/** What asks for a look, with all that is decided about it beforehand. */
export interface NewItem {
  readonly request: ReviewRequest;
  /** One message waits once. */
  readonly key: string;
  readonly context: readonly ReviewedLine[];
  readonly atMs: number;
  readonly untilMs: number;
  /** How many may wait in this community. */
  readonly most: number;
}

/** `made`: it is new. Absent id: too much waits. `displaced`: what made room. */
export interface AddedItem {
  readonly id?: number;
  readonly made: boolean;
  readonly displaced?: number;
}

export interface ReviewStore extends DecisionStore {
  add(item: NewItem): Promise<AddedItem>;
}

type Within = Queries<ReviewTables>;
const mostClaims = 20;

export function reviewStore(database: Database): ReviewStore {
  const queries = database.queries.$extendTables<ReviewTables>();
  return {
    add: (item) => queries.transaction().execute((within) => add(within, item)),
    ...reading(queries),
    ...askers(queries),
    ...deciding(queries),
    ...keepingClean(queries),
    ...measuring(queries),
  };
}

async function add(within: Transaction<ReviewTables>, item: NewItem): Promise<AddedItem> {
  const { request, key, most } = item;
  const { community } = request;
  // Taking the number first locks out every other writer of the community until the end.
  const { last } = await within
    .insertInto('review_numbers')
    .values({ community, last: 0 })
    .onConflict((row) => row.column('community').doUpdateSet({ last: sql`review_numbers.last` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  const known = await within
    .selectFrom('review_items')
    .selectAll()
    .where('community', '=', community)
    .where('message_key', '=', key)
    .where('state', 'in', waiting)
    .executeTakeFirst();
  if (known) {
    await repeat(within, known, item);
    return { id: known.id, made: false };
  }
  const room = await makeRoom(within, request, most);
  if (!room.free) return { made: false };
  await insert(within, item, last + 1);
  return {
    ...{ id: last + 1, made: true },
    ...(room.displaced !== undefined && { displaced: room.displaced }),
  };
}

/** What people report is never kept out by what programs find. */
async function makeRoom(within: Within, { community, source }: ReviewRequest, most: number) {
  const { amount } = await within
    .selectFrom('review_items')
    .select(sql<number>`count(*)`.as('amount'))
    .where('community', '=', community)
    .where('state', 'in', waiting)
    .executeTakeFirstOrThrow();
  if (amount < most) return { free: true };
  if (source.kind !== 'report') return { free: false };
  const oldest = await within
    .selectFrom('review_items')
    .innerJoin('review_claims', (join) =>
      join
        .onRef('review_claims.community', '=', 'review_items.community')
        .onRef('review_claims.item', '=', 'review_items.id')
        .on('review_claims.position', '=', 0),
    )
    .select('review_items.id as id')
    .where('review_items.community', '=', community)
    .where('review_items.state', '=', 'open')
    .where('review_claims.kind', '<>', 'report')
    .orderBy('review_items.id')
    .limit(1)
    .executeTakeFirst();
  if (!oldest) return { free: false };
  const gone = { community, id: oldest.id };
  await within.updateTable('review_items').set({ state: 'expired' }).where(isItem(gone)).execute();
  return { free: true, displaced: oldest.id };
}

async function insert(within: Within, item: NewItem, id: number): Promise<void> {
  const { request, key, context, atMs, untilMs } = item;
  const { community, message, suggested } = request;
  const { place, actor } = message;
  await within
    .updateTable('review_numbers')
    .set({ last: id })
    .where('community', '=', community)
    .execute();
  await within
    .insertInto('review_items')
    .values({
      ...{ community, id, state: 'open', round: 0, message_key: key, text: message.text },
      ...{ connection: place.connection, platform: place.platform, channel: place.channel },
      ...{ space: place.space ?? community, place_name: place.name, message: message.id ?? null },
      ...{ actor: actor.id, actor_name: actor.name, native: actor.native },
      ...{ said_at: message.atMs ?? atMs, suggested: JSON.stringify(suggested), repeats: 1 },
      ...{ at: atMs, until: untilMs, why: '', cases: '[]' },
      ...{ decided_by: null, decided_name: null, decided_at: null, decided: null },
      ...{ card_channel: null, card_message: null },
    })
    .execute();
  await within
    .insertInto('review_claims')
    .values(claimRow(item, id, 0))
    .execute();
  if (context.length === 0) return;
  const lines = context.map(({ atMs: at, actor: by, name, text }, position) => ({
    ...{ community, item: id, position, at, actor: by, name, text },
  }));
  await within.insertInto('review_context').values(lines).execute();
}

/** Who reported stands in a column of his own. */
const nameOf = ({ kind, name }: ReviewRequest['source']): string => (kind === 'report' ? '' : name);

function claimRow({ request, atMs }: NewItem, item: number, position: number) {
  const { community, source, rule, because, quote, confidence, cost, reporter } = request;
  return {
    ...{ community, item, position, kind: source.kind, name: nameOf(source), times: 1, at: atMs },
    ...{ rule: rule ?? null, quote: quote ?? null },
    ...{ confidence_ppm: toMillionths(confidence), cost_micros: toMillionths(cost) },
    ...{ reporter: reporter?.id ?? null, reporter_name: reporter?.name ?? null },
    ...{ reporter_native: reporter?.native ?? null, reason: reporter?.reason ?? because ?? null },
  };
}

/** Asked for once more: counted, said by whom, and with the stronger of what is suggested. */
async function repeat(within: Within, known: ItemRow, item: NewItem): Promise<void> {
  const { community, source, suggested, reporter } = item.request;
  const suggestion = JSON.stringify(strongerOf(actOf(known.suggested), suggested));
  await within
    .updateTable('review_items')
    .set({ repeats: known.repeats + 1, suggested: suggestion })
    .where(isItem({ community, id: known.id }))
    .execute();
  const claims = await within
    .selectFrom('review_claims')
    .select(['position', 'kind', 'name', 'reporter', 'times'])
    .where('community', '=', community)
    .where('item', '=', known.id)
    .execute();
  const same = claims.find(
    ({ kind, name, reporter: by }) =>
      kind === source.kind && name === nameOf(source) && by === (reporter?.id ?? null),
  );
  if (same)
    await within
      .updateTable('review_claims')
      .set({ times: same.times + 1 })
      .where('community', '=', community)
      .where('item', '=', known.id)
      .where('position', '=', same.position)
      .execute();
  else if (claims.length < mostClaims) {
    const position = Math.max(-1, ...claims.map((one) => one.position)) + 1;
    await within
      .insertInto('review_claims')
      .values(claimRow(item, known.id, position))
      .execute();
  }
}

import { communityId } from '../../base/ids.ts';
import {
  type ReviewAct,
  type ReviewClaim,
  type ReviewDecision,
  type ReviewItem,
  type ReviewState,
  type ReviewedLine,
  reviewActKinds,
  reviewSources,
  reviewStates,
} from '../../core/cases/review.ts';
import type { ReviewTables } from './tables.ts';

export type ItemRow = ReviewTables['review_items'];
export type ClaimRow = ReviewTables['review_claims'];
export type ContextRow = ReviewTables['review_context'];

const million = 1_000_000;
export const toMillionths = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * million);

export function itemOf(
  row: ItemRow,
  claims: readonly ClaimRow[],
  context: readonly ContextRow[],
): ReviewItem {
  const { connection, platform, space, channel, place_name: name } = row;
  return {
    ...{ community: communityId(row.community), id: row.id, state: stateOf(row.state) },
    place: { connection, platform, space, channel, name },
    actor: { id: row.actor, name: row.actor_name, native: row.native },
    ...(row.message !== null && { message: row.message }),
    ...{ text: row.text, saidAtMs: row.said_at, suggested: actOf(row.suggested) },
    ...{ repeats: row.repeats, atMs: row.at, untilMs: row.until, round: row.round },
    claims: claims.map(claimOf),
    context: context.map(lineOf),
    ...decisionIn(row),
  };
}

const lineOf = ({ at: atMs, actor, name, text }: ContextRow): ReviewedLine => ({
  ...{ atMs, actor, name, text },
});

function claimOf(row: ClaimRow): ReviewClaim {
  const { rule, quote, reporter, confidence_ppm: confidence, cost_micros: cost } = row;
  return {
    source: {
      kind: reviewSources.find((one) => one === row.kind) ?? 'report',
      name: reporter ?? row.name,
    },
    ...(rule !== null && { rule }),
    ...(reporter === null && row.reason !== null && { because: row.reason }),
    ...(quote !== null && { quote }),
    ...(confidence !== null && { confidence: confidence / million }),
    ...(cost !== null && { cost: cost / million }),
    ...(reporter !== null && {
      reporter: { id: reporter, name: row.reporter_name ?? reporter, reason: row.reason ?? '' },
    }),
    ...{ times: row.times, atMs: row.at },
  };
}

function decisionIn(row: ItemRow): { readonly decision?: ReviewDecision } {
  const { decided_by: by, decided_name: name, decided_at: at, decided } = row;
  if (by === null || decided === null) return {};
  return {
    decision: {
      ...{ by, byName: name ?? by, atMs: at ?? 0, act: actOf(decided), why: row.why },
      cases: numbersIn(row.cases),
    },
  };
}

const stateOf = (text: string): ReviewState =>
  reviewStates.find((state) => state === text) ?? 'expired';

export function actOf(text: string): ReviewAct {
  const kept: unknown = JSON.parse(text);
  const read = (name: string): unknown =>
    typeof kept === 'object' && kept !== null ? Reflect.get(kept, name) : undefined;
  const [kind, forMs] = [read('kind'), read('forMs')];
  return {
    kind: reviewActKinds.find((one) => one === kind) ?? 'nothing',
    ...(typeof forMs === 'number' && { forMs }),
    ...(read('deletes') === true && { deletes: true }),
  };
}

function numbersIn(text: string): readonly number[] {
  const kept: unknown = JSON.parse(text);
  return Array.isArray(kept) ? kept.map(Number) : [];
}

import type { Queries } from '../../storage/index.ts';
import { type Break, breakAt, genesis, isWhatBlank, isWhoBlank } from './chain.ts';
import { vouchedBy } from './erasing.ts';
import { isIn } from './seq-ranges.ts';
import type { AuditRow, AuditTables } from './tables.ts';
import { type Start, startRow, startSaidBy, startText } from './trimming.ts';

/** How the chain stands. `head` may be written down elsewhere and compared later. */
export type ChainState =
  | { readonly state: 'whole'; readonly entries: number; readonly head: string }
  | {
      readonly state: 'broken';
      readonly why: Break;
      /** The first number that is not as it was written. */
      readonly at: number;
      readonly entries: number;
    };

const beginning: Start = { seq: 0, hash: genesis };

/** Follows the chain from where the log begins to its end. */
export async function verify(
  queries: Queries<AuditTables>,
  rows: AsyncIterable<AuditRow>,
): Promise<ChainState> {
  const head = await headOf(queries, 1);
  const start = (await headOf(queries, startRow)) ?? beginning;
  const gaps = new Gaps();
  let before: Start = start;
  let startSaid = startText(beginning);
  const broken = (why: Break, at: number): ChainState => ({
    ...{ state: 'broken', why, at },
    entries: before.seq - start.seq,
  });
  for await (const row of rows) {
    const why = breakAt(row, before);
    if (why) return broken(why, before.seq + 1);
    gaps.take(row);
    startSaid = startSaidBy(row) ?? startSaid;
    before = row;
  }
  // What was appended since the head was read is there too, and no harm.
  const cutOff = head === undefined || before.seq < head.seq;
  const replaced = head?.seq === before.seq && head.hash !== before.hash;
  if (cutOff || replaced) return broken('cutOff', before.seq + 1);
  if (startSaid !== startText(start)) return broken('missing', 1);
  const unsaid = gaps.firstUnsaid();
  return unsaid === undefined
    ? { state: 'whole', entries: before.seq - start.seq, head: before.hash }
    : broken('blanked', unsaid);
}

const headOf = (queries: Queries<AuditTables>, id: number): Promise<Start | undefined> =>
  queries.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', id).executeTakeFirst();

/** Entries that somebody was taken out of, as long as no later entry vouches for it. */
class Gaps {
  readonly #who = new Set<number>();
  readonly #what = new Set<number>();

  take(row: AuditRow): void {
    if (isWhoBlank(row)) this.#who.add(row.seq);
    if (isWhatBlank(row)) this.#what.add(row.seq);
    const vouched = vouchedBy(row);
    if (!vouched) return;
    for (const seq of this.#who) if (isIn(seq, vouched.who)) this.#who.delete(seq);
    for (const seq of this.#what) if (isIn(seq, vouched.what)) this.#what.delete(seq);
  }

  firstUnsaid(): number | undefined {
    const all = [...this.#who, ...this.#what];
    return all.length === 0 ? undefined : all.reduce((one, other) => Math.min(one, other));
  }
}

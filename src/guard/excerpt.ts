import type { Ledgers } from './ledgers.ts';
import { type SlotTable, spareCell } from './slot-table.ts';

/** Room for one person in one channel, and for what a try with them adds. */
export const excerptCapacities = {
  actors: 256,
  uses: 4096,
  offenders: 256,
  sanctions: 256,
  channels: 8,
  cooldowns: 1024,
  refused: 8,
  outputTargets: 8,
  web: 8,
} as const;

interface About {
  readonly actor: string;
  readonly channel: string;
  readonly nowMs: number;
}

/** Copies what is known of one person and one channel into ledgers of the same seed. */
export function copyExcerpt(from: Ledgers, to: Ledgers, { actor, channel, nowMs }: About): void {
  const { high, low } = from.keyOf(actor);
  for (const table of ['actors', 'offenders', 'uses'] as const) {
    const own = from[table].find(high, low);
    if (own >= 0) copyRecord(from[table], to[table], own);
    // What is kept under another key than the person's own has his in the spare cell.
    from[table].each((at) => {
      const isHis = at !== own && high !== 0 && from[table].ints[at + spareCell] === high;
      if (isHis) copyRecord(from[table], to[table], at);
    });
  }
  for (const sanction of from.sanctions.active(nowMs)) {
    if (sanction.actor === actor) to.sanctions.begin(sanction);
  }
  from.channels.copyInto(to.channels, channel);
  for (const { scope, command, untilMs } of from.cooldowns.active(nowMs)) {
    if (scope === channel) to.cooldowns.reserve(scope, command, untilMs);
  }
  for (const { scope, command, untilMs } of from.directCooldowns.active(nowMs)) {
    if (scope === actor) to.directCooldowns.reserve(scope, command, untilMs);
  }
}

function copyRecord(from: SlotTable, to: SlotTable, at: number): void {
  const [high, low] = from.keyAt(at);
  const record = from.recordAt(at);
  to.ints.set(record, to.open(high, low, 0));
}

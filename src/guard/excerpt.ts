import type { Ledgers } from './ledgers.ts';
import { type SlotTable, spareCell } from './slot-table.ts';

/** Room for one person in one channel, and for what a try with them adds. */
export const excerptCapacities = {
  actors: 8,
  uses: 4096,
  offenders: 8,
  sanctions: 8,
  channels: 8,
  cooldowns: 1024,
  refused: 8,
} as const;

interface About {
  readonly actor: string;
  readonly channel: string;
  readonly nowMs: number;
}

/** Copies what is known of one person and one channel into ledgers of the same seed. */
export function copyExcerpt(from: Ledgers, to: Ledgers, { actor, channel, nowMs }: About): void {
  const { high, low } = from.keyOf(actor);
  for (const table of ['actors', 'offenders'] as const) {
    const at = from[table].find(high, low);
    if (at >= 0) copyRecord(from[table], to[table], at);
  }
  from.uses.each((at) => {
    if (from.uses.ints[at + spareCell] === high) copyRecord(from.uses, to.uses, at);
  });
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

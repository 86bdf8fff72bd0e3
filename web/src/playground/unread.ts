import type { PlayMessage } from '../../../src/dashboard/wire.ts';

/** The last message that was seen in each channel, by the channel's id; empty text: none was there. */
export type SeenMarks = Readonly<Record<string, string | undefined>>;

/** The marks after looking into `open`. Channels met for the first time count as seen. */
export function marksAfter(
  marks: SeenMarks,
  messages: readonly PlayMessage[],
  { open, channels }: { readonly open: string; readonly channels: readonly string[] },
): SeenMarks {
  const next: Record<string, string | undefined> = { ...marks };
  for (const channel of channels) {
    if (channel === open || next[channel] === undefined) next[channel] = lastIn(messages, channel);
  }
  const same = Object.keys(next).every((channel) => next[channel] === marks[channel]);
  return same ? marks : next;
}

const lastIn = (messages: readonly PlayMessage[], channel: string): string =>
  messages.findLast((message) => message.channel === channel)?.id ?? '';

/** How many messages that this person can see came after the mark, for each channel that has any. */
export function unreadCounts(
  marks: SeenMarks,
  messages: readonly PlayMessage[],
  person: string,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const done = new Set<string>();
  for (const { id, channel, kind, seenBy } of messages.toReversed()) {
    const mark = marks[channel];
    if (mark === undefined || mark === id) done.add(channel);
    if (done.has(channel) || kind === 'event' || seenBy?.includes(person) === false) continue;
    counts[channel] = (counts[channel] ?? 0) + 1;
  }
  return counts;
}

import type { NetworkId } from '../../../src/dashboard/wire.ts';
import { createStore } from '../data/store.ts';

/** What stands in each composer and was not sent yet. */
export const drafts = createStore<Readonly<Partial<Record<NetworkId, string>>>>({});

export const setDraft = (network: NetworkId, text: string): void =>
  drafts.update((all) => ({ ...all, [network]: text }));

const keptLines = 50;

/** Lines that were sent, for the arrow keys; newest last. */
export interface SentLines {
  add(line: string): void;
  /** The line before or after the one shown; undefined when there is none. */
  step(by: -1 | 1): string | undefined;
}

export function sentLines(): SentLines {
  const lines: string[] = [];
  let at = 0;
  return {
    add(line) {
      if (lines.at(-1) !== line) lines.push(line);
      if (lines.length > keptLines) lines.shift();
      at = lines.length;
    },
    step(by) {
      const next = at + by;
      if (next < 0 || next > lines.length) return undefined;
      at = next;
      return lines[next] ?? '';
    },
  };
}

/** One history for each network, as long as the page lives. */
export const sent: Readonly<Record<NetworkId, SentLines>> = {
  discord: sentLines(),
  irc: sentLines(),
};

import type { ContextLine } from '../../moderation/ai/index.ts';

interface SaidLine {
  readonly actor: string;
  readonly text: string;
}

const mostChannels = 512;
const mostLines = 11;
const longest = 300;

/** The last few messages of channels in which a model looks on; in memory only. */
export class SaidBefore {
  readonly #channels = new Map<string, SaidLine[]>();

  /** What stood before this message, oldest first, without names: `A` is its author. Remembers it then. */
  add(channel: string, actor: string, text: string): readonly SaidLine[] {
    const before = this.#channels.get(channel) ?? [];
    this.#channels.delete(channel);
    this.#channels.set(
      channel,
      [...before, { actor, text: text.slice(0, longest) }].slice(-mostLines),
    );
    if (this.#channels.size > mostChannels) {
      const [quietest] = this.#channels.keys();
      if (quietest !== undefined) this.#channels.delete(quietest);
    }
    return before;
  }

  forget(actor: string): number {
    let count = 0;
    for (const [channel, lines] of this.#channels) {
      const others = lines.filter((line) => line.actor !== actor);
      count += lines.length - others.length;
      this.#channels.set(channel, others);
    }
    return count;
  }
}

/** Names are nobody's business: people are letters, in the order in which they speak. */
export function withoutNames(
  lines: readonly SaidLine[],
  author: string,
  most: number,
): readonly ContextLine[] {
  const letters = new Map([[author, 'A']]);
  return (most === 0 ? [] : lines.slice(-most)).map(({ actor, text }) => {
    const letter = letters.get(actor) ?? String.fromCharCode(65 + letters.size);
    letters.set(actor, letter);
    return { author: letter, text };
  });
}

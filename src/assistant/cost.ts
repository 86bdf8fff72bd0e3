import type { AiEndpoint, AiQuestion } from '../core/ai/gateway.ts';
import type { Opened } from './envelope.ts';
import type { Spent } from './spending-store.ts';

interface Tokens {
  readonly read: number;
  readonly written: number;
}

/** No tokeniser makes more of a text than one token for two bytes, on the average of any language. */
const bytesPerToken = 2;
/** Nor less than this. */
const mostBytesPerToken = 8;
const perMessage = 8;

/** What a question costs at most, before it is asked. */
export function mostOf({ messages, mostTokens }: AiQuestion): Tokens {
  const read = messages.reduce(
    (sum, { content }) => sum + Math.ceil(Buffer.byteLength(content) / bytesPerToken) + perMessage,
    0,
  );
  return { read, written: mostTokens };
}

/**
 * What it came to: what the server claims, where that can be; a claim that cannot be counts as the most. Who claims
 * nothing used what was thought.
 */
export function usedOf({ usage, text }: Opened, most: Tokens): Tokens {
  if (!usage) return most;
  const came = Math.floor(Buffer.byteLength(text) / mostBytesPerToken);
  return {
    read: believable(usage.read, most.read),
    written: Math.min(Math.max(usage.written, came), most.written * 4),
  };
}

/** A text of so many bytes is not next to nothing, and not many times of itself. */
const believable = (claimed: number, most: number): number =>
  Math.min(Math.max(claimed, Math.floor(most / 8)), most * 4);

export const spentFor = ({ read, written }: Tokens, { price }: AiEndpoint): Spent => ({
  tokens: read + written,
  // Thousandths for a million are millionths for a thousand.
  micros: Math.ceil((read * price.read + written * price.written) / 1000),
});

/** How much models may take of us. */
export const gatewayLimits = {
  /** Questions under way at once, in all communities. */
  atOnce: 3,
  /** Questions that wait for their turn; more are refused. */
  waiting: 30,
  /** Answers are some hundred bytes of JSON; servers that send more are not believed. */
  mostBytes: 256 * 1024,
  /** One question is tried so often. */
  tries: 3,
  /** Whoever asks for a longer wait is not asked again for this question. */
  longestWaitMs: 20_000,
  answersKept: 5000,
  answerTtlMs: 3_600_000,
  breaker: { failures: 5, failuresWithinMs: 120_000, openForMs: 60_000 },
  /** Days of spending that are kept. */
  days: 90,
} as const;

/** Every time and bound of a connection, in one place; tests make them shorter. */
export interface Tuning {
  readonly connectWithinMs: number;
  readonly capabilitiesWithinMs: number;
  readonly saslWithinMs: number;
  /** How often to look whether services are back, where the server does not tell. */
  readonly saslLookAgainMs: number;
  readonly registerWithinMs: number;
  readonly identifyWithinMs: number;
  readonly pingAfterMs: number;
  readonly pongWithinMs: number;
  readonly quitWithinMs: number;
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  /** After a K-line or other ban from the network. */
  readonly bannedRetryMs: number;
  /** A link must have stood this long for the back-off to begin anew. */
  readonly stableAfterMs: number;
  readonly rejoinAfterMs: number;
  readonly maxRejoins: number;
  readonly rejoinWindowMs: number;
  readonly joinRetryMs: number;
  readonly joinRetryMaxMs: number;
  readonly joinAnswerWithinMs: number;
  readonly regainAfterMs: number;
  readonly regainPollMs: number;
  readonly offlineKeepMs: number;
  readonly maxQueuedLines: number;
  readonly maxUnsentBytes: number;
  readonly speakRefusedForMs: number;
}

export const defaultTuning: Tuning = {
  connectWithinMs: 20_000,
  capabilitiesWithinMs: 10_000,
  saslWithinMs: 20_000,
  saslLookAgainMs: 5 * 60_000,
  registerWithinMs: 60_000,
  identifyWithinMs: 10_000,
  pingAfterMs: 30_000,
  pongWithinMs: 30_000,
  quitWithinMs: 1500,
  retryBaseMs: 1000,
  retryMaxMs: 5 * 60_000,
  bannedRetryMs: 30 * 60_000,
  stableAfterMs: 60_000,
  rejoinAfterMs: 5000,
  maxRejoins: 3,
  rejoinWindowMs: 10 * 60_000,
  joinRetryMs: 60_000,
  joinRetryMaxMs: 60 * 60_000,
  joinAnswerWithinMs: 30_000,
  regainAfterMs: 10_000,
  regainPollMs: 60_000,
  offlineKeepMs: 5 * 60_000,
  maxQueuedLines: 500,
  maxUnsentBytes: 256 * 1024,
  speakRefusedForMs: 5000,
};

/** One run of a SASL mechanism: answers challenges until it is `proven`. */
export interface SaslRun {
  /** What to send for a challenge; throws when the server did not prove what it must. */
  answer(challenge: Buffer): Promise<Buffer> | Buffer;
  /** Whether everything that the mechanism asks of the server was given, so that a 903 may be believed. */
  readonly proven: boolean;
}

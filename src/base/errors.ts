/** The closed list of faults. A code is stable: logs, docs and tests quote it. */
export type FaultCode =
  | 'bad-backup'
  | 'bad-config'
  | 'bad-input'
  | 'broken-invariant'
  | 'closed'
  | 'database'
  | 'database-half-moved'
  | 'database-too-new'
  | 'migration-changed'
  | 'network'
  | 'not-available'
  | 'platform-refused'
  | 'timed-out'
  | 'unauthorised';

/**
 * A fault with its code and facts. The message says what happened and what to do next; a secret
 * never enters the facts.
 */
export class CastellanError extends Error {
  readonly code: FaultCode;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    code: FaultCode,
    message: string,
    { facts = {}, cause }: { facts?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CastellanError';
    this.code = code;
    this.facts = facts;
  }
}

/** What to show of anything that was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Closes a switch over a union: reaching it is a broken invariant. */
export function unreachable(value: never): never {
  throw new CastellanError('broken-invariant', `Unexpected case ${JSON.stringify(value)}`);
}

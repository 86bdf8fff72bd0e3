/** The part of `wire.ts` that tells of scenarios; it imports nothing either. */

export interface PlayScenario {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what will happen, in numbers. */
  readonly description: string;
}

/** How the guard did in a scenario, counted from what really happened. */
export interface PlayReport {
  /** What attackers did and were refused. */
  readonly refused: number;
  /** What innocents did and were refused, or had no answer to. */
  readonly falseHits: number;
  /** From the first act of the attack to the first answer to it; absent where there was none. */
  readonly detectMs?: number;
  /** What was done against it, and what of that was lifted again, one sentence each. */
  readonly done: readonly string[];
  readonly lifted: readonly string[];
}

/** A form that the bot put in front of somebody, where the network has such. */
export interface PlayForm {
  /** Another for each that opens. */
  readonly id: number;
  /** Before whom it stands. */
  readonly person: string;
  readonly title: string;
  readonly fields: readonly PlayFormField[];
}

export interface PlayFormField {
  readonly id: string;
  readonly label: string;
  /** Of several lines. */
  readonly long: boolean;
  readonly required: boolean;
  /** In characters. */
  readonly maxLength: number;
  /** What stands in it to begin with. */
  readonly value?: string;
}

/** What somebody writes into the form that stands before him, by the ids of its fields. */
export interface SubmitRequest {
  readonly person: string;
  readonly values: Readonly<Record<string, string>>;
}

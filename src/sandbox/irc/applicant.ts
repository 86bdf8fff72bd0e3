import type { Line } from './line.ts';
import type { User } from './model.ts';
import type { Network } from './network.ts';

/** Where a SASL exchange stands. */
export type SaslState =
  | { readonly state: 'idle' }
  | { readonly state: 'silent' }
  | {
      readonly state: 'first' | 'final';
      readonly mechanism: string;
      /** Base64 so far: an answer comes in pieces of 400 bytes. */
      pieces: string;
      readonly scram?: ScramExchange;
    }
  | { readonly state: 'acknowledging'; readonly account: string };

/** What a SCRAM exchange has to keep between its two answers. */
export interface ScramExchange {
  readonly account: string;
  readonly header: string;
  readonly nonce: string;
  /** client-first-bare, server-first: what the proof signs, up to the last answer. */
  readonly signedSoFar: string;
}

/** A socket's client as registration sees it. */
export interface Applicant {
  readonly net: Network;
  readonly user: User;
  registered: boolean;
  /** Between CAP LS or REQ and CAP END. */
  negotiating: boolean;
  knowsCap302: boolean;
  givenPassword: string | undefined;
  /** USER was said. */
  introduced: boolean;
  /** What PONG has to say before 001, when the network asks for it. */
  cookie: string | undefined;
  sasl: SaslState;
  /** Set while 001 is being put off. */
  welcoming: boolean;
  /** Called once, when registration is done. */
  welcomed(): void;
  deliver(line: Line): void;
  close(reason: string): void;
}

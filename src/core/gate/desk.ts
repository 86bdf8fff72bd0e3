import type { CommunityId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Doer } from '../cases/acts.ts';
import type { Subject } from '../enforcer.ts';
import type { Place } from '../event.ts';

/** `waiting`: has still to answer. `failed`: too many wrong answers. `late`: did not answer in time. */
export const newcomerStates = ['waiting', 'passed', 'failed', 'late'] as const;
export type NewcomerState = (typeof newcomerStates)[number];

/** A question as data: one of the community's own, or a small sum. */
export type GateQuestion =
  | { readonly kind: 'own'; readonly text: string }
  | { readonly kind: 'sum'; readonly one: number; readonly other: number };

/** Somebody at the gate. */
export interface Newcomer {
  readonly community: CommunityId;
  readonly actor: string;
  readonly name: string;
  readonly state: NewcomerState;
  /** Wrong answers since the last wait. */
  readonly attempts: number;
  readonly sinceMs: number;
}

/** How somebody at the gate is asked. */
export type GateAsked =
  | { readonly step: 'passed'; readonly place: string }
  | {
      readonly step: 'ask' | 'wrong';
      readonly place: string;
      readonly question: GateQuestion;
      /** Answers that are left. */
      readonly left: number;
      /** Of the page, where people are sent there; it opens once. */
      readonly url?: string;
      /** Whether the answer is taken here, too. */
      readonly here: boolean;
    };

/** How it stands with somebody at the gate. */
export interface GateStanding {
  readonly mode: 'off' | 'on' | 'raid';
  /** Whether newcomers are asked now. */
  readonly on: boolean;
  readonly counts: Readonly<Record<NewcomerState, number>>;
}

/** What the page shows of the gate to who holds its key. */
export interface GateView {
  readonly place: string;
  readonly state: NewcomerState;
  readonly question: GateQuestion;
  readonly left: number;
  /** Epoch ms until which no answer is taken. */
  readonly waitUntilMs?: number;
  /** Work for the browser: a number whose SHA-256 behind the salt begins with so many zero bits. */
  readonly proof: { readonly salt: string; readonly bits: number };
  /** A service of others that is asked, too, where the operator has set one. */
  readonly captcha?: { readonly kind: 'hcaptcha' | 'turnstile'; readonly siteKey: string };
}

export interface GateSolution {
  readonly answer: string;
  readonly nonce: string;
  readonly captcha: string;
}

/** The gate: newcomers answer before they are let in. */
export interface GateDesk {
  standing(where: Place): Promise<GateStanding>;
  /** Longest waiting first. */
  list(community: CommunityId, state: NewcomerState, limit: number): Promise<readonly Newcomer[]>;
  /** Asks, or says that this person is in already. Refuses where the gate is open to all. */
  ask(where: Place, who: Subject): Promise<Result<GateAsked>>;
  answer(where: Place, who: Subject, text: string): Promise<Result<GateAsked>>;
  /** Staff let somebody in. */
  letIn(where: Place, who: Subject, by: Doer): Promise<Result<void>>;

  /** Exchanges the code of a link for a key of the page; each code opens once. Refuses `gate.link-over`. */
  open(code: string): Promise<Result<{ readonly key: string; readonly untilMs: number }>>;
  seen(key: string): Promise<Result<GateView>>;
  solve(key: string, solution: GateSolution, address: string): Promise<Result<GateAsked>>;
}

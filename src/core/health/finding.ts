import type { Facts } from '../texts/texts.ts';

/** From well to bad. */
export const healthStates = ['ok', 'degraded', 'critical'] as const;
export type HealthState = (typeof healthStates)[number];

/** A text by its key. */
export interface Phrase {
  readonly key: string;
  readonly facts: Facts;
}

/** What one look at one part came to. */
export interface Finding {
  readonly state: HealthState;
  readonly text: Phrase;
  /** What to do about it; absent where all is well. */
  readonly todo?: Phrase;
}

/** One part that can be looked at. Its name is a word of `health.name.<name>`. */
export interface HealthCheck {
  readonly name: string;
  /** Its own part tells operators of what goes wrong there: they need not hear it twice. */
  readonly tellsItself?: true;
  look(): Finding | Promise<Finding>;
}

export const finding = (
  state: HealthState,
  key: string,
  facts: Facts = {},
  todo?: string,
): Finding => ({
  ...{ state, text: { key, facts } },
  ...(todo !== undefined && state !== 'ok' && { todo: { key: todo, facts } }),
});

export const worstOf = (states: readonly HealthState[]): HealthState =>
  states.includes('critical') ? 'critical' : states.includes('degraded') ? 'degraded' : 'ok';

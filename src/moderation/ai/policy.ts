import type { AiAction, Verdict } from './verdict.ts';

/** `test`: judged and written down, nothing else. `act`: what is sure enough is done; the rest is suggested. */
export const aiModes = ['off', 'test', 'suggest', 'act'] as const;
export type AiMode = (typeof aiModes)[number];

/** What may be done without a person. */
export type Automatic = 'WARN' | 'DELETE' | 'TIMEOUT';

export interface Policy {
  readonly mode: AiMode;
  /** From which confidence something is suggested at all; 0 to 1. */
  readonly least: number;
  /** From which confidence it is done without a person; absent: never. */
  readonly automatic: Readonly<Partial<Record<Automatic, number>>>;
}

/**
 * What follows from a verdict. `help`: the author is told where there is help, and staff are called; never a sanction.
 */
export type Follows = 'nothing' | 'watch' | 'suggest' | 'act' | 'help';

/** Kicks and bans always wait for a person, whatever is set and however sure a model is. */
export function follows({ action, confidence }: Verdict, policy: Policy): Follows {
  if (policy.mode === 'off' || action === 'IGNORE') return 'nothing';
  if (confidence < policy.least) return 'nothing';
  if (policy.mode === 'test') return 'watch';
  if (action === 'SELF_HARM') return 'help';
  const kind = automaticOf(action);
  const from = kind && policy.automatic[kind];
  const isSure = from !== undefined && confidence >= from;
  return policy.mode === 'act' && isSure ? 'act' : 'suggest';
}

function automaticOf(action: AiAction): Automatic | undefined {
  switch (action) {
    case 'WARN':
    case 'DELETE':
      return action;
    case 'TIMEOUT_SHORT':
    case 'TIMEOUT_MEDIUM':
    case 'TIMEOUT_LONG':
      return 'TIMEOUT';
    default:
      return undefined;
  }
}

/** What an action is as an act on somebody; absent where it is none. */
export interface Deed {
  readonly kind: 'warn' | 'purge' | 'mute' | 'kick' | 'ban';
  readonly forMs?: number;
}

const minuteMs = 60_000;

const deeds: Readonly<Partial<Record<AiAction, Deed>>> = {
  WARN: { kind: 'warn' },
  DELETE: { kind: 'purge' },
  TIMEOUT_SHORT: { kind: 'mute', forMs: 10 * minuteMs },
  TIMEOUT_MEDIUM: { kind: 'mute', forMs: 60 * minuteMs },
  TIMEOUT_LONG: { kind: 'mute', forMs: 24 * 60 * minuteMs },
  KICK: { kind: 'kick' },
  BAN: { kind: 'ban' },
};

export const deedOf = (action: AiAction): Deed | undefined => deeds[action];

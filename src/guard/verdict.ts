import { formatDuration } from '../base/duration.ts';
import type { Refusal } from '../base/result.ts';

/** The stages of the way in, in order; `stages.ts` says what each does. */
export const stageNames = ['sanction', 'window', 'bucket', 'channel', 'cooldown'] as const;
export type StageName = (typeof stageNames)[number];

/** Why something was refused; the words stand under `guard.<reason>`. */
export type Reason =
  'banned' | 'muted' | 'too-fast' | 'used-up' | 'channel-quiet' | 'cooling-down' | 'same-command';

/** Why something is not said now. */
export type OutputReason = 'output-silent' | 'output-full' | 'output-tight';

interface Objection {
  readonly stage: StageName;
  readonly reason: Reason;
  readonly retryAfterMs: number;
}

/** Against what is refused; `tell`: the caller is to be told, privately. Never for the muted and banned. */
export interface Refused extends Objection {
  readonly verdict: 'refuse';
  readonly tell: boolean;
}

/** Let through, though a stage that only watches (shadow, watch) would have refused it. */
export interface Flagged extends Objection {
  readonly verdict: 'flag';
}

export type Verdict = { readonly verdict: 'allow' } | Flagged | Refused;

export const allow: Verdict = { verdict: 'allow' };

/** A refusal for people: the text key, and whole seconds to wait, at least one; as a duration too when it is long. */
export function refusalOf({
  reason,
  retryAfterMs,
}: {
  readonly reason: Reason | OutputReason;
  readonly retryAfterMs: number;
}): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  const long = seconds >= 60 ? 'yes' : 'no';
  const facts = { seconds, long, wait: formatDuration(seconds * 1000) };
  return { key: `guard.${reason}`, facts, retryAfterMs };
}

/**
 * The guard: floods end here. It judges what comes in, on its own bounded memory, without waiting and without a
 * database, and what goes out before a network gets it. The dispatcher calls `judge` before parsing and `reserve` before running; the app reads limits from the
 * settings, saves the state and sweeps once a minute.
 */
export { actorKey, type KeyRules } from './actor-key.ts';
export type { Happening } from './consequences.ts';
export { Fingerprint, type Seed } from './fingerprint.ts';
export type { ChannelNow } from './channel-guard.ts';
export { heat } from './heat.ts';
export { Guard, type GuardParts, type Holding, type NamedSize } from './guard.ts';
export type { Reserved } from './inbound.ts';
export { type Capacities, defaultCapacities } from './ledgers.ts';
export {
  type Category,
  type LimitField,
  type Limits,
  type Mode,
  categories,
  categoryOf,
  commandCooldownsMs,
  defaultLimits,
  limitFields,
  limitsFrom,
  modes,
  personalFields,
} from './limits.ts';
export { type LimitsFor, limitsPort } from './limits-port.ts';
export {
  type OutputField,
  type OutputLimits,
  type OutputReader,
  type OutputStage,
  defaultOutputLimits,
  outputFields,
  outputLimitsFrom,
  outputModePresets,
  outputStageNames,
} from './output-limits.ts';
export type { OutputHappening, OutputStatus, OutputVerdict, Sending } from './outbound.ts';
export type { Waiting } from './output-targets.ts';
export type { ActorStats, LimitedNow, NearLimit } from './overview.ts';
export type { Reservation, Wanted } from './reserving.ts';
export type { Sanction, SanctionKind } from './sanctions.ts';
export { cooldownStage, stagesIn } from './stages.ts';
export { type GuardState, type Times, guardState } from './state.ts';
export type { Tally } from './tallies.ts';
export type { Use } from './use.ts';
export { type Where, communityIn } from './where.ts';
export { type WebDoor, type WebGuard, type WebUse, addressKey } from './web-guard.ts';
export {
  type Flagged,
  type OutputReason,
  type Reason,
  type Refused,
  type StageName,
  type Verdict,
  refusalOf,
  stageNames,
} from './verdict.ts';

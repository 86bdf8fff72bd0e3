/** How many commands a network's own menu takes. */
export interface SlashLimits {
  /** The network refuses more. */
  readonly limit: number;
  /** From here on operators should know. */
  readonly warn: number;
  /** Only pinned commands go beyond. */
  readonly safe: number;
}

export const slashLimits: SlashLimits = { limit: 100, warn: 90, safe: 95 };

/** What takes one place in the menu: a command, or a family of them (`rate stats`, `rate user`). */
export interface Candidate {
  readonly name: string;
  /** An operator wants it there, used or not. */
  readonly pinned: boolean;
  /** How many commands it stands for: among those used alike, one place for many comes first. */
  readonly holds: number;
  /** Whether anyone may use it: then those come first. */
  readonly open: boolean;
  /** How much it was used lately. */
  readonly uses: number;
}

export type Fullness = 'fine' | 'near' | 'full';

export interface SlashPlan {
  /** By name. */
  readonly native: readonly string[];
  /** Those that found no place, by name: they are given by prefix. */
  readonly left: readonly string[];
  readonly fullness: Fullness;
}

/** What has a place keeps it until another is used clearly more, so that the menu does not change from day to day. */
const keepsAhead = { times: 1.25, uses: 5 };

/**
 * Decides which commands stand in the network's menu: pinned ones first, then by use. The same commands, uses and
 * places before give the same plan, in whatever order they come.
 */
export function planSlash(
  candidates: readonly Candidate[],
  before: ReadonlySet<string>,
  { limit, warn, safe }: SlashLimits = slashLimits,
): SlashPlan {
  const standing = ({ name, uses }: Candidate): number =>
    before.has(name) ? uses * keepsAhead.times + keepsAhead.uses : uses;
  const order = (one: Candidate, other: Candidate): number =>
    standing(other) - standing(one) ||
    other.holds - one.holds ||
    Number(other.open) - Number(one.open) ||
    byName(one.name, other.name);
  const ordered = [...candidates].sort(order);
  const pinned = ordered.filter((one) => one.pinned).slice(0, limit);
  const room = Math.max(0, safe - pinned.length);
  const others = ordered.filter((one) => !one.pinned).slice(0, room);
  const native = new Set([...pinned, ...others].map(({ name }) => name));
  const names = candidates.map(({ name }) => name).sort(byName);
  return {
    native: names.filter((name) => native.has(name)),
    left: names.filter((name) => !native.has(name)),
    fullness: fullnessOf(native.size, candidates.length, { limit, warn, safe }),
  };
}

const fullnessOf = (native: number, wanted: number, { warn, safe }: SlashLimits): Fullness =>
  native >= safe || wanted > native ? 'full' : native >= warn ? 'near' : 'fine';

/** By code units: the same on every machine. */
const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

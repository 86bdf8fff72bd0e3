import type { ExtensionProblem, ExtensionView } from '../core/extensions/extensions.ts';
import type { Loaded } from './host.ts';
import type { Manifest } from './manifest.ts';
import { type Present, linksOf } from './rules.ts';
import type { Candidate } from './scan.ts';

/** An extension that was found, and what became of it. */
export interface Known {
  readonly candidate: Candidate;
  /** What its files held when it was last tried. */
  readonly tried?: string;
  /** The manifest of what runs. */
  readonly running?: Manifest;
  readonly problem?: ExtensionProblem;
  /** It failed for what others are, and may do when they come or go. */
  readonly waits?: boolean;
  readonly cycle?: readonly string[];
}

export interface Standing {
  readonly unloaded: ReadonlySet<string>;
  readonly blacklist: ReadonlySet<string>;
  readonly present: ReadonlyMap<string, Present>;
  loaded(name: string): Loaded | undefined;
}

/** An extension as operators see it. */
export function viewOf(known: Known, standing: Standing): ExtensionView {
  const { candidate, problem, cycle } = known;
  const { name, origin, place } = candidate;
  const live = standing.loaded(name);
  const manifest =
    known.running ?? ('manifest' in candidate.found ? candidate.found.manifest : undefined);
  const links = manifest ? linksOf(manifest, standing.present) : { needs: [], conflicts: [] };
  const { author, description = live?.module.description } = manifest ?? {};
  return {
    ...{ name, origin, place, ...links, now: stateOf(known, live, standing) },
    version: live?.module.version ?? manifest?.version ?? '',
    commands: commandsOf(live),
    ...(author !== undefined && { author }),
    ...(description !== undefined && { description }),
    ...(cycle && { cycle }),
    ...(problem && { problem }),
  };
}

function stateOf(
  { candidate: { name } }: Known,
  live: Loaded | undefined,
  { unloaded, blacklist }: Standing,
): ExtensionView['now'] {
  if (live) return { state: 'running', sinceMs: live.sinceMs, tookMs: live.tookMs };
  if (blacklist.has(name)) return { state: 'blacklisted' };
  return { state: unloaded.has(name) ? 'unloaded' : 'failed' };
}

/** A module that came with the program. */
export const builtInView = (live: Loaded, origin: 'built-in' | 'given'): ExtensionView => ({
  ...{ name: live.module.name, version: live.module.version, origin, needs: [], conflicts: [] },
  now: { state: 'running', sinceMs: live.sinceMs, tookMs: live.tookMs },
  commands: commandsOf(live),
  ...(live.module.description !== undefined && { description: live.module.description }),
});

const commandsOf = (live: Loaded | undefined): readonly string[] =>
  (live?.module.commands ?? []).map(({ name }) => name);

import type {
  ExtensionProblem,
  ExtensionRights,
  ExtensionView,
} from '../core/extensions/extensions.ts';
import { type Powers, powersInWords } from './guest/powers.ts';
import type { Loaded } from './host.ts';
import type { Manifest } from './manifest.ts';
import { resourcesOf } from './resources.ts';
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
  /** It waits for consent. */
  readonly asks?: boolean;
}

export interface Standing {
  readonly unloaded: ReadonlySet<string>;
  readonly blacklist: ReadonlySet<string>;
  readonly present: ReadonlyMap<string, Present>;
  loaded(name: string): Loaded | undefined;
  rights(name: string, powers: Powers): ExtensionRights;
  /** Those in its own process, of a guest. */
  timers(name: string): number;
}

/** An extension as operators see it. */
export function viewOf(known: Known, standing: Standing): ExtensionView {
  const { candidate, problem, cycle } = known;
  const { name, origin, place } = candidate;
  const live = standing.loaded(name);
  return {
    ...{ name, origin, place, now: stateOf(known, live, standing), commands: commandsOf(live) },
    ...saidOf(known, live),
    ...usedBy(live, standing.timers(name)),
    ...linksIn(known, standing),
    ...rightsIn(known, standing),
    ...(cycle && { cycle }),
    ...(problem && { problem }),
  };
}

/** What runs counts; where nothing does, what was found. */
const manifestOf = ({ running, candidate: { found } }: Known): Manifest | undefined =>
  running ?? ('manifest' in found ? found.manifest : undefined);

function linksIn(known: Known, { present }: Standing) {
  const manifest = manifestOf(known);
  return manifest ? linksOf(manifest, present) : { needs: [], conflicts: [] };
}

function rightsIn(known: Known, standing: Standing) {
  const { found, name } = known.candidate;
  const manifest = manifestOf(known);
  if (!manifest) return {};
  const rights = standing.rights(name, manifest.powers);
  if (!known.asks || !('manifest' in found)) return { rights };
  return { rights, asks: powersInWords(found.manifest.powers) };
}

function saidOf(known: Known, live: Loaded | undefined) {
  const { version = '', author, description } = manifestOf(known) ?? {};
  const text = description ?? live?.module.description;
  return {
    version: live?.module.version ?? version,
    ...(author !== undefined && { author }),
    ...(text !== undefined && { description: text }),
  };
}

function stateOf(
  { candidate: { name }, asks = false }: Known,
  live: Loaded | undefined,
  { unloaded, blacklist }: Standing,
): ExtensionView['now'] {
  if (live) return { state: 'running', sinceMs: live.sinceMs, tookMs: live.tookMs };
  if (blacklist.has(name)) return { state: 'blacklisted' };
  if (unloaded.has(name)) return { state: 'unloaded' };
  return { state: asks ? 'asking' : 'failed' };
}

/** A module that came with the program. */
export const builtInView = (live: Loaded, origin: 'built-in' | 'given'): ExtensionView => ({
  ...{ name: live.module.name, version: live.module.version, origin, needs: [], conflicts: [] },
  now: { state: 'running', sinceMs: live.sinceMs, tookMs: live.tookMs },
  commands: commandsOf(live),
  ...usedBy(live),
  ...(live.module.description !== undefined && { description: live.module.description }),
});

function usedBy(live: Loaded | undefined, ownTimers = 0) {
  if (!live) return {};
  const resources = resourcesOf(live.module, live.running);
  return { resources: { ...resources, timers: resources.timers + ownTimers } };
}

const commandsOf = (live: Loaded | undefined): readonly string[] =>
  (live?.module.commands ?? []).map(({ name }) => name);

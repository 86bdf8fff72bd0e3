import { CastellanError } from '../base/errors.ts';
import type { Enforcement, ExtensionLink } from '../core/extensions/extensions.ts';
import { type Manifest, fits } from './manifest.ts';

/** A module that runs, or is about to. */
export interface Present {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly conflicts: Readonly<Record<string, string>>;
}

export interface Links {
  readonly needs: readonly ExtensionLink[];
  readonly conflicts: readonly ExtensionLink[];
}

/** How a module gets on with those that are there. Conflicts count from either side. */
export function linksOf(manifest: Manifest, present: ReadonlyMap<string, Present>): Links {
  const { name, version = '0.0.0', dependencies, conflicts } = manifest;
  const needs = Object.entries(dependencies).map(([other, range]): ExtensionLink => {
    const found = present.get(other)?.version;
    if (found === undefined) return { name: other, range, state: 'missing' };
    return { name: other, range, found, state: fits(found, range) ? 'met' : 'unmet' };
  });
  const own = Object.entries(conflicts).map(([other, range]): ExtensionLink => {
    const found = present.get(other)?.version;
    if (found === undefined) return { name: other, range, state: 'met' };
    return { name: other, range, found, state: fits(found, range) ? 'conflict' : 'met' };
  });
  const theirs = [...present.values()].flatMap((other): readonly ExtensionLink[] => {
    const range = other.conflicts[name];
    return other.name === name || range === undefined || !fits(version, range)
      ? []
      : [{ name: other.name, range, found: other.version, state: 'conflict' }];
  });
  return { needs, conflicts: [...own, ...theirs] };
}

/** Those who need this module in another version than it would have. */
export const disappointed = (
  { name, version = '0.0.0' }: Manifest,
  present: ReadonlyMap<string, Present>,
): readonly Present[] =>
  [...present.values()].filter((other) => {
    const range = other.dependencies[name];
    return other.name !== name && range !== undefined && !fits(version, range);
  });

/** Why a module must not be loaded, as rules that are enforced say; and what is only worth a warning. */
export function verdict(
  manifest: Manifest,
  present: ReadonlyMap<string, Present>,
  about: { readonly cycle?: readonly string[] | undefined; readonly product: string },
): { readonly dependencies: readonly string[]; readonly conflicts: readonly string[] } {
  const { needs, conflicts } = linksOf(manifest, present);
  const { castellan } = manifest;
  const dependencies = [
    ...(castellan !== undefined && !fits(about.product, castellan)
      ? [`it needs Castellan ${castellan}, and this is ${about.product}`]
      : []),
    ...(about.cycle ? [`its needs lead back to itself: ${about.cycle.join(' → ')}`] : []),
    ...needs.flatMap(unmetInWords),
    ...disappointed(manifest, present).map(
      (other) =>
        `${other.name} ${other.version} needs it in ${other.dependencies[manifest.name] ?? ''}, and it is ${manifest.version ?? 'of no version'}`,
    ),
  ];
  return { dependencies, conflicts: conflicts.flatMap(conflictInWords) };
}

function unmetInWords({ name, range, state, found }: ExtensionLink): readonly string[] {
  if (state === 'missing') return [`it needs ${name} (${range}), which is not loaded`];
  return state === 'unmet' ? [`it needs ${name} ${range}, and ${found ?? ''} is there`] : [];
}

const conflictInWords = ({ name, state, found }: ExtensionLink): readonly string[] =>
  state === 'conflict'
    ? [`it cannot be together with ${name} ${found ?? ''}, which is loaded`]
    : [];

/** What is enforced, and what only told. */
export function judged(
  found: ReturnType<typeof verdict>,
  { dependencies, conflicts }: Enforcement,
): { readonly refusals: readonly string[]; readonly warnings: readonly string[] } {
  return {
    refusals: [...(dependencies ? found.dependencies : []), ...(conflicts ? found.conflicts : [])],
    warnings: [...(dependencies ? [] : found.dependencies), ...(conflicts ? [] : found.conflicts)],
  };
}

export interface Order {
  /** What others need comes before them; else by name. */
  readonly order: readonly string[];
  /** For each that is in a circle, the way back to itself. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
}

/** One walk over all needs, however many there are (each module and each need is looked at once). */
export function inOrder(needs: ReadonlyMap<string, readonly string[]>): Order {
  const order: string[] = [];
  const cycles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  const way: string[] = [];

  function visit(name: string): void {
    const from = way.indexOf(name);
    if (from >= 0) return noteCycle(way.slice(from));
    if (done.has(name)) return;
    way.push(name);
    for (const other of needs.get(name) ?? []) if (needs.has(other)) visit(other);
    way.pop();
    done.add(name);
    order.push(name);
  }

  function noteCycle(ring: readonly string[]): void {
    ring.forEach((name, at) => {
      if (!cycles.has(name)) cycles.set(name, [...ring.slice(at), ...ring.slice(0, at), name]);
    });
  }

  for (const name of [...needs.keys()].sort()) visit(name);
  return { order, cycles };
}

/** Something that others can solve, by coming or going. */
export class RuleError extends CastellanError {
  constructor(refusals: readonly string[]) {
    super('bad-input', `Not loaded: ${refusals.join('; ')}`);
  }
}

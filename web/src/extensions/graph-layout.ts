import type { ExtensionEntry, ExtensionLinkEntry } from '../../../src/dashboard/extensions-wire.ts';

export interface GraphNode {
  readonly name: string;
  /** 0: needs nobody. */
  readonly column: number;
  readonly row: number;
  /** Undefined: nobody of that name is there. */
  readonly version: string | undefined;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'needs' | 'conflicts';
  readonly state: ExtensionLinkEntry['state'];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Who needs whom, in columns: each stands right of all that it needs. Only those that have to do with others. */
export function graphOf(extensions: readonly ExtensionEntry[]): Graph {
  const edges: readonly GraphEdge[] = extensions.flatMap(({ name, needs, conflicts }) => [
    ...needs.map((link) => edgeOf(name, link, 'needs')),
    ...conflicts.map((link) => edgeOf(name, link, 'conflicts')),
  ]);
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort();
  const columns = new Map(names.map((name) => [name, depthOf(name, edges, new Set())]));
  const columnOf = (name: string): number => columns.get(name) ?? 0;
  // Each in a row of its own: a line that runs along a row meets nobody else.
  const inRows = [...names].sort((a, b) => columnOf(a) - columnOf(b));
  const nodes = inRows.map((name, row) => ({
    ...{ name, column: columnOf(name), row },
    version: extensions.find((one) => one.name === name)?.version,
  }));
  return { nodes, edges };
}

const edgeOf = (
  from: string,
  { name: to, state }: ExtensionLinkEntry,
  kind: GraphEdge['kind'],
): GraphEdge => ({ from, to, kind, state });

/** A circle ends where it would begin again. */
function depthOf(name: string, edges: readonly GraphEdge[], above: ReadonlySet<string>): number {
  const below = edges.filter(({ from, kind }) => from === name && kind === 'needs');
  const seen = new Set([...above, name]);
  const depths = below
    .filter(({ to }) => !seen.has(to))
    .map(({ to }) => 1 + depthOf(to, edges, seen));
  return Math.max(0, ...depths);
}

import type { ExtensionEntry } from '../../../src/dashboard/extensions-wire.ts';
import { type GraphEdge, type GraphNode, graphOf } from './graph-layout.ts';

const box = { width: 160, height: 44 } as const;
const step = { x: 240, y: 54 } as const;
const edge = 60;

const at = ({ column, row }: GraphNode) => ({ x: edge + column * step.x, y: 8 + row * step.y });

/** Who needs whom, and who cannot be with whom, as a picture; the same stands in words at each extension. */
export function DependencyGraph({ extensions }: { extensions: readonly ExtensionEntry[] }) {
  const { nodes, edges } = graphOf(extensions);
  if (nodes.length === 0) return null;
  const width = 2 * edge + Math.max(...nodes.map(({ column }) => column)) * step.x + box.width;
  const height = 16 + Math.max(...nodes.map(({ row }) => row)) * step.y + box.height;
  const find = (name: string) => nodes.find((one) => one.name === name);
  return (
    <section className="extension-graph" aria-label="Who needs whom">
      <h2>Who needs whom</h2>
      <div>
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
          <title>{edges.map(inWords).join('; ')}</title>
          {edges.map((one) => (
            <Line
              key={`${one.from} ${one.kind} ${one.to}`}
              edge={one}
              from={find(one.from)}
              to={find(one.to)}
            />
          ))}
          {nodes.map((node) => (
            <Node key={node.name} node={node} />
          ))}
        </svg>
      </div>
      <p className="extension-soft">
        A line leads from an extension to what it needs, on its left. Broken: it is missing, or
        there in another version. Dotted: the two cannot be together.
      </p>
    </section>
  );
}

const inWords = ({ from, to, kind, state }: GraphEdge): string =>
  `${from} ${kind === 'needs' ? 'needs' : 'conflicts with'} ${to}${state === 'met' ? '' : ` (${state})`}`;

function Node({ node }: { node: GraphNode }) {
  const { x, y } = at(node);
  return (
    <g transform={`translate(${x} ${y})`} data-missing={node.version === undefined || undefined}>
      <rect width={box.width} height={box.height} rx="8" />
      <text x="12" y="19">
        {shortened(node.name)}
      </text>
      <text x="12" y="35" className="extension-graph-soft">
        {node.version ?? 'not there'}
      </text>
    </g>
  );
}

const shortened = (name: string): string => (name.length > 20 ? `${name.slice(0, 19)}…` : name);

interface LineProps {
  readonly edge: GraphEdge;
  readonly from: GraphNode | undefined;
  readonly to: GraphNode | undefined;
}

function Line({ edge: { kind, state }, from, to }: LineProps) {
  if (!from || !to) return null;
  const [a, b] = [at(from), at(to)];
  const [y1, y2] = [a.y + box.height / 2, b.y + box.height / 2];
  const isLeft = to.column < from.column;
  // Up and down only between columns, each a little beside the others.
  const beside = 16 + (from.row % 5) * 9;
  const gap = isLeft ? b.x + box.width + beside : a.x - beside;
  const path = `M ${a.x} ${y1} H ${gap} V ${y2} H ${isLeft ? b.x + box.width : b.x}`;
  return <path d={path} data-kind={kind} data-state={state} />;
}

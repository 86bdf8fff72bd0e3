import type { PlatformName, TraceOutcome, TraceView } from '../../../src/dashboard/wire.ts';

export interface TraceFilter {
  /** Words that must all stand somewhere in what a row shows. */
  readonly text: string;
  readonly platform: PlatformName | 'all';
  /** Empty: every outcome. */
  readonly outcomes: readonly TraceOutcome[];
}

export const everything: TraceFilter = { text: '', platform: 'all', outcomes: [] };

/** The traces that the filter lets through, in their order. */
export function filtered(
  traces: readonly TraceView[],
  { text, platform, outcomes }: TraceFilter,
): readonly TraceView[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0 && platform === 'all' && outcomes.length === 0) return traces;
  return traces.filter(
    (trace) =>
      (platform === 'all' || trace.platform === platform) &&
      (outcomes.length === 0 || outcomes.includes(trace.outcome)) &&
      words.every((word) => searchable(trace).includes(word)),
  );
}

const searchable = ({ summary, place, actor, kind, connection }: TraceView): string =>
  [summary, place, actor?.name ?? '', actor?.id ?? '', kind, connection].join('\n').toLowerCase();

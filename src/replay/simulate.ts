import type { Guard, Happening, StageName, Use, Wanted } from '../guard/index.ts';
import { stageNames } from '../guard/index.ts';

/** Somebody gives a number of commands, evenly over a time. */
export interface Attempt {
  readonly use: Use;
  readonly count: number;
  readonly overMs: number;
  /** The command, or undefined: each time another one that does not rest. */
  readonly wanted?: Wanted;
}

/** What came of it. Times are from the beginning of the attempt. */
export interface Simulated {
  readonly count: number;
  readonly letIn: number;
  readonly byStage: readonly {
    readonly stage: StageName;
    readonly refused: number;
    readonly flagged: number;
    readonly firstMs: number;
  }[];
  readonly happened: readonly {
    readonly kind: 'muted' | 'banned' | 'channel-silenced' | 'channel-watched';
    readonly atMs: number;
    readonly forMs: number;
  }[];
}

/** Tries it on a guard that is nobody's: `Guard.excerpt`. */
export function simulate(apart: Guard, { use, count, overMs, wanted }: Attempt, nowMs: number) {
  const stages = new Map<StageName, { refused: number; flagged: number; firstMs: number }>();
  const happened: Simulated['happened'][number][] = [];
  let [atMs, letIn] = [0, 0];
  apart.follow((happening) => happened.push(...consequence(happening, atMs)));
  const note = (stage: StageName, verdict: 'refuse' | 'flag') => {
    const known = stages.get(stage) ?? { refused: 0, flagged: 0, firstMs: atMs };
    known[verdict === 'refuse' ? 'refused' : 'flagged'] += 1;
    stages.set(stage, known);
  };
  for (let turn = 0; turn < count; turn += 1) {
    atMs = Math.floor((turn * overMs) / count);
    const verdict = apart.judge(use, nowMs + atMs);
    if (verdict.verdict !== 'allow') note(verdict.stage, verdict.verdict);
    if (verdict.verdict === 'refuse') continue;
    const asked = wanted ?? { command: `#${turn}`, cooldownMs: 0 };
    const reserved = apart.reserve(use, asked, nowMs + atMs);
    if (reserved.verdict !== 'allow') note(reserved.stage, reserved.verdict);
    if (reserved.verdict !== 'refuse') letIn += 1;
  }
  const byStage = stageNames.flatMap((stage) => {
    const counts = stages.get(stage);
    return counts ? [{ stage, ...counts }] : [];
  });
  return { count, letIn, byStage, happened } satisfies Simulated;
}

/** What a use led to. Nothing is said on the way out here. */
function consequence(happening: Happening, atMs: number): Simulated['happened'] {
  const { kind, forMs } = happening;
  switch (kind) {
    case 'muted':
    case 'banned':
      return [{ kind, atMs, forMs }];
    case 'channel-silenced':
      return [{ kind: happening.watched ? 'channel-watched' : kind, atMs, forMs }];
    default:
      return [];
  }
}

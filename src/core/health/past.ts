import { z } from 'zod';
import type { HealthReport, HealthSample } from './desk.ts';
import { healthStates } from './finding.ts';

const samplesKept = 48;

/** The last reports, short: four hours of them. */
export interface HealthPast {
  add(report: HealthReport): void;
  list(): readonly HealthSample[];
  text(): string;
}

const written = z.array(
  z.object({
    atMs: z.number(),
    state: z.enum(healthStates),
    unwell: z.array(z.string()),
    lagMs: z.number(),
    memoryBytes: z.number(),
  }),
);

/** From what was kept before; what cannot be read is forgotten, for it only tells of the past. */
export function healthPast(text: string | undefined): HealthPast {
  const samples: HealthSample[] = read(text).slice(0, samplesKept);
  return {
    add({ atMs, state, checks, vitals: { lagMs, memoryBytes } }) {
      const unwell = checks.filter((one) => one.state !== 'ok').map(({ name }) => name);
      samples.unshift({ atMs, state, unwell, lagMs: Math.round(lagMs), memoryBytes });
      samples.length = Math.min(samples.length, samplesKept);
    },
    list: () => [...samples],
    text: () => JSON.stringify(samples),
  };
}

function read(text: string | undefined): HealthSample[] {
  if (text === undefined) return [];
  try {
    return written.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}

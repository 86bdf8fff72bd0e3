import { z } from 'zod';
import type { SlashPlan } from './slash-plan.ts';

/** What is remembered of the menu from one start to the next. */
export interface MenuMemory {
  /** What has a place, and what had one and is away: it may come back. */
  readonly native: readonly string[];
  readonly leftSinceMs: ReadonlyMap<string, number>;
  /** Lately: what was counted fades by half in two weeks. */
  readonly uses: ReadonlyMap<string, number>;
  readonly atMs: number;
}

const halfLifeMs = 14 * 86_400_000;
const mostNames = 500;

const number = z.number().min(0);
const kept = z.object({
  native: z.array(z.string()),
  atMs: number,
  left: z.array(z.tuple([z.string(), number])),
  uses: z.array(z.tuple([z.string(), number])),
});

const nothing: MenuMemory = { native: [], leftSinceMs: new Map(), uses: new Map(), atMs: 0 };

/** What was not written by us is as good as nothing: the menu is then planned anew. */
export function readMemory(text: string | undefined): MenuMemory {
  if (text === undefined) return nothing;
  try {
    const { native, atMs, left, uses } = kept.parse(JSON.parse(text));
    return { native, atMs, leftSinceMs: new Map(left), uses: new Map(uses) };
  } catch {
    return nothing;
  }
}

interface Counted {
  /** Counts by command at the last look, and now. */
  readonly before: ReadonlyMap<string, number>;
  readonly now: ReadonlyMap<string, number>;
  readonly atMs: number;
}

/** Fades what was used before, and adds what was used since, a family together. */
export function withUses(memory: MenuMemory, { before, now, atMs }: Counted): MenuMemory {
  const passedMs = memory.atMs === 0 ? 0 : Math.max(0, atMs - memory.atMs);
  const fading = 0.5 ** (passedMs / halfLifeMs);
  const uses = new Map([...memory.uses].map(([name, count]) => [name, count * fading]));
  for (const [command, count] of now) {
    const family = command.split(' ', 1)[0] ?? command;
    const more = count - (before.get(command) ?? 0);
    if (more > 0) uses.set(family, (uses.get(family) ?? 0) + more);
  }
  const most = [...uses].sort((a, b) => b[1] - a[1]).slice(0, mostNames);
  return { ...memory, uses: new Map(most), atMs };
}

/** Keeps the places of those that are away now (an extension that is being loaded again). */
export function memoryAfter(memory: MenuMemory, plan: SlashPlan, nowMs: number): MenuMemory {
  const here = new Set([...plan.native, ...plan.left]);
  const away = memory.native.filter((name) => !here.has(name));
  const since = (name: string): number => memory.leftSinceMs.get(name) ?? nowMs;
  return {
    ...memory,
    native: [...plan.native, ...away].slice(0, mostNames),
    leftSinceMs: new Map(plan.left.map((name) => [name, since(name)])),
  };
}

/** What stands behind `guard replay`. */
export interface ReplayWords {
  readonly channel?: string;
  readonly days?: number;
  readonly draft: readonly (readonly [string, string])[];
}

/** Reads `[channel] [days] [setting=value …]`, in any order; undefined when something is there twice. */
export function readAsk(line: string): ReplayWords | undefined {
  const words = line.split(/\s+/u).filter((word) => word !== '');
  const draft = words.flatMap((word) => {
    const [, name, value] = /^([\w.]+)=(.+)$/u.exec(word) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  const others = words.filter((word) => !/^[\w.]+=.+$/u.test(word));
  const days = others.filter((word) => /^\d{1,3}d?$/u.test(word));
  const channels = others.filter((word) => !/^\d{1,3}d?$/u.test(word));
  if (days.length > 1 || channels.length > 1) return undefined;
  const [channel] = channels;
  const [shown] = days;
  return {
    draft,
    ...(channel !== undefined && { channel }),
    ...(shown !== undefined && { days: Math.max(1, Number.parseInt(shown, 10)) }),
  };
}

/** What one check found, and what to do about it. `note`: it works, but somebody should know. */
export interface Verdict {
  readonly subject: string;
  readonly state: 'ok' | 'note' | 'bad';
  readonly finding: string;
  readonly remedy?: string;
}

type Judge = (subject: string, finding: string, remedy?: string) => Verdict;

const judge =
  (state: Verdict['state']): Judge =>
  (subject, finding, remedy) => ({
    ...{ subject, state, finding },
    ...(remedy !== undefined && { remedy }),
  });

export const good = judge('ok');
export const note = judge('note');
export const bad = judge('bad');

export const anyBad = (verdicts: readonly Verdict[]): boolean =>
  verdicts.some(({ state }) => state === 'bad');

/** Lines for people: the state as a word, the subject, what was found, and under it what to do. */
export function verdictLines(verdicts: readonly Verdict[]): readonly string[] {
  const width = Math.max(0, ...verdicts.map(({ subject }) => subject.length));
  return verdicts.flatMap(({ subject, state, finding, remedy }) => [
    `${state.padEnd(4)}  ${subject.padEnd(width)}  ${finding}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(width + 8)}→ ${remedy}`]),
  ]);
}

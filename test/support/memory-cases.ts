import { ok } from '../../src/base/result.ts';
import type { CaseIntake, FoundCase } from '../../src/core/imports/imports.ts';

/** Cases that were taken over, in memory. Spaces on other connections than these are unknown. */
export function memoryCases(connections: readonly string[] = ['discord', 'irc:libera']) {
  const taken = new Map<string, FoundCase>();
  const keyOf = ({ space, id }: FoundCase) => `${space} ${id}`;
  const intake: CaseIntake = {
    whyNot: (space) =>
      connections.some((one) => space.startsWith(`${one}:`))
        ? undefined
        : { key: 'import.left.no-place', facts: { space } },
    unknown: (_source, cases) => Promise.resolve(cases.filter((one) => !taken.has(keyOf(one)))),
    take(_source, cases) {
      const fresh = cases.filter((one) => !taken.has(keyOf(one)));
      for (const one of fresh) taken.set(keyOf(one), one);
      return Promise.resolve(fresh.length);
    },
    standing: () => Promise.resolve(ok([])),
  };
  return { intake, taken };
}

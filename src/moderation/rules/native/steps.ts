import type { NativeRule, StandingNativeRule } from '../../../core/native-rules.ts';
import type { PlannedRule } from './pack.ts';

/** What is to be done so that exactly the planned rules stand. */
export interface Steps {
  readonly stay: readonly Kept[];
  readonly remove: readonly Pick<StandingNativeRule, 'id' | 'name'>[];
  readonly change: readonly Kept[];
  readonly make: readonly PlannedRule[];
}

interface Kept {
  readonly id: string;
  readonly planned: PlannedRule;
}

/**
 * The fewest changes from what stands (rules of ours alone) to what is planned. What a rule looks for is of one kind for
 * all its life, so only rules of a kind become each other.
 */
export function stepsTo(
  standing: readonly StandingNativeRule[],
  planned: readonly PlannedRule[],
): Steps {
  const free = new Map(standing.map((one) => [one.id, one]));
  const take = (fits: (one: StandingNativeRule) => boolean): string | undefined => {
    const found = [...free.values()].find(fits);
    if (found) free.delete(found.id);
    return found?.id;
  };
  const open: PlannedRule[] = [];
  const stay: Kept[] = [];
  for (const one of planned) {
    const id = take(({ rule }) => rule !== undefined && isSame(rule, one.rule));
    if (id === undefined) open.push(one);
    else stay.push({ id, planned: one });
  }
  const change: Kept[] = [];
  const make: PlannedRule[] = [];
  for (const one of open) {
    const id = take(({ kind }) => kind === one.rule.look.kind);
    if (id === undefined) make.push(one);
    else change.push({ id, planned: one });
  }
  return { stay, remove: [...free.values()], change, make };
}

/** The order of words, roles and channels says nothing. */
const isSame = (one: NativeRule, other: NativeRule): boolean => essence(one) === essence(other);

const essence = ({ name, look, tells, sparedRoles, sparedChannels }: NativeRule): string =>
  JSON.stringify([
    ...[name, look.kind, tells.trim()],
    look.kind === 'mentions' ? look.most : [look.words.toSorted(), look.patterns.toSorted()],
    ...[sparedRoles.toSorted(), sparedChannels.toSorted()],
  ]);

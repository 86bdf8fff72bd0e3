import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { SpaceId } from '../base/ids.ts';
import { type Result, ok } from '../base/result.ts';
import type {
  CaseIntake,
  Gathered,
  ImportSource,
  Imports,
  TakePlan,
} from '../core/imports/imports.ts';
import { proposals } from '../core/settings/proposals.ts';
import type { Wish } from '../core/settings/settings.ts';
import { handedOver } from './envelope.ts';
import { type PlanParts, noteOf, planFor } from './plan.ts';
import { readOld, spaceAt } from './read.ts';

interface Parts extends PlanParts {
  /** The connections to IRC networks, by name. */
  readonly ircConnections: readonly string[];
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: Random;
}

interface Proposed {
  readonly plan: TakePlan;
  readonly wishes: readonly Wish[];
}

/** What other programs left behind, read, held against what is here, and taken with the revisions of any change. */
export function openImports(parts: Parts): Imports {
  const { settings, clock, random, ircConnections } = parts;
  const open = proposals<Proposed>(clock, random);
  return {
    read: (source, place, how) => {
      const live = spaceAt(source, place);
      return live === undefined
        ? readOld(source, place, how, ircConnections)
        : readStanding(parts.cases, source, live);
    },
    handedOver,
    plan: (gathered, how) => planFor(gathered, how, parts),
    propose: (plan, who) => open.propose({ plan, wishes: wishesOf(plan, settings) }, who),
    async carryOut(code, author) {
      const found = open.take(code, author.actor);
      if (!found.ok) return found;
      const { plan, wishes } = found.value;
      const changed = await settings.apply(wishes, { ...author, note: noteOf(plan.source) });
      if (!changed.ok) return changed;
      // After the settings, which may be refused: cases are only ever added, and adding them again adds none.
      const cases = await parts.cases.take(plan.source, plan.cases, author);
      return ok({ source: plan.source, changed: changed.value.length, cases });
    },
  };
}

/** The bans that stand in a space now, as if they had been in a file. */
async function readStanding(
  intake: CaseIntake,
  source: ImportSource,
  space: SpaceId,
): Promise<Result<Gathered>> {
  const found = await intake.standing(space);
  return found.ok ? ok({ source, place: space, found: found.value }) : found;
}

/** Bound to how things stand now: what is changed until it is carried out keeps all of it out. */
const wishesOf = ({ changes }: TakePlan, settings: PlanParts['settings']): readonly Wish[] =>
  changes.map(({ name, scope, typed }) => ({
    ...{ name, scope, typed },
    expected: settings.revisionOf(name, scope),
  }));

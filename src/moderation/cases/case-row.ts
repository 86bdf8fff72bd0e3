import { communityId } from '../../base/ids.ts';
import {
  type Case,
  type CaseEnd,
  type CaseKind,
  type CaseState,
  caseEnds,
  caseKinds,
  caseStates,
} from '../../core/cases/case.ts';
import type { CaseRow } from './tables.ts';

/** A row with the names that its people last went by. */
export type NamedRow = CaseRow & {
  readonly target_name: string | null;
  readonly by_name: string | null;
  readonly ended_name: string | null;
};

const known = <Word extends string>(words: readonly Word[], text: string, otherwise: Word): Word =>
  words.find((word) => word === text) ?? otherwise;

export const kindOf = (text: string): CaseKind => known(caseKinds, text, 'note');
const stateOf = (text: string): CaseState => known(caseStates, text, 'failed');
const endOf = (text: string): CaseEnd => known(caseEnds, text, 'gone');

export function caseOf(row: NamedRow): Case {
  const { connection, platform, space, channel, place_name: name } = row;
  return {
    ...{ community: communityId(row.community), number: row.number, kind: kindOf(row.kind) },
    ...{ state: stateOf(row.state), target: row.target, targetName: row.target_name ?? row.target },
    ...{ by: row.by_actor, byName: row.by_name ?? row.by_actor, via: row.via, reason: row.reason },
    ...{ atMs: row.at, count: row.amount, place: { connection, platform, space, channel, name } },
    ...(row.rule !== null && { rule: row.rule }),
    ...(row.until !== null && { untilMs: row.until }),
    ...endingOf(row),
    ...(row.problem !== null && { problem: row.problem }),
    ...(row.told !== null && { told: row.told === 1 }),
    ...(row.source !== null && { source: { name: row.source, id: row.source_id ?? '' } }),
  };
}

function endingOf({
  ended_how,
  ended_by,
  ended_at,
  ended_why,
  ended_name,
}: NamedRow): Pick<Case, 'ending'> {
  if (ended_how === null) return {};
  return {
    ending: {
      ...{ how: endOf(ended_how), by: ended_by ?? '', atMs: ended_at ?? 0 },
      ...(ended_name !== null && { byName: ended_name }),
      ...(ended_why !== null && { why: ended_why }),
    },
  };
}

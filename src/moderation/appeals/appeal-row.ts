import { communityId } from '../../base/ids.ts';
import {
  type Appeal,
  type AppealAnswer,
  type AppealKey,
  type AppealStep,
  appealStates,
  appealSteps,
} from '../../core/appeals/appeal.ts';
import type { AppealRow, StepRow } from './tables.ts';

export const appealOf = (row: AppealRow): Appeal => ({
  ...{ community: communityId(row.community), number: row.number, caseNumber: row.case_number },
  state: appealStates.find((one) => one === row.state) ?? 'denied',
  ...{ who: row.actor, whoName: row.actor_name ?? row.actor, via: row.via, atMs: row.at },
  ...(row.ended_at !== null && { endedAtMs: row.ended_at }),
  lifted: row.lifted === 1,
});

export const stepOf = (row: StepRow): AppealStep => ({
  what: appealSteps.find((one) => one === row.what) ?? 'stuck',
  ...{ by: row.by_actor, byName: row.by_name ?? row.by_actor, atMs: row.at, text: row.text },
});

export const answerRows = (
  { community, number }: AppealKey,
  author: string,
  answers: readonly AppealAnswer[],
) =>
  answers.map(({ question, answer }, position) => ({
    ...{ community, number, position, author, question, answer },
  }));

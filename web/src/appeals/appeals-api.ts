import type {
  AppealLinkView,
  AppealsPage,
  WholeAppealView,
} from '../../../src/dashboard/appeals-wire.ts';
import { ask, tell } from '../data/api.ts';

const isPage = (answer: unknown): answer is AppealsPage =>
  typeof answer === 'object' && answer !== null && 'appeals' in answer;
const isAppeal = (answer: unknown): answer is WholeAppealView =>
  typeof answer === 'object' && answer !== null && 'steps' in answer;
const isLink = (answer: unknown): answer is AppealLinkView =>
  typeof answer === 'object' && answer !== null && 'code' in answer;

export function loadAppeals(community: string | undefined, state: string): Promise<AppealsPage> {
  const asked = new URLSearchParams();
  if (community !== undefined) asked.set('community', community);
  if (state !== 'all') asked.set('state', state);
  return ask('GET', `/api/appeals?${asked.toString()}`, { is: isPage });
}

const pathOf = (community: string, number: number): string =>
  `/api/appeals/${encodeURIComponent(community)}/${number}`;

export const loadAppeal = (community: string, number: number): Promise<WholeAppealView> =>
  ask('GET', pathOf(community, number), { is: isAppeal });

export const takeUp = (community: string, number: number): Promise<void> =>
  tell('POST', `${pathOf(community, number)}/take`, {});

export interface Decision {
  readonly verdict: 'approved' | 'denied';
  readonly why: string;
}

export const decide = (community: string, number: number, decision: Decision): Promise<void> =>
  tell('POST', `${pathOf(community, number)}/decide`, decision);

/** A link that opens the page of the appeal once, for who is outside. */
export const linkFor = (community: string, caseNumber: number): Promise<AppealLinkView> =>
  ask('POST', `/api/cases/${encodeURIComponent(community)}/${caseNumber}/appeal-link`, {
    is: isLink,
    body: {},
  });

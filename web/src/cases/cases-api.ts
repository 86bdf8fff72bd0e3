import type { CasesPage, WholeCaseView } from '../../../src/dashboard/cases-wire.ts';
import { ask, tell } from '../data/api.ts';

export interface CaseQuery {
  readonly text: string;
  readonly kind: string;
  readonly state: string;
}

export const everything: CaseQuery = { text: '', kind: 'all', state: 'all' };

const isPage = (answer: unknown): answer is CasesPage =>
  typeof answer === 'object' && answer !== null && 'cases' in answer;
const isCase = (answer: unknown): answer is WholeCaseView =>
  typeof answer === 'object' && answer !== null && 'evidence' in answer;

export function loadCases(
  community: string | undefined,
  { text, kind, state }: CaseQuery,
  before?: number,
): Promise<CasesPage> {
  const asked = new URLSearchParams({ limit: '50' });
  if (community !== undefined) asked.set('community', community);
  if (text.trim() !== '') asked.set('text', text.trim());
  if (kind !== 'all') asked.set('kind', kind);
  if (state !== 'all') asked.set('state', state);
  if (before !== undefined) asked.set('before', String(before));
  return ask('GET', `/api/cases?${asked.toString()}`, { is: isPage });
}

const pathOf = (community: string, number: number): string =>
  `/api/cases/${encodeURIComponent(community)}/${number}`;

export const loadCase = (community: string, number: number): Promise<WholeCaseView> =>
  ask('GET', pathOf(community, number), { is: isCase });

export const reverseCase = (community: string, number: number, why: string): Promise<void> =>
  tell('POST', `${pathOf(community, number)}/reverse`, { why });

export const noteAtCase = (community: string, number: number, text: string): Promise<void> =>
  tell('POST', `${pathOf(community, number)}/note`, { text });

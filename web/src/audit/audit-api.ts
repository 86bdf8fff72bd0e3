import type { AuditPage, ChainView } from '../../../src/dashboard/wire.ts';
import { ask } from '../data/api.ts';

const outcomes = ['all', 'done', 'refused', 'failed', 'interrupted'] as const;

export interface AuditQuery {
  readonly text: string;
  readonly outcome: (typeof outcomes)[number];
  readonly via: string;
}

export const everything: AuditQuery = { text: '', outcome: 'all', via: 'all' };

/** The filter as it stands in an address, so that a filtered page can be sent to somebody. */
export function searchOf({ text, outcome, via }: AuditQuery): string {
  const search = new URLSearchParams();
  if (text.trim() !== '') search.set('text', text.trim());
  if (outcome !== 'all') search.set('outcome', outcome);
  if (via !== 'all') search.set('via', via);
  const found = search.toString();
  return found === '' ? '' : `?${found}`;
}

export function queryIn(search: string): AuditQuery {
  const found = new URLSearchParams(search);
  return {
    text: found.get('text') ?? '',
    outcome: outcomes.find((one) => one === found.get('outcome')) ?? 'all',
    via: found.get('via') ?? 'all',
  };
}

const withMore = (search: string, more: string): string =>
  search === '' ? `?${more}` : `${search}&${more}`;

const isPage = (answer: unknown): answer is AuditPage =>
  typeof answer === 'object' && answer !== null && 'entries' in answer;

const isChain = (answer: unknown): answer is ChainView =>
  typeof answer === 'object' && answer !== null && 'state' in answer;

export const loadAudit = (query: AuditQuery, before?: number): Promise<AuditPage> =>
  ask(
    'GET',
    `/api/audit${withMore(searchOf(query), before === undefined ? 'limit=50' : `limit=50&before=${before}`)}`,
    { is: isPage },
  );

export const checkChain = (): Promise<ChainView> => ask('GET', '/api/audit/chain', { is: isChain });

export const exportPath = (query: AuditQuery, format: 'csv' | 'jsonl'): string =>
  `/api/audit/export${withMore(searchOf(query), `format=${format}`)}`;

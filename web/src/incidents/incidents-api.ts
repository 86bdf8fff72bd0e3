import type {
  IncidentsPage,
  UndoPreviewView,
  UndoScopeView,
  UndoView,
  WholeIncidentView,
} from '../../../src/dashboard/incidents-wire.ts';
import { ask, tell } from '../data/api.ts';

const isObject = (answer: unknown): answer is object =>
  typeof answer === 'object' && answer !== null;
const isPage = (answer: unknown): answer is IncidentsPage =>
  isObject(answer) && 'incidents' in answer;
const isWhole = (answer: unknown): answer is WholeIncidentView =>
  isObject(answer) && 'timeline' in answer;
const isPreview = (answer: unknown): answer is UndoPreviewView =>
  isObject(answer) && 'stamp' in answer;
const isUndo = (answer: unknown): answer is UndoView => isObject(answer) && 'refused' in answer;

export function loadIncidents(
  community: string | undefined,
  state: string,
  before?: number,
): Promise<IncidentsPage> {
  const asked = new URLSearchParams({ limit: '30' });
  if (community !== undefined) asked.set('community', community);
  if (state !== 'all') asked.set('state', state);
  if (before !== undefined) asked.set('before', String(before));
  return ask('GET', `/api/incidents?${asked.toString()}`, { is: isPage });
}

const pathOf = (community: string, number: number): string =>
  `/api/incidents/${encodeURIComponent(community)}/${number}`;

export const loadIncident = (community: string, number: number): Promise<WholeIncidentView> =>
  ask('GET', pathOf(community, number), { is: isWhole });

export const noteAtIncident = (community: string, number: number, text: string): Promise<void> =>
  tell('POST', `${pathOf(community, number)}/note`, { text });

export const closeIncident = (community: string, number: number): Promise<void> =>
  tell('POST', `${pathOf(community, number)}/close`, {});

const undoPath = (community: string): string => `/api/undo/${encodeURIComponent(community)}`;

export const previewUndo = (community: string, scope: UndoScopeView): Promise<UndoPreviewView> =>
  ask('POST', `${undoPath(community)}/preview`, {
    body: { scope },
    is: isPreview,
  });

export interface UndoWish {
  readonly scope: UndoScopeView;
  readonly stamp: string;
  readonly why: string;
  readonly shadow: boolean;
}

export const beginUndo = (community: string, wish: UndoWish): Promise<UndoView> =>
  ask('POST', undoPath(community), { body: wish, is: isUndo });

export const loadUndo = (community: string, number: number): Promise<UndoView> =>
  ask('GET', `${undoPath(community)}/${number}`, { is: isUndo });

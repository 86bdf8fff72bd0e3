import type {
  PeoplePageView,
  PersonActedView,
  PersonEffectView,
  PersonPageView,
} from '../../../src/dashboard/people-wire.ts';
import { ask } from '../data/api.ts';

const isObject = (answer: unknown): answer is object =>
  typeof answer === 'object' && answer !== null;
const isPage = (answer: unknown): answer is PeoplePageView =>
  isObject(answer) && 'people' in answer;
const isPerson = (answer: unknown): answer is PersonPageView =>
  isObject(answer) && 'events' in answer;
const isEffect = (answer: unknown): answer is PersonEffectView =>
  isObject(answer) && 'others' in answer;
const isActed = (answer: unknown): answer is PersonActedView => isObject(answer);

export type ActKind = 'warn' | 'note' | 'mute' | 'kick' | 'ban';

/** What is to be done to somebody. */
export interface WantedAct {
  readonly kind: ActKind;
  readonly forMs?: number;
  readonly reason: string;
}

/** Of whom, and in which community. */
export interface Whom {
  readonly community: string;
  readonly actor: string;
}

const pathOf = ({ community, actor }: Whom): string =>
  `/api/people/${encodeURIComponent(community)}/${encodeURIComponent(actor)}`;

export function findPeople(community: string | undefined, text: string): Promise<PeoplePageView> {
  const asked = new URLSearchParams({ text });
  if (community !== undefined) asked.set('community', community);
  return ask('GET', `/api/people?${asked.toString()}`, { is: isPage });
}

export const loadPerson = (whom: Whom): Promise<PersonPageView> =>
  ask('GET', pathOf(whom), { is: isPerson });

export const previewAct = (whom: Whom, act: WantedAct): Promise<PersonEffectView> =>
  ask('POST', `${pathOf(whom)}/preview`, { body: act, is: isEffect });

export const doAct = (whom: Whom, act: WantedAct, others: number): Promise<PersonActedView> =>
  ask('POST', `${pathOf(whom)}/act`, { body: { ...act, others }, is: isActed });

export const liftAct = (whom: Whom, kind: 'mute' | 'ban'): Promise<PersonActedView> =>
  ask('POST', `${pathOf(whom)}/lift`, { body: { kind, reason: '' }, is: isActed });

import type { Clock } from '../../base/clock.ts';
import { type ActorId, type ConnectionId, actorId } from '../../base/ids.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Case, CaseKind, CasePlace, LastingKind, PardonKind } from '../../core/cases/case.ts';
import type { Enforcer, Lasting, Measure, Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { SamePerson } from '../../core/people/same-person.ts';
import type { Jobs } from '../../core/jobs/jobs.ts';
import type { CaseStore } from '../cases/index.ts';
import { nativeOf } from './places.ts';
import type { SaidLately } from './said-lately.ts';
import type { StaffLimits, StaffWatch } from './staff-watch.ts';

/** What a community has set about acts. */
export interface ActRules {
  readonly tell: boolean;
  /** How long the messages that a case rests on are kept; 0: none are. */
  readonly evidenceMs: number;
  readonly staff: StaffLimits;
}

/** What a person is told of what is done to him. */
export interface Told {
  readonly kind: CaseKind;
  readonly number: number;
  readonly reason: string;
  readonly untilMs?: number | undefined;
}

export interface ActParts {
  readonly store: CaseStore;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'at' | 'cancel' | 'run'>;
  readonly log: Log;
  readonly life: Lifetime;
  readonly staff: StaffWatch;
  readonly lately: SaidLately;
  readonly samePerson: SamePerson;
  enforcerOf(connection: ConnectionId): Enforcer | undefined;
  rules(where: Place): ActRules;
  /** A case was written. Never throws, never waits. */
  opened?(made: Case): void;
  /** Whether the person could be told. Never rejects. */
  tell(where: Place, subject: Subject, told: Told): Promise<boolean>;
}

/** What holds, or is taken back, by kind. */
const lastingByKind: Readonly<Record<LastingKind | PardonKind, Lasting>> = {
  ...{ mute: 'mute', unmute: 'mute', ban: 'ban', unban: 'ban', 'global-ban': 'ban' },
  ...{ exempt: 'exempt', unexempt: 'exempt', invex: 'invex', uninvex: 'invex' },
};
const measureByKind: Partial<Record<CaseKind, Measure>> = {
  ...lastingByKind,
  ...{ kick: 'kick', purge: 'purge' },
};
const pardons: Readonly<Record<Lasting, PardonKind>> = {
  ...{ mute: 'unmute', ban: 'unban', exempt: 'unexempt', invex: 'uninvex' },
};

/** How somebody is held by a kind that lasts, or by what a pardon takes back. */
export const lastingOf = (kind: LastingKind | PardonKind): Lasting => lastingByKind[kind];

/** The kind of case that takes such a measure back. */
export const pardonOf = (measure: Lasting): PardonKind => pardons[measure];

/** What a kind of case does on the network; undefined for what is only written down. */
export const measureOf = (kind: CaseKind): Measure | undefined => measureByKind[kind];

/** Kinds that hold somebody by the same entry on the network. */
export const sharing = (kind: LastingKind | PardonKind): readonly LastingKind[] => {
  const measure = lastingOf(kind);
  return measure === 'ban' ? ['ban', 'global-ban'] : [measure];
};

/** Acts at one place are done one after the other. */
export const turnOf = ({ connection, space }: Pick<CasePlace, 'connection' | 'space'>): string =>
  `${connection} ${space}`;

/** Whom a case is about; undefined where he was forgotten. */
export function subjectOf({ target, targetName: name }: Case): Subject | undefined {
  const id = idOf(target);
  return id && { id, name, native: nativeOf(id) };
}

function idOf(text: string): ActorId | undefined {
  try {
    return actorId(text);
  } catch {
    // A pseudonym is nobody's id; there is no other way to ask.
    return undefined;
  }
}

import type { Clock } from '../../base/clock.ts';
import type { CommunityId, ConnectionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Result } from '../../base/result.ts';
import type { Appeal, WholeAppeal } from '../../core/appeals/appeal.ts';
import type { Acts } from '../../core/cases/acts.ts';
import type { Case, CaseKind } from '../../core/cases/case.ts';
import type { Enforcer, Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { SamePerson } from '../../core/people/same-person.ts';
import type { CasesOfPerson, CaseStore } from '../cases/index.ts';
import type { LinkStore } from './link-store.ts';
import type { AppealStore } from './store.ts';

/** What a community has set about appeals. */
export interface AppealRules {
  readonly open: boolean;
  /** Its own questions; none: the usual one is asked. */
  readonly questions: readonly string[];
  /** How long nobody appeals again after he was denied. */
  readonly againMs: number;
  /** For how long a link opens. */
  readonly linkMs: number;
}

/** What can be appealed against. */
export const appealedKinds: readonly CaseKind[] = ['warn', 'mute', 'kick', 'ban', 'global-ban'];

export interface DeskParts {
  readonly store: AppealStore;
  readonly links: LinkStore;
  readonly cases: Pick<CaseStore, 'find' | 'holding'>;
  readonly ofPerson: CasesOfPerson;
  readonly acts: Pick<Acts, 'reverse'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly random: Pick<Random, 'token'>;
  readonly log: Log;
  readonly samePerson: SamePerson;
  rules(community: CommunityId): AppealRules;
  enforcerOf(connection: ConnectionId): Enforcer | undefined;
  /** Lets somebody back in everywhere. */
  unbanEverywhere(held: Case, why: string): Promise<Result<void>>;
  /** The address of the public page, without what comes behind it; undefined where people outside cannot open it. */
  pageUrl(): string | undefined;
  /** What happened, for those who tell people. Never throws. */
  happened(news: AppealNews): void;
}

/** What others want to know of. */
export type AppealNews =
  | { readonly what: 'made' | 'withdrawn'; readonly appeal: WholeAppeal }
  | { readonly what: 'decided'; readonly appeal: Appeal };

export type { Place, Subject };

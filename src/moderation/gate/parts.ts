import type { Admission } from '../../core/admission.ts';
import type { Clock } from '../../base/clock.ts';
import type { ConnectionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Acts } from '../../core/cases/acts.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { GateAsked, GateStanding, GateView } from '../../core/gate/desk.ts';
import type { Jobs } from '../../core/jobs/jobs.ts';
import type { GateStore } from './store.ts';

/** What a community has set about its gate. */
export interface GateRules {
  readonly mode: GateStanding['mode'];
  readonly role: string;
  /** Where answers are taken. */
  readonly ways: 'chat' | 'page' | 'both';
  /** `question = answer / other answer`; none: a small sum is asked. */
  readonly questions: readonly string[];
  readonly attempts: number;
  /** After that many wrong ones. */
  readonly failure: 'kick' | 'wait';
  readonly waitMs: number;
  /** For whoever does not answer within this time. */
  readonly withinMs: number;
  readonly late: 'kick' | 'leave';
  readonly proofBits: number;
}

/** A service of others that says whether somebody is a person. */
export interface Captcha {
  readonly shown: NonNullable<GateView['captcha']>;
  /** Rejects with a CastellanError where the service cannot be asked. */
  passes(response: string, address: string): Promise<boolean>;
}

export interface GateParts {
  readonly store: GateStore;
  readonly acts: Pick<Acts, 'act'>;
  readonly jobs: Pick<Jobs, 'at' | 'cancel' | 'run'>;
  readonly clock: Clock;
  readonly random: Pick<Random, 'below' | 'token'>;
  readonly log: Log;
  readonly captcha: Captcha | undefined;
  rules(where: Place): GateRules;
  /** Whether a raid is being answered there now. */
  isRaided(where: Place): boolean;
  admissionOf(connection: ConnectionId): Admission | undefined;
  /** Whether this person is still there. Rejects with a CastellanError where the network is away. */
  isHere(where: Place, who: Subject): Promise<boolean>;
  /** The address of the public page; undefined where people cannot open it. */
  pageUrl(): string | undefined;
  /** Asks a newcomer, as well as he can be reached. Never rejects. */
  tell(where: Place, who: Subject, asked: GateAsked): Promise<void>;
}

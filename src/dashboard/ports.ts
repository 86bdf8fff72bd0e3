import type { Clock } from '../base/clock.ts';
import type { ChannelId, CommunityId, ConnectionId, SpaceId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import type { Result } from '../base/result.ts';
import type { Backups } from '../core/backups/backups.ts';
import type { Announcements } from '../core/announcements/announcements.ts';
import type { AppealDesk } from '../core/appeals/desk.ts';
import type { Acts } from '../core/cases/acts.ts';
import type { CaseBook } from '../core/cases/desk.ts';
import type { EventLogDesk } from '../core/commands/event-log-desk.ts';
import type { ReviewDesk } from '../core/cases/review.ts';
import type { AutomationLevers } from '../core/commands/automation-levers.ts';
import type { AiLevers } from '../core/commands/ai-levers.ts';
import type { RuleLevers } from '../core/commands/rule-levers.ts';
import type { Diagnosis, Question } from '../core/diagnosis/diagnosis.ts';
import type { ExtensionDesk } from '../core/extensions/extensions.ts';
import type { GateDesk } from '../core/gate/desk.ts';
import type { HealthDesk } from '../core/health/desk.ts';
import type { PeopleDesk } from '../core/people/people.ts';
import type { HookDesk } from '../core/hooks/desk.ts';
import type { JobDesk } from '../core/jobs/desk.ts';
import type { MarketDesk } from '../core/market/market.ts';
import type { Audit } from '../core/audit/audit.ts';
import type { ConnectionStatus } from '../core/platform.ts';
import type { SettingsDesk } from '../core/settings/desk.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { Say } from '../core/texts/texts.ts';
import type { Traces } from '../core/trace.ts';
import type { CommandsPort } from './commands-port.ts';
import type { ModulesPort } from './modules-port.ts';
import type { IncidentsPort } from './incidents-port.ts';
import type {
  ChooseRequest,
  CompleteRequest,
  DirectRequest,
  GuardChange,
  GuardChannel,
  GuardExtend,
  GuardForecast,
  GuardLift,
  GuardSnapshot,
  GuardValues,
  NetworkId,
  PlayChange,
  PlayRun,
  PlaySnapshot,
  PressRequest,
  Problem,
  ProductView,
  SayRequest,
  SlashRequest,
  SubmitRequest,
} from './wire.ts';

/** Everything that the dashboard asks of the rest of the program. */
export interface DashboardPorts {
  readonly product: ProductView;
  readonly traces: Pick<Traces, 'recent' | 'find' | 'follow'>;
  readonly connections: ConnectionsPort;
  readonly jobs: JobDesk;
  readonly hooks: HookDesk;
  readonly extensions: ExtensionsPort;
  readonly modules: ModulesPort;
  readonly health: HealthPort;
  /** Absent when no sandbox runs. */
  readonly playground?: PlaygroundPort;
  /** Absent where no guard stands before the commands. */
  readonly guard?: GuardBoardPort;
  readonly rules: RulesPort;
  readonly eventLog: EventLogPort;
  readonly automations: AutomationsPort;
  readonly ai: AiPort;
  readonly settings: SettingsPort;
  readonly commands: CommandsPort;
  readonly backups: BackupsPort;
  readonly cases: CasesPort;
  readonly review: ReviewPort;
  readonly people: PeoplePort;
  readonly audit: Pick<Audit, 'note' | 'begin' | 'list' | 'verify'>;
  readonly appeals: AppealsPort;
  readonly gate: GatePort;
  readonly news: NewsPort;
  readonly incidents: IncidentsPort;
  readonly store: DashboardStore;
  readonly limits: WebLimits;
  /** The metrics page in Prometheus' text format. */
  metrics(): Promise<string>;
  readiness(): Promise<Readiness>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** How the bot is, as the page shows it. */
export interface HealthPort {
  readonly desk: HealthDesk;
  /** Why the bot does not answer there. */
  why(asked: Omit<Question, 'where'>): Promise<Result<Diagnosis>>;
  readonly say: Say;
}

/** Extensions and the market as the page shows and handles them. */
export interface ExtensionsPort {
  readonly desk: ExtensionDesk;
  readonly market: MarketDesk;
  /** A refusal in words. */
  readonly say: Say;
}

/** The log of events as the page shows it. */
export interface EventLogPort {
  readonly desk: EventLogDesk;
  readonly say: Say;
}

/** Rules as the page shows and changes them. */
export interface RulesPort {
  readonly levers: RuleLevers;
  /** Where the bot is, as far as is known. */
  readonly places: () => readonly KnownPlace[];
  readonly say: Say;
}

/** Automations as the page shows and changes them. */
export interface AutomationsPort {
  readonly levers: AutomationLevers;
  /** Where the bot is, as far as is known. */
  readonly places: () => readonly KnownPlace[];
  readonly say: Say;
}

/** AI moderation as the page shows it. */
export interface AiPort {
  readonly levers: Pick<AiLevers, 'board' | 'trial'>;
  /** Where the bot is, as far as is known. */
  readonly places: () => readonly KnownPlace[];
}

/** The settings as the page shows and changes them. */
export interface SettingsPort {
  readonly settings: Settings;
  readonly desk: SettingsDesk;
  /** Where the bot is, as far as is known. */
  places(): readonly KnownPlace[];
  /** A refusal in words. */
  readonly say: Say;
}

/** The backups as the page shows and handles them. */
export interface BackupsPort {
  readonly backups: Backups;
  /** A refusal in words. */
  readonly say: Say;
}

/** The cases of every community as the page shows and handles them. */
export interface CasesPort {
  readonly book: CaseBook;
  readonly acts: Pick<Acts, 'reverse'>;
  /** A refusal in words. */
  readonly say: Say;
}

/** What waits for moderators, as the page shows and handles it. */
export interface ReviewPort {
  readonly desk: Pick<ReviewDesk, 'list' | 'communities' | 'decide' | 'undo' | 'follow'>;
  /** Where the bot is, as far as is known. */
  readonly places: () => readonly KnownPlace[];
  /** A refusal in words. */
  readonly say: Say;
}

/** People as the page shows and handles them. */
export interface PeoplePort {
  readonly desk: Omit<PeopleDesk, 'links'>;
  /** Where the bot is, as far as is known. */
  readonly places: () => readonly KnownPlace[];
  /** Communities that the bot has left, too. */
  readonly book: Pick<CaseBook, 'communities'>;
  /** A refusal in words. */
  readonly say: Say;
}

/** Appeals as staff handle them, and as those who appeal see their own. */
export interface AppealsPort {
  readonly desk: AppealDesk;
  /** In the language of who reads it, where that is one of ours. */
  readonly say: (language: string) => Say;
}

/** The gate, as those who are at it see it. */
export interface GatePort {
  readonly desk: Pick<GateDesk, 'open' | 'seen' | 'solve'>;
  readonly say: (language: string) => Say;
}

/** What communities tell everybody, as anybody reads it. */
export interface NewsPort {
  readonly published: Announcements['published'];
  /** The community with this id, if it has a form that an id can have. */
  communityNamed(id: string): CommunityId | undefined;
  /** What people call it. */
  nameOf(community: CommunityId): string;
  readonly say: (language: string) => Say;
}

/** A channel that the bot has seen something in, or a space that it is in. */
export interface KnownPlace {
  readonly space: SpaceId;
  readonly spaceName: string;
  /** Absent for the space itself. */
  readonly channel?: { readonly id: ChannelId; readonly name: string };
}

/** How much may be asked of the dashboard: the guard's word on each request. */
export interface WebLimits {
  /** Milliseconds to wait before coming again; 0 lets the request in and charges it. */
  waitMs(request: {
    readonly door: 'api' | 'live' | 'sign-in' | 'public';
    readonly address: string;
    /** Stands for the session that the browser claims; not yet believed. */
    readonly session?: string;
  }): number;
  /** This session is one: from now on it has its own allowance. */
  welcome(session: string): void;
}

export interface Readiness {
  readonly ready: boolean;
  /** What is not ready, in words; never a secret. */
  readonly waitingFor: readonly string[];
}

export interface ConnectionsPort {
  list(): readonly ConnectionStatus[];
  /** Calls back with each change; the returned function stops it. */
  follow(listener: (status: ConnectionStatus) => void): () => void;
  /** Drops the link and connects again now. False when there is no such connection. */
  reconnect(connection: ConnectionId): boolean;
}

/** Refusals come in words, because only the playground knows what was wrong. */
export type Played<Value = undefined> = Promise<Result<Value, Problem>>;

/** The simulated networks, as people speak on them. */
export interface PlaygroundPort {
  snapshot(): PlaySnapshot;
  follow(listener: (change: PlayChange) => void): () => void;
  say(network: NetworkId, said: SayRequest): Played;
  direct(network: NetworkId, said: DirectRequest): Played;
  press(network: NetworkId, pressed: PressRequest): Played;
  choose(network: NetworkId, chosen: ChooseRequest): Played;
  slash(network: NetworkId, invoked: SlashRequest): Played;
  /** Sends the form that stands before this person. */
  submit(network: NetworkId, filled: SubmitRequest): Played;
  complete(network: NetworkId, asked: CompleteRequest): Played<readonly string[]>;
  /** Starts a scenario; its progress comes through `follow` as changes of kind `run`. */
  play(scenario: string): Played<PlayRun>;
}

/** The guard, as the board shows and handles it. */
export interface GuardBoardPort {
  snapshot(): GuardSnapshot;
  follow(listener: (change: GuardChange) => void): () => void;
  /** Ends what is held, by its id. */
  lift(lift: GuardLift): Played;
  extend(extend: GuardExtend): Played;
  channel(channel: string): Played<GuardChannel>;
  /** What these values would have done to the recorded days of the channel; changes nothing. */
  forecast(channel: string, values: GuardValues): Played<GuardForecast>;
  /** Sets the values for the channel, one by one, and tells how it stands then. */
  save(channel: string, values: GuardValues): Played<GuardChannel>;
}

/** A secret as it is kept: never the secret itself. */
export interface KeptSecret {
  readonly hash: string;
  readonly setAtMs: number;
}

export type SecretKind = 'owner-token' | 'password';

/** One signed-in browser as it is kept. */
export interface KeptSession {
  readonly id: string;
  /** SHA-256 of what the cookie holds. */
  readonly tokenHash: string;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
  readonly expiresAtMs: number;
  readonly address: string;
  readonly browser: string;
}

/** What the dashboard keeps between starts. `store.ts` implements it on the database. */
export interface DashboardStore {
  secret(kind: SecretKind): Promise<KeptSecret | undefined>;
  /** Puts a secret in place of the one before. */
  setSecret(kind: SecretKind, secret: KeptSecret): Promise<void>;
  /** Only when there is none yet; false when there was. Two processes starting together agree on one. */
  claimSecret(kind: SecretKind, secret: KeptSecret): Promise<boolean>;
  addSession(session: KeptSession): Promise<void>;
  sessionByHash(tokenHash: string): Promise<KeptSession | undefined>;
  touchSession(id: string, seenAtMs: number, expiresAtMs: number): Promise<void>;
  removeSession(id: string): Promise<boolean>;
  removeSessionsExcept(id: string | undefined): Promise<number>;
  /** Newest use first. */
  sessions(): Promise<readonly KeptSession[]>;
  removeSessionsBefore(expiredAtMs: number): Promise<number>;
}

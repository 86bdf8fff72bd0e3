import type { Clock } from '../../base/clock.ts';
import type { ChannelId, ConnectionId, SpaceId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { Actor } from '../actor.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { AppealDesk } from '../appeals/desk.ts';
import type { ModerationDesk } from '../cases/desk.ts';
import type { ReviewDesk } from '../cases/review.ts';
import type { Cache } from '../cache/cache.ts';
import type { Card } from '../card.ts';
import type { Audit } from '../audit/audit.ts';
import type { Backups } from '../backups/backups.ts';
import type { DatabaseDesk } from '../database/desk.ts';
import type { Diagnose } from '../diagnosis/diagnosis.ts';
import type { Place } from '../event.ts';
import type { GateDesk } from '../gate/desk.ts';
import type { HealthDesk } from '../health/desk.ts';
import type { Announce, HookDesk } from '../hooks/desk.ts';
import type { ExtensionDesk } from '../extensions/extensions.ts';
import type { Files } from '../files/files.ts';
import type { StorageDesk } from '../files/storage-desk.ts';
import type { Imports } from '../imports/imports.ts';
import type { JobDesk } from '../jobs/desk.ts';
import type { MarketDesk } from '../market/market.ts';
import type { PeopleDesk } from '../people/people.ts';
import type { Permissions } from '../permissions/permissions.ts';
import type { ConnectionStatus, Said } from '../platform.ts';
import type { PrivacyDesk } from '../privacy/desk.ts';
import type { SettingsDesk } from '../settings/desk.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tables } from '../tables/rows-store.ts';
import type { TextBook } from '../texts/texts.ts';
import type { Traces } from '../trace.ts';
import type { Values } from '../values/values.ts';
import type { AutomationLevers } from './automation-levers.ts';
import type { AiLevers } from './ai-levers.ts';
import type { CommandList } from './command-info.ts';
import type { Confirmations } from './confirmations.ts';
import type { GuardLab } from './guard-lab.ts';
import type { Levers } from './levers.ts';
import type { RaidLevers } from './raid-levers.ts';
import type { Announcements } from '../announcements/announcements.ts';
import type { EventLogDesk } from './event-log-desk.ts';
import type { RuleLevers } from './rule-levers.ts';
import type { Refusals } from './refusals.ts';
import type { SlashMenu } from './slash-menu.ts';

/** What Castellan is and how long it has been up. */
export interface Product {
  readonly name: string;
  readonly version: string;
  readonly startedAtMs: number;
}

/** Counts since the start. */
export interface Tally {
  readonly messages: number;
  readonly commands: number;
  readonly errors: number;
  /** Most used first. */
  readonly top: readonly { readonly command: string; readonly uses: number }[];
}

/** What each module has for itself: no other sees it. */
export interface OwnPorts {
  readonly log: Log;
  readonly values: Values;
  readonly tables: Tables;
  readonly files: Files;
}

/** Says something without having been asked. Rejects as `Platform.say` does, and with `not-available` where the channel's network is not here. */
export type Speak = (where: ChannelId, card: Card | string) => Promise<Said>;

/** Everything a command may need. A command names the few that it uses and is typed to get only those. */
export interface Ports extends OwnPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly settingsDesk: SettingsDesk;
  readonly audit: Pick<Audit, 'list' | 'verify'>;
  readonly permissions: Permissions;
  readonly catalogue: CommandList;
  readonly refusals: Refusals;
  readonly traces: Traces;
  readonly alerts: Alerts;
  readonly jobs: JobDesk;
  readonly hooks: HookDesk;
  readonly announce: Announce;
  readonly health: HealthDesk;
  readonly database: DatabaseDesk;
  readonly diagnose: Diagnose;
  readonly cache: Pick<Cache, 'stats'>;
  readonly confirmations: Confirmations;
  readonly texts: TextBook;
  readonly slashMenu: SlashMenu;
  readonly product: Product;
  readonly connections: Connections;
  readonly tally: () => Tally;
  readonly guard: Levers;
  readonly lab: GuardLab;
  readonly raids: RaidLevers;
  readonly rules: RuleLevers;
  readonly eventLog: EventLogDesk;
  readonly announcements: Announcements;
  readonly automations: AutomationLevers;
  readonly ai: AiLevers;
  readonly backups: Backups;
  readonly moderation: ModerationDesk;
  readonly review: ReviewDesk;
  readonly people: PeopleDesk;
  readonly appeals: AppealDesk;
  readonly gate: GateDesk;
  readonly speak: Speak;
  readonly storage: StorageDesk;
  readonly extensions: ExtensionDesk;
  readonly market: MarketDesk;
  readonly imports: Imports;
  readonly privacy: PrivacyDesk;
}

/** The connections and what they know. */
export interface Connections {
  list(): readonly ConnectionStatus[];
  find(connection: ConnectionId): ConnectionStatus | undefined;
  /** How many people a space has, where it is known. */
  membersOf(space: SpaceId): number | undefined;
  /** Says what was left of a long answer; undefined when nothing is left. */
  more(where: Place, caller: Actor): Promise<Said | undefined>;
}

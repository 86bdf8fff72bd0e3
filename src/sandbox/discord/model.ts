/** What the simulated Discord remembers. Messages and members are replaced when they change; the rest is changed in place. */

export type JsonObject = Readonly<Record<string, unknown>>;

export interface User {
  readonly id: string;
  readonly username: string;
  readonly globalName: string | null;
  readonly bot: boolean;
  /** The hash of the picture; absent for whoever has set none. */
  readonly avatar?: string;
}

export interface Role {
  readonly id: string;
  name: string;
  color: number;
  hoist: boolean;
  position: number;
  permissions: bigint;
  mentionable: boolean;
  /** The application whose own role this is. */
  readonly managedBy?: string;
}

export interface Overwrite {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Member {
  readonly user: User;
  readonly nick: string | null;
  readonly roles: readonly string[];
  readonly joinedAtMs: number;
  readonly timeoutUntilMs: number | null;
  /** Since when he boosts the guild. */
  readonly boostsSinceMs: number | null;
  readonly deaf: boolean;
  readonly mute: boolean;
}

/** Discord's numbers for the kinds of channel that exist here. */
export const channelType = {
  text: 0,
  direct: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const;

export interface Thread {
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archiveChangedAtMs: number;
  readonly members: Map<string, number>;
}

export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly guild: Guild | undefined;
  name: string;
  topic: string | null;
  nsfw: boolean;
  position: number;
  parentId: string | null;
  slowmodeSeconds: number;
  readonly overwrites: Map<string, Overwrite>;
  /** Oldest first, bounded. */
  readonly messages: Map<string, Message>;
  lastMessageId: string | null;
  /** Who talks in a direct conversation. */
  readonly recipients: readonly User[];
  readonly thread: Thread | undefined;
}

export interface Reaction {
  readonly id: string | null;
  readonly name: string;
  readonly userIds: Set<string>;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly description: string | undefined;
}

export interface MessageReference {
  readonly messageId: string;
  readonly channelId: string;
}

/** Which interaction a message answers. */
export interface MessageOrigin {
  readonly id: string;
  readonly type: number;
  readonly name: string | undefined;
  readonly user: User;
}

export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  readonly type: number;
  readonly content: string;
  readonly embeds: readonly JsonObject[];
  readonly components: readonly JsonObject[];
  readonly attachments: readonly Attachment[];
  readonly mentions: readonly User[];
  readonly mentionRoles: readonly string[];
  readonly mentionEveryone: boolean;
  readonly createdAtMs: number;
  readonly editedAtMs: number | null;
  readonly flags: number;
  readonly tts: boolean;
  readonly pinned: boolean;
  readonly nonce: string | number | undefined;
  readonly reference: MessageReference | undefined;
  readonly origin: MessageOrigin | undefined;
  /** The application that said it through an interaction. */
  readonly applicationId: string | undefined;
  /** The webhook that said it. */
  readonly webhookId: string | undefined;
  /** Set on an ephemeral message: the only person who sees it. */
  readonly visibleTo: string | undefined;
  readonly reactions: Map<string, Reaction>;
}

export const messageFlag = {
  crossposted: 1,
  suppressEmbeds: 4,
  ephemeral: 64,
  loading: 128,
  suppressNotifications: 4096,
  componentsV2: 32768,
} as const;

export interface Ban {
  readonly user: User;
  readonly reason: string | null;
}

export interface AuditEntry {
  readonly id: string;
  readonly action: number;
  readonly userId: string;
  readonly targetId: string | null;
  readonly reason: string | undefined;
  readonly changes: readonly AuditChange[];
  readonly options: JsonObject | undefined;
}

export interface AuditChange {
  readonly key: string;
  readonly old_value?: unknown;
  readonly new_value?: unknown;
}

/** A rule of AutoMod, in Discord's numbers. */
export interface AutoModRule {
  readonly id: string;
  readonly name: string;
  readonly creatorId: string;
  readonly eventType: number;
  readonly triggerType: number;
  readonly words: readonly string[];
  readonly patterns: readonly string[];
  readonly allowed: readonly string[];
  readonly presets: readonly number[];
  readonly mentionLimit: number;
  readonly raidProtection: boolean;
  readonly actions: readonly AutoModAction[];
  readonly enabled: boolean;
  readonly exemptRoles: readonly string[];
  readonly exemptChannels: readonly string[];
}

export interface AutoModAction {
  readonly type: number;
  readonly channelId: string | undefined;
  readonly seconds: number | undefined;
  readonly message: string | undefined;
}

export interface Guild {
  readonly id: string;
  name: string;
  ownerId: string;
  readonly createdAtMs: number;
  readonly roles: Map<string, Role>;
  readonly channels: Map<string, Channel>;
  readonly members: Map<string, Member>;
  readonly bans: Map<string, Ban>;
  /** Newest last, bounded. */
  readonly audit: AuditEntry[];
  /** The rules of AutoMod, by id. */
  readonly autoMod: Map<string, AutoModRule>;
  /** Who may speak at once: 0 anyone, 1 with a mail address, 2 after 5 min of account, 3 after 10 min here, 4 with a phone. */
  verificationLevel: number;
  /** Security actions: until when nobody comes in by invite, or writes to members directly (epoch ms). */
  incidents: Incidents;
  /** Taken away for a while, as in an outage. */
  available: boolean;
}

export interface Incidents {
  readonly invitesDisabledUntilMs: number | null;
  readonly dmsDisabledUntilMs: number | null;
}

/** The switches of the developer portal. */
export interface PrivilegedIntents {
  members: boolean;
  presences: boolean;
  messageContent: boolean;
}

/** A command that an application registered, as it stands in the registry. */
export interface Command extends JsonObject {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
  readonly guild_id?: string;
  readonly version: string;
  readonly default_member_permissions: string | null;
  readonly contexts: readonly number[] | null;
}

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean | undefined;
  readonly autocomplete?: boolean | undefined;
  readonly choices?:
    readonly { readonly name: string; readonly value: string | number }[] | undefined;
  readonly options?: readonly CommandOption[] | undefined;
  readonly min_value?: number | undefined;
  readonly max_value?: number | undefined;
  readonly min_length?: number | undefined;
  readonly max_length?: number | undefined;
  readonly channel_types?: readonly number[] | undefined;
}

export interface Application {
  readonly id: string;
  readonly name: string;
  /** What a bot logs in with. */
  token: string;
  readonly user: User;
  readonly privileged: PrivilegedIntents;
  readonly globalCommands: Map<string, Command>;
  readonly guildCommands: Map<string, Map<string, Command>>;
  /** How many requests that write commands were carried out. */
  commandWrites: number;
  readonly sessionStarts: { readonly total: number; remaining: number; resetAtMs: number };
  recommendedShards: number;
}

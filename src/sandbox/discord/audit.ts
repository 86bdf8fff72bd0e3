import { intent } from './intents.ts';
import type { AuditChange, AuditEntry, Guild, JsonObject, User } from './model.ts';
import { permission } from './permissions.ts';
import { auditJson } from './wire.ts';
import type { World } from './world.ts';

/** Discord's numbers for what an audit log tells. */
export const auditAction = {
  channelCreate: 10,
  channelUpdate: 11,
  channelDelete: 12,
  overwriteCreate: 13,
  overwriteUpdate: 14,
  overwriteDelete: 15,
  memberKick: 20,
  memberBanAdd: 22,
  memberBanRemove: 23,
  memberUpdate: 24,
  memberRoleUpdate: 25,
  botAdd: 28,
  roleCreate: 30,
  roleUpdate: 31,
  roleDelete: 32,
  guildUpdate: 1,
  messageDelete: 72,
  messageBulkDelete: 73,
  messagePin: 74,
  messageUnpin: 75,
  threadCreate: 110,
  threadUpdate: 111,
  threadDelete: 112,
  autoModRuleCreate: 140,
  autoModRuleUpdate: 141,
  autoModRuleDelete: 142,
} as const;

const keepEntries = 1000;

/** Who does something to a guild, and the reason given for it. */
export interface Doer {
  readonly user: User;
  readonly reason?: string | undefined;
}

export interface Audited {
  readonly action: number;
  readonly targetId: string | null;
  readonly changes?: readonly AuditChange[];
  readonly options?: JsonObject;
}

/** Writes an entry in the audit log and tells those who may read it. */
export function writeAudit(
  world: World,
  guild: Guild,
  by: Doer,
  { action, targetId, changes = [], options }: Audited,
): void {
  const entry: AuditEntry = {
    id: world.ids.next(),
    action,
    userId: by.user.id,
    targetId,
    reason: by.reason,
    changes,
    options,
  };
  guild.audit.push(entry);
  if (guild.audit.length > keepEntries) guild.audit.shift();
  world.dispatches.emit({
    name: 'GUILD_AUDIT_LOG_ENTRY_CREATE',
    guild,
    intents: intent.guildModeration,
    needs: permission.viewAuditLog,
    data: () => ({ ...auditJson(entry), guild_id: guild.id }),
  });
}

/** What differs between two states of a thing, in the log's form. */
export function changesBetween(before: JsonObject, after: JsonObject): readonly AuditChange[] {
  return Object.keys(after)
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({ key, old_value: before[key], new_value: after[key] }));
}

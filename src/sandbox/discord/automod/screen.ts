import { refused } from '../api-error.ts';
import { intent } from '../intents.ts';
import { changeMember } from '../member-acts.ts';
import { postMessage } from '../messages.ts';
import type { AutoModAction, AutoModRule, Channel, Guild, Member, User } from '../model.ts';
import { guildPermissions, has, permission } from '../permissions.ts';
import type { World } from '../world.ts';
import { type Match, matchOf } from './matching.ts';

export const actionType = { block: 1, alert: 2, timeout: 3, quarantine: 4 } as const;

/** What somebody is about to say. */
interface Saying {
  readonly channel: Channel;
  readonly user: User;
  readonly content: string;
  /** Of an edit: the message that is there already. */
  readonly messageId?: string;
}

/**
 * Asks AutoMod about a message or an edit: what its rules do is done and told, and what they block is refused as Discord
 * refuses it. Programs, and whoever manages the guild, are never asked about.
 */
export function requireUnblocked(world: World, saying: Saying): void {
  const { channel, user, content } = saying;
  const { guild } = channel;
  const member = guild?.members.get(user.id);
  if (!guild || !member || user.bot) return;
  if (has(guildPermissions(guild, member, world.clock.now()), permission.manageGuild)) return;
  let blocked = false;
  for (const rule of guild.autoMod.values()) {
    const match = concerns(rule, channel, member) ? matchOf(rule, content) : undefined;
    if (!match) continue;
    for (const action of rule.actions) {
      blocked ||= action.type === actionType.block;
      carryOut(world, { guild, rule, action, match, saying });
    }
    if (blocked) throw refused('blockedByAutoMod');
  }
}

function concerns(rule: AutoModRule, channel: Channel, { roles }: Member): boolean {
  const places = [channel.id, ...(channel.thread ? [channel.parentId] : [])];
  return (
    rule.enabled &&
    !rule.exemptChannels.some((id) => places.includes(id)) &&
    !rule.exemptRoles.some((id) => id === channel.guild?.id || roles.includes(id))
  );
}

interface Execution {
  readonly guild: Guild;
  readonly rule: AutoModRule;
  readonly action: AutoModAction;
  readonly match: Match;
  readonly saying: Saying;
}

function carryOut(world: World, execution: Execution): void {
  const { guild, action, saying } = execution;
  const alertId = action.type === actionType.alert ? alerted(world, execution) : undefined;
  const member = guild.members.get(saying.user.id);
  if (action.type === actionType.timeout && member)
    changeMember(world, guild, member, {
      timeoutUntilMs: world.clock.now() + (action.seconds ?? 0) * 1000,
    });
  world.dispatches.emit({
    name: 'AUTO_MODERATION_ACTION_EXECUTION',
    guild,
    intents: intent.autoModerationExecution,
    needs: permission.manageGuild,
    data: () => executionJson(execution, alertId),
    redacted: () => ({
      ...{ ...executionJson(execution, alertId), content: '' },
      matched_content: execution.match.content === null ? null : '',
    }),
  });
}

/** Type 24 is a message of AutoMod's own, in the name of whoever wrote what it found. */
function alerted(world: World, { action, rule, saying }: Execution): string | undefined {
  const channel = world.channels.get(action.channelId ?? '');
  if (!channel) return undefined;
  const embed = {
    ...{ type: 'auto_moderation_message', description: saying.content },
    fields: [{ name: 'rule_name', value: rule.name, inline: false }],
  };
  const { user: author } = saying;
  return postMessage(world, { channel, author, type: 24, content: '', embeds: [embed] }).id;
}

const executionJson = (
  { guild, rule, action, match, saying }: Execution,
  alertId: string | undefined,
): object => ({
  ...{ guild_id: guild.id, action: actionJson(action), rule_id: rule.id },
  ...{ rule_trigger_type: rule.triggerType, user_id: saying.user.id },
  channel_id: saying.channel.id,
  ...(saying.messageId !== undefined && { message_id: saying.messageId }),
  ...(alertId !== undefined && { alert_system_message_id: alertId }),
  ...{ content: saying.content, matched_keyword: match.keyword, matched_content: match.content },
});

export const actionJson = ({ type, channelId, seconds, message }: AutoModAction): object => ({
  type,
  metadata: {
    ...(channelId !== undefined && { channel_id: channelId }),
    ...(seconds !== undefined && { duration_seconds: seconds }),
    ...(message !== undefined && { custom_message: message }),
  },
});

import { z } from 'zod';
import { badField, refused } from '../api-error.ts';
import { auditAction, changesBetween, writeAudit } from '../audit.ts';
import { triggerType, rustRegex } from '../automod/matching.ts';
import { actionJson, actionType } from '../automod/screen.ts';
import { decode } from '../decode.ts';
import { intent } from '../intents.ts';
import { requireInGuild } from '../member-acts.ts';
import type { AutoModRule, Guild, JsonObject } from '../model.ts';
import { permission } from '../permissions.ts';
import { by, guildOf, idParam } from './access.ts';
import { json, noContent, route, type Answer, type BotCall, type Route } from './route.ts';

/** The rules of AutoMod: listed, made, changed and removed by who manages the guild, within Discord's limits. */
export const autoModRoutes: readonly Route[] = [
  route('GET /guilds/:guild/auto-moderation/rules', (call) => {
    const guild = managed(call);
    return json([...guild.autoMod.values()].map((rule) => ruleJson(guild, rule)));
  }),
  route('GET /guilds/:guild/auto-moderation/rules/:rule', (call) => {
    const guild = managed(call);
    return json(ruleJson(guild, ruleIn(call, guild)));
  }),
  route('POST /guilds/:guild/auto-moderation/rules', create),
  route('PATCH /guilds/:guild/auto-moderation/rules/:rule', edit),
  route('DELETE /guilds/:guild/auto-moderation/rules/:rule', remove),
];

const mostOfType: ReadonlyMap<number, number> = new Map([
  ...([[triggerType.keyword, 6]] as const),
  ...Object.values(triggerType)
    .filter((type) => type !== triggerType.keyword)
    .map((type) => [type, 1] as const),
]);

const texts = (most: number, longest: number) =>
  z.array(z.string().min(1).max(longest)).max(most).nullish();
const snowflakes = (most: number) => z.array(z.string().regex(/^\d+$/)).max(most).nullish();

const actionBody = z.object({
  type: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  metadata: z
    .object({
      channel_id: z.string().nullish(),
      duration_seconds: z.number().int().min(0).max(2_419_200).nullish(),
      custom_message: z.string().max(150).nullish(),
    })
    .nullish(),
});

const metadataBody = z
  .object({
    keyword_filter: texts(1000, 60),
    regex_patterns: texts(10, 260),
    allow_list: texts(1000, 60),
    presets: z.array(z.number().int().min(1).max(3)).nullish(),
    mention_total_limit: z.number().int().min(0).max(50).nullish(),
    mention_raid_protection_enabled: z.boolean().nullish(),
  })
  .nullish();

const common = {
  name: z.string().min(1).max(100),
  event_type: z.union([z.literal(1), z.literal(2)]),
  actions: z.array(actionBody).min(1).max(5),
};
const optional = {
  trigger_metadata: metadataBody,
  enabled: z.boolean().nullish(),
  exempt_roles: snowflakes(20),
  exempt_channels: snowflakes(50),
};
const newRule = z.object({
  ...{ ...common, ...optional },
  trigger_type: z.union([1, 3, 4, 5, 6].map((type) => z.literal(type))),
});
const changedRule = z.object({ ...z.object(common).partial().shape, ...optional });

type Wanted = z.output<typeof changedRule>;

function create(call: BotCall): Answer {
  const guild = managed(call);
  const body = decode(newRule, call.body);
  const most = mostOfType.get(body.trigger_type) ?? 0;
  const same = [...guild.autoMod.values()].filter((one) => one.triggerType === body.trigger_type);
  if (same.length >= most)
    throw badField(
      [],
      'AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED',
      `Maximum number of rules with trigger type ${body.trigger_type} is ${most}`,
    );
  const blank = {
    ...{ id: call.world.ids.next(), creatorId: call.application.user.id },
    triggerType: body.trigger_type,
    ...{ name: '', eventType: 1, words: [], patterns: [], allowed: [], presets: [], actions: [] },
    ...{ mentionLimit: 0, raidProtection: false, enabled: false },
    ...{ exemptRoles: [], exemptChannels: [] },
  };
  return stored(call, guild, { rule: ruleFrom(blank, body), action: 'create' });
}

function edit(call: BotCall): Answer {
  const guild = managed(call);
  const before = ruleIn(call, guild);
  const rule = ruleFrom(before, decode(changedRule, call.body));
  return stored(call, guild, { before, rule, action: 'update' });
}

function remove(call: BotCall): Answer {
  const guild = managed(call);
  const rule = ruleIn(call, guild);
  guild.autoMod.delete(rule.id);
  told(call, guild, { rule, action: 'delete' });
  return noContent;
}

interface Stored {
  readonly before?: AutoModRule;
  readonly rule: AutoModRule;
  readonly action: 'create' | 'update' | 'delete';
}

function stored(call: BotCall, guild: Guild, made: Stored): Answer {
  requireFitting(call, guild, made.rule);
  guild.autoMod.set(made.rule.id, made.rule);
  told(call, guild, made);
  return json(ruleJson(guild, made.rule));
}

function told(call: BotCall, guild: Guild, { before, rule, action }: Stored): void {
  const actions = {
    create: auditAction.autoModRuleCreate,
    update: auditAction.autoModRuleUpdate,
    delete: auditAction.autoModRuleDelete,
  };
  writeAudit(call.world, guild, by(call), {
    action: actions[action],
    targetId: rule.id,
    changes: changesBetween(before ? ruleJson(guild, before) : {}, ruleJson(guild, rule)),
  });
  call.world.dispatches.emit({
    name: `AUTO_MODERATION_RULE_${action.toUpperCase()}`,
    guild,
    intents: intent.autoModerationConfiguration,
    needs: permission.manageGuild,
    data: () => ruleJson(guild, rule),
  });
}

function managed(call: BotCall): Guild {
  const guild = guildOf(call);
  requireInGuild(call.world, guild, call.application.user, permission.manageGuild);
  return guild;
}

function ruleIn(call: BotCall, guild: Guild): AutoModRule {
  const rule = guild.autoMod.get(idParam(call, 'rule'));
  if (!rule) throw refused('notFound');
  return rule;
}

/** What is left out stays. */
function ruleFrom(before: AutoModRule, wanted: Wanted): AutoModRule {
  const told = wanted.trigger_metadata ?? {};
  return {
    ...before,
    name: kept(wanted.name, before.name),
    eventType: kept(wanted.event_type, before.eventType),
    words: kept(told.keyword_filter, before.words),
    patterns: kept(told.regex_patterns, before.patterns),
    allowed: kept(told.allow_list, before.allowed),
    presets: kept(told.presets, before.presets),
    mentionLimit: kept(told.mention_total_limit, before.mentionLimit),
    raidProtection: kept(told.mention_raid_protection_enabled, before.raidProtection),
    actions: kept(wanted.actions?.map(actionFrom), before.actions),
    enabled: kept(wanted.enabled, before.enabled),
    exemptRoles: kept(wanted.exempt_roles, before.exemptRoles),
    exemptChannels: kept(wanted.exempt_channels, before.exemptChannels),
  };
}

const kept = <Value>(told: Value | null | undefined, before: Value): Value => told ?? before;

const actionFrom = ({ type, metadata }: z.output<typeof actionBody>) => ({
  type,
  channelId: metadata?.channel_id ?? undefined,
  seconds: metadata?.duration_seconds ?? undefined,
  message: metadata?.custom_message ?? undefined,
});

const mayTimeOut: readonly number[] = [triggerType.keyword, triggerType.mentions];

/** What the shape of a body cannot say. */
function requireFitting(call: BotCall, guild: Guild, rule: AutoModRule): void {
  const bad = rule.patterns.findIndex((pattern) => rustRegex(pattern) === undefined);
  if (bad >= 0)
    throw badField(
      ['trigger_metadata', 'regex_patterns', bad],
      'AUTO_MODERATION_INVALID_REGEX',
      'Regular expression is invalid',
    );
  if (rule.triggerType === triggerType.keyword && rule.allowed.length > 100)
    throw badField(
      ['trigger_metadata', 'allow_list'],
      'BASE_TYPE_MAX_LENGTH',
      'Must be 100 or fewer in length.',
    );
  for (const [at, { type, channelId }] of rule.actions.entries()) {
    if (type === actionType.timeout) {
      requireInGuild(call.world, guild, call.application.user, permission.moderateMembers);
      if (!mayTimeOut.includes(rule.triggerType))
        throw badField(['actions', at], 'AUTO_MODERATION_INVALID_ACTION_TYPE', 'Invalid action');
    }
    if (type === actionType.alert && !guild.channels.has(channelId ?? ''))
      throw refused('unknownChannel');
  }
}

const ruleJson = (guild: Guild, rule: AutoModRule): JsonObject => ({
  ...{ id: rule.id, guild_id: guild.id, name: rule.name, creator_id: rule.creatorId },
  ...{ event_type: rule.eventType, trigger_type: rule.triggerType, enabled: rule.enabled },
  trigger_metadata: metadataJson(rule),
  actions: rule.actions.map(actionJson),
  ...{ exempt_roles: rule.exemptRoles, exempt_channels: rule.exemptChannels },
});

function metadataJson(rule: AutoModRule): JsonObject {
  switch (rule.triggerType) {
    case triggerType.mentions:
      return {
        mention_total_limit: rule.mentionLimit,
        mention_raid_protection_enabled: rule.raidProtection,
      };
    case triggerType.preset:
      return { presets: rule.presets, allow_list: rule.allowed };
    case triggerType.spam:
      return {};
    default:
      return {
        ...{ keyword_filter: rule.words, regex_patterns: rule.patterns, allow_list: rule.allowed },
      };
  }
}

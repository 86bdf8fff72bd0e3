import {
  AutoModerationActionType,
  AutoModerationRuleEventType,
  AutoModerationRuleTriggerType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { NativeLook, NativeRule, StandingNativeRule } from '../../../core/native-rules.ts';

const texts = z
  .array(z.string())
  .nullish()
  .transform((all) => all ?? []);

const metadata = z.object({
  keyword_filter: texts,
  regex_patterns: texts,
  allow_list: texts,
  mention_total_limit: z
    .number()
    .nullish()
    .transform((limit) => limit ?? 0),
  mention_raid_protection_enabled: z.boolean().nullish(),
});

/** A rule as Discord lists it, as far as we look. */
export const standingRule = z.object({
  id: z.string(),
  name: z.string(),
  event_type: z.number(),
  trigger_type: z.number(),
  trigger_metadata: metadata.nullish().transform((told) => told ?? metadata.parse({})),
  actions: z.array(
    z.object({
      type: z.number(),
      metadata: z.object({ custom_message: z.string().nullish() }).nullish(),
    }),
  ),
  enabled: z.boolean(),
  exempt_roles: texts,
  exempt_channels: texts,
});
type Listed = z.output<typeof standingRule>;

/** What Discord is to keep. */
export function bodyOf({ name, look, tells, sparedRoles, sparedChannels }: NativeRule) {
  return {
    name,
    event_type: AutoModerationRuleEventType.MessageSend,
    ...(look.kind === 'mentions'
      ? {
          trigger_type: AutoModerationRuleTriggerType.MentionSpam,
          trigger_metadata: {
            mention_total_limit: look.most,
            mention_raid_protection_enabled: false,
          },
        }
      : {
          trigger_type: AutoModerationRuleTriggerType.Keyword,
          trigger_metadata: {
            ...{ keyword_filter: look.words, regex_patterns: look.patterns, allow_list: [] },
          },
        }),
    actions: [
      {
        type: AutoModerationActionType.BlockMessage,
        ...(tells !== '' && { metadata: { custom_message: tells } }),
      },
    ],
    enabled: true,
    exempt_roles: sparedRoles,
    exempt_channels: sparedChannels,
  };
}

/** The kind of a rule is fixed when it is made. */
export const changeOf = (rule: NativeRule): object => ({
  ...bodyOf(rule),
  trigger_type: undefined,
});

export function standingFrom(listed: Listed): StandingNativeRule {
  const { id, name, trigger_type: type } = listed;
  const rule = ruleFrom(listed);
  return { id, name, kind: kinds.get(type) ?? 'other', ...(rule && { rule }) };
}

const kinds: ReadonlyMap<number, NativeLook['kind']> = new Map([
  [AutoModerationRuleTriggerType.Keyword, 'words'],
  [AutoModerationRuleTriggerType.MentionSpam, 'mentions'],
]);

const sends: number = AutoModerationRuleEventType.MessageSend;
const blocks: number = AutoModerationActionType.BlockMessage;

/** Undefined for what does something else besides, or is switched off. */
function ruleFrom(listed: Listed): NativeRule | undefined {
  const [action, ...more] = listed.actions;
  const isPlain = listed.enabled && listed.event_type === sends;
  if (!isPlain || action?.type !== blocks || more.length > 0) return undefined;
  const look = lookFrom(listed);
  if (!look) return undefined;
  return {
    ...{ name: listed.name, look, tells: action.metadata?.custom_message ?? '' },
    sparedRoles: listed.exempt_roles.toSorted(),
    sparedChannels: listed.exempt_channels.toSorted(),
  };
}

function lookFrom({ trigger_type: type, trigger_metadata: told }: Listed): NativeLook | undefined {
  const kind = kinds.get(type);
  if (kind === 'mentions')
    return told.mention_raid_protection_enabled === true
      ? undefined
      : { kind, most: told.mention_total_limit };
  if (kind !== 'words' || told.allow_list.length > 0) return undefined;
  return { kind, words: told.keyword_filter, patterns: told.regex_patterns };
}

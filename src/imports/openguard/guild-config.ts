import type { Found } from '../../core/imports/imports.ts';
import type { Scope } from '../../core/settings/scope.ts';
import type { Plain } from '../json.ts';
import {
  type Rules,
  asNumber,
  asSeconds,
  asText,
  byRules,
  leftBecause,
  toSetting,
} from '../rules.ts';

const raidMode = toSetting('raid.mode', (value) =>
  value === true || value === 'true'
    ? 'live'
    : value === false || value === 'false'
      ? 'off'
      : undefined,
);
const raidJoins = toSetting('raid.joins', asNumber);
const raidWindow = toSetting('raid.windowMs', asSeconds);

const [ai, log] = [leftBecause('ai'), leftBecause('mod-log')];
const slowmode = leftBecause('slowmode');

/** What openguard keeps for a guild: the keys of `guild_config`, in its JSON file and its table alike. */
const rules: Rules = {
  PREFIX: toSetting('core.prefix', asText),
  LANGUAGE_CODE: toSetting('core.language', asText),
  RAID_DEFENSE_ENABLED: raidMode,
  RAID_DEFENSE_THRESHOLD: raidJoins,
  RAID_DEFENSE_TIMEFRAME: raidWindow,
  // Its dashboard wrote the same under these names, and its bot never read them.
  raid_defense_enabled: leftBecause('never-read'),
  raid_defense_threshold: leftBecause('never-read'),
  raid_defense_timeframe: leftBecause('never-read'),
  ...{ ENABLED: ai, AI_MODEL: ai, RULES_TEXT: ai, SERVER_RULES: ai, AI_ANALYSIS_MODE: ai },
  ...{ AI_EXCLUDED_CHANNELS: ai, AI_CHANNEL_RULES: ai, AI_KEYWORD_RULES: ai },
  ...{ TEST_MODE_ENABLED: ai, ACTION_CONFIRMATION_SETTINGS: ai, CONFIRMATION_PING_ROLE_ID: ai },
  ...{ SUICIDAL_PING_ROLE_ID: ai, NSFW_CHANNEL_IDS: ai, ai_actions_log_channel_id: log },
  ...{ MOD_LOG_CHANNEL_ID: log, moderation_log_channel_id: log, mod_log_channel_id: log },
  MODERATOR_ROLE_ID: leftBecause('roles'),
  SUGGESTIONS_CHANNEL_ID: leftBecause('suggestions'),
  VANITY_URL_LOCK: leftBecause('vanity'),
  VANITY_URL_NOTIFY_CHANNEL: leftBecause('vanity'),
  VANITY_URL_NOTIFY_TARGET: leftBecause('vanity'),
};

/** Names that begin so belong together. */
const families: Rules = { AUTO_RATE_: slowmode, message_rate_: slowmode };

export function guildConfigIn(
  values: Plain,
  spot: { from: string; scope: Scope },
): readonly Found[] {
  const own: Record<string, Rules[string]> = { ...rules };
  for (const name of Object.keys(values)) {
    const family = Object.keys(families).find((start) => name.startsWith(start));
    const rule = family === undefined ? undefined : families[family];
    if (rule && !Object.hasOwn(own, name)) own[name] = rule;
  }
  return byRules(values, own, spot);
}

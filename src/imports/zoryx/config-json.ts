import type { Found } from '../../core/imports/imports.ts';
import type { Scope } from '../../core/settings/scope.ts';
import type { Plain } from '../json.ts';
import { isSnowflake } from '../places.ts';
import {
  type Rule,
  type Rules,
  asNumber,
  asOneOf,
  asSeconds,
  asText,
  asYesNo,
  byRules,
  fixedAt,
  leave,
  leftBecause,
  toFile,
  toSetting,
} from '../rules.ts';

const owners: Rule = (value, { from }) => {
  if (!Array.isArray(value)) return [leave(from, 'type')];
  return value.map((one: unknown): Found => {
    const id = typeof one === 'string' || typeof one === 'number' ? String(one) : '';
    return isSnowflake(id)
      ? { kind: 'file', from, path: ['owners'], value: `discord:${id}`, add: true }
      : leave(from, 'type');
  });
};

const levels = asOneOf({
  ...{ debug: 'debug', info: 'info', warning: 'warn', error: 'error', critical: 'error' },
});

/** The config.json of Zoryx, as it writes it at its first start. */
const rules: Rules = {
  prefix: toSetting('core.prefix', asText),
  allow_mention_prefix: toSetting('core.mentionPrefix', asYesNo),
  owner_ids: owners,
  'cooldowns.default_rate': toSetting('guard.sameCommandMax', asNumber),
  'cooldowns.default_per': toSetting('guard.sameCommandWindowMs', asSeconds),
  'logging.level': toFile('log.level', levels),
  'logging.max_bytes': fixedAt(10_485_760),
  'logging.backup_count': fixedAt(5),
  command_permissions: leftBecause('grants'),
  auto_reload: leftBecause('extensions'),
  extensions: leftBecause('extensions'),
  status: leftBecause('presence'),
  database: leftBecause('one-database'),
  slash_limiter: leftBecause('slash'),
  framework: leftBecause('always'),
};

const sections = new Set(Object.keys(rules).map((path) => path.split('.')[0]));

export const isConfigJson = (values: Plain): boolean =>
  Object.keys(values).some((name) => sections.has(name));

export const configJsonIn = (values: Plain, file: string, scope: Scope): readonly Found[] =>
  byRules(values, rules, { from: file, scope });

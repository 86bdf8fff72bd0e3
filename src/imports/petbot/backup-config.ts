import type { Found } from '../../core/imports/imports.ts';
import { type Plain, isPlain } from '../json.ts';
import { type Rule, type Rules, byRules, leave, leftBecause, named, numberIn } from '../rules.ts';

/**
 * PetBot's backup_config.json. What it is for is written down (retention, compression, schedule, notifications), the
 * names in it are not; so a number counts by the kind of backup that its name speaks of, and what is not clear is left.
 */
const kinds = ['daily', 'weekly', 'monthly', 'manual'] as const;

const kindIn = (name: string): (typeof kinds)[number] | undefined => {
  const spoken = kinds.filter((kind) => name.toLowerCase().includes(kind));
  return spoken.length === 1 ? spoken[0] : undefined;
};

const retention: Rule = (value, spot) =>
  isPlain(value)
    ? Object.entries(value).flatMap(([name, count]) => keepOf(name, count, spot.from))
    : [leave(spot.from, 'type')];

function keepOf(name: string, count: unknown, from: string): readonly Found[] {
  const [kind, number, spot] = [kindIn(name), numberIn(count), `${from}.${named(name)}`];
  if (kind === undefined) return [leave(spot, 'unknown')];
  if (number === undefined || !Number.isInteger(number) || number < 0 || number > 1000)
    return [leave(spot, 'type')];
  return [{ kind: 'file', from: spot, path: ['backups', 'keep', kind], value: number }];
}

/** Whether something is switched on, as such or in a section of its own. */
function switched(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const inner = isPlain(value) ? value['enabled'] : undefined;
  return typeof inner === 'boolean' ? inner : undefined;
}

/** It knew gzip alone; what is on there is on here, with the better zstd. */
const compression: Rule = (value, { from }) => {
  const on = switched(value);
  const others = Object.keys(isPlain(value) ? value : {}).filter((name) => name !== 'enabled');
  return [onOrOff(on, from), ...others.map((name) => leave(`${from}.${named(name)}`, 'unknown'))];
};

function onOrOff(on: boolean | undefined, from: string): Found {
  if (on === undefined) return leave(from, 'type');
  if (on) return { kind: 'same', from };
  return { kind: 'file', from, path: ['backups', 'compression'], value: 'none' };
}

/** The hours or days that stand for what each kind does here in any case. */
const usual = { daily: [1, 24], weekly: [7, 168], monthly: [30, 720], manual: [] } as const;

const schedule: Rule = (value, { from }) => {
  const on = switched(value);
  const turn: readonly Found[] =
    on === undefined ? [] : [{ kind: 'file', from, path: ['backups', 'schedule'], value: on }];
  if (!isPlain(value)) return on === undefined ? [leave(from, 'type')] : turn;
  const inner = Object.entries(value).filter(([name]) => name !== 'enabled');
  return [
    ...turn,
    ...inner.flatMap(([name, one]) => [turnOf(name, one, `${from}.${named(name)}`)]),
  ];
};

function turnOf(name: string, value: unknown, from: string): Found {
  const kind = kindIn(name);
  if (typeof value === 'string' && /^\d{1,2}:\d{2}/.test(value)) return leave(from, 'zone');
  if (kind === undefined) return leave(from, 'unknown');
  const on = switched(value);
  if (on !== undefined) return on ? { kind: 'same', from } : leave(from, 'one-switch', { kind });
  const every = numberIn(value);
  if (every === undefined) return leave(from, 'type');
  return usual[kind].some((one) => one === every)
    ? { kind: 'same', from }
    : leave(from, 'fixed', { ours: kind });
}

const rules: Rules = {
  ...{ retention, retention_policy: retention, retention_policies: retention },
  ...{ keep: retention, backup_retention: retention },
  ...{ compression, compress: compression, compression_enabled: compression },
  ...{ schedule, automated_schedule: schedule, automatic_schedule: schedule, scheduling: schedule },
  monitoring: leftBecause('alerts'),
  notifications: leftBecause('alerts'),
  notification: leftBecause('alerts'),
  backup_dir: leftBecause('folder'),
  backup_directory: leftBecause('folder'),
  backup_path: leftBecause('folder'),
  admin_users: leftBecause('nicks'),
};

const known = (values: Plain): boolean => Object.keys(values).some((name) => name in rules);

/** The values themselves, where they stand in one section that holds everything. */
function unwrapped(values: Plain): Plain {
  const [only, ...more] = Object.values(values);
  return more.length === 0 && isPlain(only) && !known(values) && known(only) ? only : values;
}

export const isBackupConfig = (values: Plain): boolean => known(unwrapped(values));

export const backupConfigIn = (values: Plain, file: string): readonly Found[] =>
  byRules(unwrapped(values), rules, { from: file, scope: 'instance' });

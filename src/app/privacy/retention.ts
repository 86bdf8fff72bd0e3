import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { AuditStore } from '../../core/audit/store.ts';
import type { PrivacyStore } from '../../core/privacy/privacy-store.ts';
import { integer } from '../../core/settings/kinds.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import type { AgeColumn } from '../../storage/index.ts';
import { parts } from '../database.ts';
import type { ExportFolder } from './export-folder.ts';

export const dayMs = 86_400_000;
const auditDays = 'privacy.auditDays';
const exportDays = 'privacy.exportDays';
export const graceDays = 'privacy.graceDays';

/** Tables whose rows are kept for a time, each with its setting. */
const ages: readonly AgeColumn[] = parts.flatMap((part) => part.ages ?? []);

/** Days for each kind of data. */
export const retentionSettings: SettingSet = {
  [graceDays]: integer({
    ...{ default: 30, min: 1, max: 365 },
    text: 'Days after which everything about a space is forgotten that the bot has left.',
  }),
  [auditDays]: integer({
    ...{ default: 730, min: 0, max: 3650 },
    text: 'Days that the audit log is kept; 0: for ever.',
  }),
  [exportDays]: integer({
    ...{ default: 7, min: 1, max: 90 },
    text: 'Days after which files made by "privacy export" are removed.',
  }),
  ...Object.fromEntries(
    ages.flatMap(({ setting, declares }) =>
      declares === undefined
        ? []
        : [[setting, integer({ ...declares, default: declares.days })] as const],
    ),
  ),
};

/** Every setting that says how long something is kept. */
export const retentionNames: readonly string[] = [
  ...new Set([...Object.keys(retentionSettings), ...ages.map(({ setting }) => setting)]),
];

interface Parts {
  readonly settings: Pick<Settings, 'readNumber'>;
  readonly store: Pick<PrivacyStore, 'expire'>;
  readonly audit: Pick<AuditStore, 'trim'>;
  readonly exports: Pick<ExportFolder, 'removeBefore'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** Lets go of everything that was kept long enough. */
export async function expireAll({ settings, store, audit, exports, clock, log }: Parts) {
  const nowMs = clock.now();
  const beforeMs = (setting: string): number | undefined => {
    const days = settings.readNumber(setting, {});
    return days === 0 ? undefined : nowMs - days * dayMs;
  };
  const tell = (what: string, count: number): void => {
    if (count > 0) log.info({ what, count }, 'Removed what was kept long enough');
  };
  for (const age of ages) {
    const before = beforeMs(age.setting);
    if (before !== undefined) tell(age.table, await store.expire(age, before));
  }
  const before = beforeMs(auditDays);
  if (before !== undefined) tell('audit', await audit.trim(before, nowMs));
  tell('exports', await exports.removeBefore(beforeMs(exportDays) ?? 0));
}

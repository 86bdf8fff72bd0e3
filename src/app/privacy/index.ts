/** What is kept of people, and how it is let go of: every part that knows something, put together. */
import { z } from 'zod';
import { CastellanError } from '../../base/errors.ts';
import { personalAudit } from '../../core/audit/personal.ts';
import { auditStore } from '../../core/audit/store.ts';
import type { ErasePreview, PrivacyDesk } from '../../core/privacy/desk.ts';
import type { ErasureMark } from '../../core/privacy/ledger.ts';
import { privacyStore } from '../../core/privacy/privacy-store.ts';
import {
  type PersonalHook,
  type PersonalReport,
  type Privacy,
  privacy,
} from '../../core/privacy/privacy.ts';
import { personalSettings } from '../../core/settings/personal.ts';
import { personalValueStore } from '../../core/values/personal-store.ts';
import { personalValues } from '../../core/values/personal.ts';
import { valueStore } from '../../core/values/store.ts';
import type { Guard } from '../../guard/index.ts';
import type { Database } from '../../storage/index.ts';
import { parts } from '../database.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { openErasureFile } from './erasure-file.ts';
import { exportFolder, type ExportFolder } from './export-folder.ts';
import { personalGuard } from './personal-guard.ts';
import { expireAll, retentionNames, retentionSettings } from './retention.ts';
import { watchLeaving } from './left-spaces.ts';

export interface OpenPrivacy {
  readonly desk: PrivacyDesk;
  /** Hears of spaces that are left, or come back to. Never throws, never waits. */
  readonly watch: ReturnType<typeof watchLeaving>;
}

interface Parts {
  readonly database: Database;
  readonly registries: Registries;
  readonly guard: Guard;
  /** What others keep of people: raids, recordings. */
  readonly others: readonly PersonalHook[];
}

export async function openPrivacy(
  surroundings: Surroundings,
  { database, registries, guard, others }: Parts,
): Promise<OpenPrivacy> {
  const { config, clock, random, log, life } = surroundings;
  const { jobs, keep, ports } = registries;
  const { settings, settingsDesk, permissions } = ports;
  life.own(settings.declare(retentionSettings));
  const store = privacyStore(database, parts);
  const audit = auditStore(database, random);
  const ledger = openErasureFile({ folder: config.data, random, log });
  const mark = markIn(keep, `privacy.erasures.${ledger.id}`);
  const port = privacy({ store, ledger, mark, clock, random });
  const hooks = [
    ...[personalSettings(settings, settingsDesk.staged), personalGuard({ guard, keep, clock })],
    ...[...others, valuesOfModules(database, clock), rereading(permissions), personalAudit(audit)],
  ];
  for (const hook of hooks) port.add(hook);
  insistOn(hooks);
  await eraseRestored(port, registries, log);

  const exports = exportFolder(config.data, random);
  const expiring = { settings, store, audit, exports, clock, log };
  life.own(jobs.run('privacy.expire', () => expireAll(expiring)));
  // At night in UTC, whenever that is for whom; after downtime once.
  await jobs.cron({
    id: 'privacy.expire',
    kind: 'privacy.expire',
    payload: {},
    cron: '40 3 * * *',
  });
  return {
    desk: deskOf(surroundings, { port, exports, registries }),
    watch: watchLeaving(surroundings, registries, port),
  };
}

const valuesOfModules = (database: Database, clock: Surroundings['clock']): PersonalHook =>
  personalValues({ all: personalValueStore(database), values: valueStore(database), clock });

/** A part that leaves a column to a hook which nobody gave would keep it for ever. */
function insistOn(hooks: readonly PersonalHook[]): void {
  const wanted = parts
    .flatMap(({ columns = {} }) => Object.values(columns))
    .flatMap(({ hooked = {} }) => Object.values(hooked));
  const missing = wanted.filter((name) => hooks.every((hook) => hook.name !== name));
  if (missing.length > 0)
    throw new CastellanError('broken-invariant', `Nobody erases for: ${missing.join(', ')}`);
}

/** Those who were erased after the backup was made that this database comes from. */
async function eraseRestored(
  port: Privacy,
  { ports: { alerts } }: Registries,
  log: Surroundings['log'],
): Promise<void> {
  const count = await port.eraseAgain();
  if (count === 0) return;
  log.warn({ count }, 'People who had been erased were in the database again, and were erased');
  const text = { key: 'privacy.alert.again', facts: { count } };
  alerts.raise({ subject: 'privacy:again', tone: 'info', text });
}

const markIn = (keep: Registries['keep'], name: string): ErasureMark => ({
  get: () => Number(keep.load(name) ?? 0),
  async set(seen) {
    keep.save(name, String(seen));
    await keep.settled();
  },
});

/** What was read into memory at the start follows the database. */
function rereading(permissions: Registries['ports']['permissions']): PersonalHook {
  const again = () => permissions.reload().then(() => 0);
  return { name: 'permissions', tell: () => Promise.resolve([]), erase: again, forget: again };
}

interface Desk {
  readonly port: Privacy;
  readonly exports: ExportFolder;
  readonly registries: Registries;
}

function deskOf({ log }: Surroundings, { port, exports, registries }: Desk): PrivacyDesk {
  const { audit, ports } = registries;
  const reportOn: Privacy['report'] = async (actor) => {
    // What was noted a moment ago is part of it.
    await audit.settled();
    return port.report(actor);
  };
  return {
    look: async (actor) => summaryOf(await reportOn(actor)),
    async export(actor) {
      const report = await reportOn(actor);
      return { ...summaryOf(report), path: await exports.write(report) };
    },
    async erase(actor, by) {
      await audit.settled();
      const erased = await port.erase(actor, by);
      log.info({ ...erased }, 'Erased a person');
      return erased;
    },
    ask({ actor, name }) {
      const text = { key: 'privacy.alert.asked', facts: { actor, name } };
      ports.alerts.raise({ subject: `privacy:asked:${actor}`, tone: 'info', text });
    },
    retention: () =>
      retentionNames.map((setting) => ({
        setting,
        days: ports.settings.readNumber(setting, {}),
      })),
  };
}

/** One thing, or as many as it says that it stands for. */
const countOf = (known: unknown): number => standingForMany.safeParse(known).data?.count ?? 1;

const standingForMany = z.object({ count: z.int() });

function summaryOf({ actor, names, tables, others }: PersonalReport): ErasePreview {
  const counts = new Map<string, number>();
  const add = (kind: string, count: number): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  };
  for (const { table, rows } of tables) add(table, rows.length);
  for (const { name, known } of others)
    add(
      name,
      known.reduce<number>((sum, one) => sum + countOf(one), 0),
    );
  const kinds = [...counts].map(([kind, count]) => ({ kind, count }));
  return { actor, names, kinds, total: kinds.reduce((sum, { count }) => sum + count, 0) };
}

import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import { type Audit, bounded, openAudit } from '../core/audit/audit.ts';
import { type AuditStore, auditStore } from '../core/audit/store.ts';
import { communityOf } from '../core/community.ts';
import { coreSettings } from '../core/core-settings.ts';
import type { Jobs } from '../core/jobs/jobs.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import { type SettingsDesk, settingsDesk } from '../core/settings/desk.ts';
import { followOthers } from '../core/settings/follow-others.ts';
import { placeOf, readScope } from '../core/settings/scope.ts';
import { type Settings, openSettings } from '../core/settings/settings.ts';
import { stagedStore } from '../core/settings/staged-store.ts';
import { type Alongside, settingsChannel, settingsStore } from '../core/settings/store.ts';
import { type Database, listenTo } from '../storage/index.ts';
import type { Config } from './config-schema.ts';

interface Parts {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly life: Lifetime;
  readonly secrets: Secrets;
  readonly jobs: Jobs;
  readonly onlyOneCommand?: boolean;
}

export interface SettingsParts {
  readonly settings: Settings;
  readonly settingsDesk: SettingsDesk;
  readonly audit: Audit;
}

/** Settings, what people do with them, and the log that every change of them is written into. */
export async function openSettingsParts(database: Database, parts: Parts): Promise<SettingsParts> {
  const { config, clock, random, log, life, secrets, jobs } = parts;
  const kept = auditStore(database, random);
  const store = settingsStore(database, intoAudit(kept));
  const settings = await openSettings({
    ...{ store, clock, log, secrets },
    fromFile: {
      'core.prefix': config.prefix,
      'core.mentionPrefix': config.mention_prefix,
      'core.language': config.language,
    },
  });
  settings.declare(coreSettings);
  // A file has one Castellan; what else writes into it goes through that one.
  if (database.dialect === 'postgres') followOthers(settings, { clock, log, life, ...told(parts) });
  if (!parts.onlyOneCommand) await closeInterrupted(kept, clock.now(), log);
  return {
    settings,
    settingsDesk: settingsDesk({
      ...{ settings, store, stagedStore: stagedStore(database), jobs, clock, random, log },
    }),
    audit: openAudit({ store: kept, clock, log, life }),
  };
}

/**
 * What began before this start, and did not end, never will. Where several processes share a database, one may still be
 * at it: what it says in the end holds.
 */
async function closeInterrupted(audit: AuditStore, nowMs: number, log: Log): Promise<void> {
  const acts = await audit.closeInterrupted(nowMs);
  if (acts > 0)
    log.warn({ acts }, 'Acts were interrupted when Castellan last ended; "audit list" shows them');
}

/** One command is over before anything could be heard. */
const told = ({ config: { database }, onlyOneCommand = false, clock, log, life }: Parts) =>
  database === undefined || onlyOneCommand
    ? {}
    : {
        listen: (onNotice: () => void) =>
          listenTo(database, settingsChannel, { clock, log, life, onNotice }),
      };

/** A change and its entry are written together, or neither is. */
const intoAudit =
  (audit: AuditStore): Alongside =>
  async (transaction, revisions, { community }) => {
    for (const { scope, name, before, after, by, via, note, atMs } of revisions) {
      const whose = communityIn(scope) ?? community;
      const entry = {
        ...({ actor: by, via, outcome: 'done', object: `${name} in ${scope}` } as const),
        action: note === '' ? `setting ${after === null ? 'reset' : 'set'}` : `setting ${note}`,
        ...(before !== null && { before }),
        ...(after !== null && { after }),
        ...(whose !== undefined && { community: whose }),
      };
      await audit.appendIn(transaction, bounded(entry), atMs);
    }
  };

/** A channel alone does not tell whose it is; who changed it there does. */
function communityIn(text: string): string | undefined {
  const scope = readScope(text);
  if (scope === undefined) return undefined;
  const { space, community } = placeOf(scope);
  return community ?? (space && communityOf(space));
}

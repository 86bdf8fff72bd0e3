import { type Result, ok, refuse } from '../base/result.ts';
import type { Actor } from '../core/actor.ts';
import type {
  Activity,
  Backup,
  BackupStats,
  Backups,
  CleanupPlan,
  CreateOptions,
  Elsewhere,
  OnStep,
  RestorePreview,
  RestoreStaged,
  ScheduleState,
} from '../core/backups/backups.ts';
import { backupTypes } from '../core/backups/backups.ts';
import type { DatabaseFacts } from '../storage/facts.ts';
import {
  type Confirmations,
  confirmWithinMs,
  confirmations,
} from '../core/commands/confirmations.ts';
import type { BackupsConfig } from './config.ts';
import { createBackup } from './create.ts';
import { drillBackup } from './drill.ts';
import { freeBytes, inFolder, makeFolder, writeWhole } from './files.ts';
import { readIdentities } from './identities.ts';
import { fileName } from './name.ts';
import { type Begun, OneAtATime } from './one-at-a-time.ts';
import type { BackupParts } from './options.ts';
import { attempting, damageOf } from './refusals.ts';
import { stageRestore, unfit } from './restore/stage.ts';
import { type Limits, isVerified, planOf } from './retention.ts';
import { type Schedule, noSchedule } from './schedule.ts';
import { withScratch } from './scratch.ts';
import { type Shelf, folderShelf } from './shelf.ts';
import { fetchBackup, lookElsewhere } from './vaults/copies.ts';
import { checkSealed, checkWhole } from './verify.ts';

/** What the program can tell of its schema. */
export interface SchemaSource {
  /** The structure of every table, as plain data. */
  readonly structure: () => Promise<Readonly<Record<string, unknown>>>;
}

export interface OpenBackupsParts extends BackupParts, SchemaSource {
  /** Absent where nothing comes by itself. */
  readonly schedule?: Schedule;
}

/** Backups of the database of this program. */
export function openBackups(parts: OpenBackupsParts): Backups {
  return new Keeper(parts);
}

export const backupFolder = ({ config, data }: Pick<BackupParts, 'config' | 'data'>): string =>
  config.folder ?? inFolder(data, 'backups');

class Keeper implements Backups {
  readonly #parts: OpenBackupsParts;
  readonly #shelf: Shelf;
  readonly #confirm: Confirmations;
  readonly #schedule: Schedule;
  readonly #work: OneAtATime;

  constructor(parts: OpenBackupsParts) {
    this.#parts = parts;
    this.#shelf = folderShelf(backupFolder(parts));
    this.#confirm = confirmations(parts.clock, parts.random);
    this.#schedule = parts.schedule ?? noSchedule(parts);
    this.#work = new OneAtATime(parts.clock);
  }

  async list(): Promise<readonly Backup[]> {
    return (await this.#shelf.look()).backups;
  }

  async find(text: string): Promise<Result<Backup>> {
    const wanted = text.trim().toLowerCase();
    const all = await this.list();
    const exact = all.find(
      (one) => one.id.toLowerCase() === wanted || fileName(one.id, one).toLowerCase() === wanted,
    );
    if (exact) return ok(exact);
    const [only, ...more] = wanted === 'latest' ? all.slice(0, 1) : all.filter(named(wanted));
    if (only === undefined || wanted === '') return refuse('backup.none', { typed: text });
    return more.length === 0 ? ok(only) : refuse('backup.several', { typed: text });
  }

  create(options: CreateOptions): Promise<Result<Backup>> {
    return this.#work.run({ what: 'create', onStep: options.onStep }, async (onStep) => {
      const made = await createBackup(this.#parts, this.#shelf, { ...options, onStep });
      if (made.ok) await this.cleanup();
      return made;
    });
  }

  verify(id: string, onStep?: OnStep): Promise<Result<Backup>> {
    return this.#with({ what: 'verify', id, onStep }, (backup, tell) =>
      this.#verified(backup, tell),
    );
  }

  async preview(id: string, by: Actor): Promise<Result<RestorePreview>> {
    const found = await this.find(id);
    if (!found.ok) return found;
    const { value: backup } = found;
    const fits = unfit(this.#parts, backup);
    if (!fits.ok) return fits;
    const { clock, engine, life } = this.#parts;
    const now = await engine.count(life.signal);
    return ok({
      ...{ backup, ageMs: Math.max(0, clock.now() - backup.createdAtMs) },
      changes: changesBetween(now, backup),
      code: this.#confirm.ask(by.id, actOf(backup)),
      validMs: confirmWithinMs,
    });
  }

  async restore(
    id: string,
    by: Actor,
    code: string,
    { onStep }: { readonly onStep?: OnStep } = {},
  ): Promise<Result<RestoreStaged>> {
    const found = await this.find(id);
    if (!found.ok) return found;
    const { value: backup } = found;
    if (!this.#confirm.take(by.id, actOf(backup), code)) return refuse('backup.confirm');
    return this.#work.run({ what: 'restore', id: backup.id, onStep }, (tell) =>
      this.#restore(backup, by, tell),
    );
  }

  drill(id?: string, onStep?: OnStep): Promise<Result<Backup>> {
    const begun = { what: 'drill', ...(id !== undefined && { id }), onStep } as const;
    return this.#work.run(begun, async (tell) => {
      const found = id === undefined ? await this.#newestGood() : await this.find(id);
      if (!found.ok) return found;
      return drillBackup(this.#parts, this.#shelf, { backup: found.value, onStep: tell });
    });
  }

  change(
    id: string,
    { pinned, note }: { readonly pinned?: boolean; readonly note?: string },
  ): Promise<Result<Backup>> {
    return this.#with({ what: 'change', id }, async (backup) => {
      const changed = {
        ...backup,
        ...(pinned !== undefined && { pinned }),
        ...(note !== undefined && { note }),
      };
      await this.#shelf.update(changed);
      return ok(changed);
    });
  }

  remove(id: string): Promise<Result<Backup>> {
    return this.#with({ what: 'change', id }, async (backup) => {
      const newestVerified = (await this.list()).find(isVerified);
      if (newestVerified?.id === backup.id) return refuse('backup.last-good', { id: backup.id });
      if (backup.pinned) return refuse('backup.pinned', { id: backup.id });
      await this.#shelf.remove(backup);
      return ok(backup);
    });
  }

  async stats(): Promise<BackupStats> {
    const { backups, strays } = await this.#shelf.look();
    await makeFolder(this.#shelf.folder);
    const [newest, oldest] = [backups[0], backups.at(-1)];
    const { maxBytes } = limitsOf(this.#parts.config);
    const proven = [...backups].sort(
      (a, b) => (b.certificate?.atMs ?? 0) - (a.certificate?.atMs ?? 0),
    )[0];
    return {
      ...{ count: backups.length, bytes: sum(backups, 'bytes'), strays },
      plainBytes: sum(backups, 'plainBytes'),
      byType: backupTypes.map((type) => {
        const ofType = backups.filter((one) => one.type === type);
        const keep = this.#parts.config.keep[type];
        return { type, count: ofType.length, bytes: sum(ofType, 'bytes'), keep };
      }),
      freeBytes: await (this.#parts.freeBytes ?? freeBytes)(this.#shelf.folder),
      ...(maxBytes !== undefined && { maxBytes }),
      ...(oldest && { oldestMs: oldest.createdAtMs }),
      ...(newest && { newestMs: newest.createdAtMs }),
      ...(proven?.certificate && {
        lastProven: { id: proven.id, certificate: proven.certificate },
      }),
    };
  }

  async planCleanup(): Promise<CleanupPlan> {
    return planOf(await this.list(), limitsOf(this.#parts.config), this.#parts.clock.now());
  }

  async cleanup(): Promise<CleanupPlan> {
    const plan = await this.planCleanup();
    for (const { backup, why } of plan.remove) {
      await this.#shelf.remove(backup);
      this.#parts.log.info({ backup: backup.id, why }, 'A backup beyond the limits was taken away');
    }
    return plan;
  }

  async schedule(): Promise<ScheduleState> {
    return this.#schedule.state(await this.list());
  }

  async switchSchedule(on: boolean): Promise<ScheduleState> {
    await this.#schedule.switch(on, await this.list());
    return this.schedule();
  }

  now = (): Activity | undefined => this.#work.now;

  follow(listener: (activity: Activity | undefined) => void): () => void {
    return this.#work.follow(listener);
  }

  async placeOf(id: string): Promise<Result<string>> {
    const found = await this.find(id);
    return found.ok ? ok(this.#shelf.fileOf(found.value)) : found;
  }

  elsewhere(): Promise<readonly Elsewhere[]> {
    return withScratch(this.#shelf.folder, (scratch) => lookElsewhere(this.#parts, scratch));
  }

  fetch(id: string, onStep?: OnStep): Promise<Result<Backup>> {
    return this.#work.run({ what: 'fetch', id, onStep }, (tell) =>
      attempting(this.#shelf.folder, () =>
        fetchBackup(this.#parts, this.#shelf, { id, onStep: tell }),
      ),
    );
  }

  async exportSchema(): Promise<{ readonly file: string; readonly tables: number }> {
    const structure = await this.#parts.structure();
    const stamp = new Date(this.#parts.clock.now()).toISOString().slice(0, 19);
    const name = `database_structure_${stamp.replace(/[-:]/g, '').replace('T', '_')}.json`;
    await makeFolder(this.#shelf.folder);
    const file = inFolder(this.#shelf.folder, name);
    await writeWhole(file, `${JSON.stringify(structure, null, 2)}\n`);
    const { tables } = structure;
    return { file, tables: Array.isArray(tables) ? tables.length : 0 };
  }

  async #restore(backup: Backup, by: Actor, onStep: OnStep): Promise<Result<RestoreStaged>> {
    const safety = await createBackup(this.#parts, this.#shelf, {
      ...{ type: 'safety', author: by.id, label: 'before a restore', onStep },
    });
    if (!safety.ok) {
      const { damage } = safety.error.facts;
      return damage === undefined ? safety : refuse('backup.safety-failed', { damage });
    }
    const staged = await attempting(this.#shelf.folder, () =>
      stageRestore(this.#parts, {
        ...{ backup, file: this.#shelf.fileOf(backup), by: by.id },
        ...{ safety: safety.value.id, onStep },
      }),
    );
    if (!staged.ok) return staged;
    const { restart } = this.#parts;
    // A moment, so that the answer reaches whoever asked.
    if (restart) this.#parts.life.own(this.#parts.clock.after(restartAfterMs, restart));
    return ok({ backup, safety: safety.value.id, restarting: restart !== undefined });
  }

  async #verified(backup: Backup, onStep: OnStep): Promise<Result<Backup>> {
    const { engine, config, life, clock } = this.#parts;
    const identities = backup.encrypted ? await readIdentities(config.identity_file) : [];
    const sealed = backup.encrypted && identities.length === 0;
    const work = { file: this.#shelf.fileOf(backup), claim: backup, onStep, signal: life.signal };
    try {
      if (sealed) await checkSealed(work);
      else
        await withScratch(this.#shelf.folder, (scratch) =>
          checkWhole({ ...work, engine, identities }, scratch),
        );
      return await this.#proven(backup, {
        state: sealed ? 'sealed' : 'verified',
        atMs: clock.now(),
      });
    } catch (failure) {
      const damage = damageOf(failure);
      // A key that does not fit says nothing about the backup.
      if (damage === undefined || damage === 'wrong_key' || damage === 'no_identity') throw failure;
      await this.#proven(backup, { state: 'damaged', atMs: clock.now(), damage });
      return refuse('backup.damaged', { damage });
    }
  }

  async #proven(backup: Backup, proof: Backup['proof']): Promise<Result<Backup>> {
    const proven = { ...backup, proof };
    await this.#shelf.update(proven);
    return ok(proven);
  }

  async #newestGood(): Promise<Result<Backup>> {
    const found = (await this.list()).find(isVerified);
    return found ? ok(found) : refuse('backup.none', { typed: '' });
  }

  /** Finds it, and works on it while nothing else is done. */
  #with(
    begun: Begun & { readonly id: string },
    work: (backup: Backup, onStep: OnStep) => Promise<Result<Backup>>,
  ): Promise<Result<Backup>> {
    return this.#work.run(begun, async (onStep) => {
      const found = await this.find(begun.id);
      return found.ok ? attempting(this.#shelf.folder, () => work(found.value, onStep)) : found;
    });
  }
}

/** What a code confirms: this backup, with these bytes. */
const actOf = ({ id, sha256 }: Backup): string => `restore ${id} ${sha256}`;

const limitsOf = ({ keep, max_total_mb: megabytes }: BackupsConfig): Limits => ({
  keep,
  maxBytes: megabytes === undefined ? undefined : megabytes * 1e6,
});

const restartAfterMs = 1500;

const named =
  (part: string) =>
  ({ id, label }: Backup): boolean =>
    id.toLowerCase().includes(part) || label?.toLowerCase() === part;

const sum = (backups: readonly Backup[], what: 'bytes' | 'plainBytes'): number =>
  backups.reduce((total, one) => total + one[what], 0);

function changesBetween(now: DatabaseFacts, { tables }: Backup): RestorePreview['changes'] {
  const names = [...new Set([...Object.keys(now.tables), ...Object.keys(tables)])];
  return names
    .map((table) => ({ table, now: now.tables[table] ?? 0, then: tables[table] ?? 0 }))
    .filter((one) => one.now !== one.then)
    .sort((a, b) => Math.abs(b.now - b.then) - Math.abs(a.now - a.then));
}

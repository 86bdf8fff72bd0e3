import { type Result, ok, refuse } from '../base/result.ts';
import type { Backup, OnStep } from '../core/backups/backups.ts';
import { inFolder } from './files.ts';
import { readIdentities } from './identities.ts';
import type { BackupParts } from './options.ts';
import { attempting } from './refusals.ts';
import { withScratch } from './scratch.ts';
import type { Shelf } from './shelf.ts';
import { unfit } from './restore/stage.ts';
import { unpackChecked } from './verify.ts';

/** Restores a backup into a scratch place, opens it there as the program would, and keeps what was found in its manifest. */
export function drillBackup(
  parts: BackupParts,
  shelf: Shelf,
  { backup, onStep }: { readonly backup: Backup; readonly onStep: OnStep },
): Promise<Result<Backup>> {
  const { engine, config, life, clock, product } = parts;
  const { signal } = life;
  return attempting(shelf.folder, async () => {
    const fits = unfit(parts, backup);
    if (!fits.ok) return fits;
    const fromMs = clock.monotonic();
    return withScratch(shelf.folder, async (scratch) => {
      const to = inFolder(scratch, 'drill.db');
      const identities = await readIdentities(config.identity_file);
      const file = shelf.fileOf(backup);
      await unpackChecked({ engine, file, claim: backup, identities, to, onStep, signal });
      onStep({ step: 'trying', done: 0 });
      const place = await engine.scratch(to, backup.tables, signal);
      try {
        const { problems } = await parts.tryOut(place.url);
        if (problems[0] !== undefined) return refuse('backup.drill-failed', { why: problems[0] });
      } finally {
        await place.remove();
      }
      const rows = Object.values(backup.tables);
      const proven: Backup = {
        ...backup,
        proof: { state: 'verified', atMs: clock.now() },
        certificate: {
          ...{ atMs: clock.now(), tookMs: Math.round(clock.monotonic() - fromMs), product },
          ...{ tables: rows.length, rows: rows.reduce((sum, one) => sum + one, 0) },
        },
      };
      await shelf.update(proven);
      return ok(proven);
    });
  });
}

import { CastellanError, messageOf } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Backup, Elsewhere, OnStep } from '../../core/backups/backups.ts';
import type { CopyConfig } from '../config.ts';
import { readIdentities } from '../identities.ts';
import type { BackupParts } from '../options.ts';
import { beyondLimits } from '../retention.ts';
import { withScratch } from '../scratch.ts';
import type { Shelf } from '../shelf.ts';
import { checkSealed, checkWhole } from '../verify.ts';
import type { Blobs } from './blobs.ts';
import { folderBlobs } from './folder-blobs.ts';
import { type Vault, chunkVault, wholeVault } from './vault.ts';

interface Place {
  readonly vault: Vault;
  readonly config: CopyConfig;
}

/** Works with the other places of the configuration. What S3 or SFTP needs is loaded where there is one. */
async function withPlaces<Value>(
  { config }: Pick<BackupParts, 'config'>,
  work: (places: readonly Place[]) => Promise<Value>,
): Promise<Value> {
  const places = await Promise.all(
    config.copies.map(async (copy) => {
      const blobs = await blobsOf(copy);
      const vault = copy.incremental ? chunkVault(blobs, config.encrypt_to) : wholeVault(blobs);
      return { vault, config: copy };
    }),
  );
  try {
    return await work(places);
  } finally {
    await Promise.all(places.map(({ vault }) => vault.end()));
  }
}

async function blobsOf(copy: CopyConfig): Promise<Blobs> {
  const { folder, sftp, s3, region, access_key, secret_key } = copy;
  if (folder !== undefined) return folderBlobs(folder);
  if (sftp !== undefined) {
    const { sftpBlobs } = await import('./sftp-blobs.ts');
    const { host_key: hostKey, private_key: privateKey, private_key_file: privateKeyFile } = copy;
    const { password, passphrase } = copy;
    return sftpBlobs({ url: sftp, hostKey, password, passphrase, privateKey, privateKeyFile });
  }
  const { s3Blobs } = await import('./s3-blobs.ts');
  if (s3 === undefined || access_key === undefined || secret_key === undefined)
    throw new CastellanError('broken-invariant', 'The configuration lets no such copy through');
  return s3Blobs({ url: s3, region, accessKey: access_key, secretKey: secret_key });
}

export interface Copying {
  readonly shelf: Shelf;
  readonly backup: Backup;
  /** The checked content. */
  readonly plain: string;
  readonly scratch: string;
  readonly onStep: OnStep;
}

/** Keeps a backup in every other place as well. A place that fails is told to operators; the backup itself is good. */
export const withCopies = (parts: BackupParts, copying: Copying): Promise<Backup> =>
  withPlaces(parts, (places) =>
    places.length === 0 ? Promise.resolve(copying.backup) : copyTo(places, parts, copying),
  );

async function copyTo(
  places: readonly Place[],
  parts: BackupParts,
  { shelf, backup, plain, onStep }: Copying,
): Promise<Backup> {
  const kept: string[] = [];
  for (const [number, { vault, config }] of places.entries()) {
    onStep({ step: 'storing', done: number / places.length });
    try {
      await withScratch(shelf.folder, async (scratch) => {
        const from = { file: shelf.fileOf(backup), plain, scratch, signal: parts.life.signal };
        await vault.keep(backup, from);
        const keep = config.keep ?? parts.config.keep;
        const surplus = beyondLimits(await vault.list(scratch), { keep });
        for (const { backup: old } of surplus) await vault.remove(old, scratch);
      });
      kept.push(vault.place);
    } catch (failure) {
      if (parts.life.signal.aborted) throw failure;
      tellFailure(parts, { backup, place: vault.place, why: messageOf(failure) });
    }
  }
  const copied = { ...backup, copies: kept };
  await shelf.update(copied);
  return copied;
}

function tellFailure(
  { log, alerts }: Pick<BackupParts, 'log' | 'alerts'>,
  { backup: { id }, place, why }: { backup: Backup; place: string; why: string },
): void {
  log.warn({ backup: id, place, why }, 'A backup could not be kept elsewhere');
  const text = { key: 'backup.alert.copy-failed', facts: { id, place, why } };
  alerts.raise({ subject: `backup:copy:${place}`, tone: 'error', text });
}

export const lookElsewhere = (parts: BackupParts, scratch: string): Promise<readonly Elsewhere[]> =>
  withPlaces(parts, async (places) => {
    const found: Elsewhere[] = [];
    for (const { vault } of places) {
      try {
        found.push({ place: vault.place, backups: await vault.list(scratch) });
      } catch (failure) {
        found.push({ place: vault.place, backups: [], problem: messageOf(failure) });
      }
    }
    return found;
  });

/** Brings a backup from the first place that has it, checks it wholly, and puts it on the shelf. */
export const fetchBackup = (
  parts: BackupParts,
  shelf: Shelf,
  wanted: Wanted,
): Promise<Result<Backup>> =>
  withPlaces(parts, (places) => fetchFrom(places, parts, { shelf, ...wanted }));

interface Wanted {
  readonly id: string;
  readonly onStep: OnStep;
}

async function fetchFrom(
  places: readonly Place[],
  parts: BackupParts,
  { shelf, id, onStep }: Wanted & { readonly shelf: Shelf },
): Promise<Result<Backup>> {
  const { engine, config, clock, life } = parts;
  const identities = await readIdentities(config.identity_file);
  for (const { vault } of places) {
    const fetched = await withScratch(shelf.folder, async (scratch) => {
      const backup = (await vault.list(scratch)).find((one) => one.id === id);
      if (!backup) return undefined;
      const { file, claim } = await vault.fetch(backup, scratch, identities);
      const check = { engine, file, claim, identities, onStep, signal: life.signal };
      // Without the key, it can at least be seen that the bytes are the right ones.
      if (claim.encrypted && identities.length === 0) await checkSealed(check);
      else await checkWhole(check, scratch);
      const here: Backup = { ...claim, proof: { state: 'verified', atMs: clock.now() } };
      await shelf.add(here, file);
      return here;
    });
    if (fetched) return ok(fetched);
  }
  return refuse('backup.none', { typed: id });
}

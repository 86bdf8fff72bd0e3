import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type Result, ok, refuse } from '../base/result.ts';
import type { Backup, OnStep } from '../core/backups/backups.ts';
import { inFolder } from './files.ts';
import { readIdentities } from './identities.ts';
import { readManifest } from './manifest.ts';
import { backupId, manifestName, partsOfFile, partsOfId } from './name.ts';
import type { BackupParts } from './options.ts';
import { attempting } from './refusals.ts';
import { withScratch } from './scratch.ts';
import { runTask } from './work/run-task.ts';
import { unpack } from './work/unpack.ts';

/**
 * The backup that a file is: as its manifest beside it tells, or, where none is, as the file itself shows
 * when it is unpacked and looked through. For the command line: people in chat only choose from the catalogue.
 */
export async function backupInFile(
  parts: BackupParts,
  file: string,
  onStep: OnStep,
): Promise<Result<Backup>> {
  const packing = partsOfFile(basename(file));
  if (!packing) return refuse('backup.none', { typed: file });
  const id = basename(file).replace(/\.db(\.zst|\.gz)?(\.age)?$/, '');
  const beside = inFolder(dirname(file), manifestName(id));
  const known = readManifest(await readFile(beside, 'utf8').catch(() => ''));
  if (known && known.id === id) return ok(known);
  return attempting(dirname(file), () => lookedThrough(parts, { file, id, packing, onStep }));
}

interface Unknown {
  readonly file: string;
  readonly id: string;
  readonly packing: Pick<Backup, 'compression' | 'encrypted'>;
  readonly onStep: OnStep;
}

function lookedThrough(
  { engine, config, data, life, clock }: BackupParts,
  { file, id, packing, onStep }: Unknown,
): Promise<Result<Backup>> {
  const { signal } = life;
  return withScratch(inFolder(data, 'restore'), async (scratch) => {
    const to = inFolder(scratch, 'look.db');
    const identities = packing.encrypted ? await readIdentities(config.identity_file) : [];
    if (packing.encrypted && identities.length === 0)
      return refuse('backup.damaged', { damage: 'no_identity' });
    const found = await runTask(
      unpack,
      {
        from: file,
        to,
        lasting: false,
        compression: packing.compression,
        identities: [...identities],
      },
      { signal, onProgress: (done) => onStep({ step: 'unpacking', done }) },
    );
    const facts = await engine.inspect(to, signal);
    const createdAtMs = partsOfId(id)?.createdAtMs ?? Math.round((await stat(file)).mtimeMs);
    return ok({
      id: partsOfId(id) ? id : backupId('manual', createdAtMs),
      type: partsOfId(id)?.type ?? 'manual',
      ...{ createdAtMs, engine: engine.kind, ...packing, product: '?' },
      ...{ bytes: found.packed.bytes, sha256: found.packed.sha256 },
      ...{ plainBytes: found.plain.bytes, plainSha256: found.plain.sha256 },
      ...{ pages: facts.pages, tables: facts.tables, migrations: facts.migrations },
      ...{ author: '?', pinned: false },
      proof: { state: 'verified', atMs: clock.now() },
    });
  });
}

import { type Result, ok, refuse } from '../base/result.ts';
import type { Backup, Compression, CreateOptions } from '../core/backups/backups.ts';
import type { Captured } from './engine.ts';
import { forget, freeBytes, inFolder, makeFolder } from './files.ts';
import type { BackupParts } from './options.ts';
import { attempting } from './refusals.ts';
import { withScratch } from './scratch.ts';
import type { Shelf } from './shelf.ts';
import { withCopies } from './vaults/copies.ts';
import { unpackChecked, unpackSame } from './verify.ts';

/** What has to stay free whatever a backup needs. */
const reserveBytes = 64 * 1024 * 1024;

/**
 * Makes a backup and puts it on the shelf once it has been unpacked wholly and found right. One that
 * fails leaves nothing behind.
 */
export function createBackup(
  parts: BackupParts,
  shelf: Shelf,
  options: CreateOptions,
): Promise<Result<Backup>> {
  const { folder } = shelf;
  return attempting(folder, async () => {
    await makeFolder(folder);
    const room = await roomFor(parts, folder);
    if (!room.ok) return room;
    return withScratch(folder, (scratch) => create(parts, { shelf, scratch, options }));
  });
}

/** A copy and the file made of it, or the file and what is unpacked of it: twice the database at most. */
async function roomFor(parts: BackupParts, folder: string): Promise<Result<void>> {
  const needed = 2 * (await parts.engine.size()) + reserveBytes;
  const free = await (parts.freeBytes ?? freeBytes)(folder);
  return free >= needed
    ? ok(undefined)
    : refuse('backup.no-space', { folder, needed: megabytes(needed), free: megabytes(free) });
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);

interface Making {
  readonly shelf: Shelf;
  readonly scratch: string;
  readonly options: CreateOptions;
}

async function create(
  parts: BackupParts,
  { shelf, scratch, options }: Making,
): Promise<Result<Backup>> {
  const { engine, config, clock, life } = parts;
  const { type, compression = config.compression, onStep = () => {} } = options;
  const createdAtMs = clock.now();
  const { id, part } = await shelf.reserve(type, createdAtMs);
  const signal = options.signal ? AbortSignal.any([options.signal, life.signal]) : life.signal;
  const work = { onStep, signal };
  try {
    const captured = await engine.capture({
      ...{ ...work, scratch, to: part, compression },
      recipients: config.encrypt_to,
    });
    const made = describe(parts, { id, createdAtMs, compression, captured, options });
    const { identity, content } = captured;
    const identities = identity === undefined ? [] : [identity];
    const check = { ...work, file: part, claim: made, identities };
    const plain = content?.file ?? inFolder(scratch, 'check.db');
    if (content) await unpackSame(check, content.inspected);
    else await unpackChecked({ ...check, engine, to: plain });
    const backup: Backup = { ...made, proof: { state: 'verified', atMs: clock.now() } };
    await shelf.add(backup, part);
    return ok(await withCopies(parts, { shelf, backup, plain, scratch, onStep }));
  } finally {
    await forget(part);
  }
}

interface Description {
  readonly id: string;
  readonly createdAtMs: number;
  readonly compression: Compression;
  readonly captured: Captured;
  readonly options: CreateOptions;
}

function describe(
  { engine, config, product }: BackupParts,
  { id, createdAtMs, compression, captured, options }: Description,
): Omit<Backup, 'proof'> {
  const { facts, plain, packed } = captured;
  const { type, author, label } = options;
  return {
    ...{ id, type, createdAtMs, engine: engine.kind, compression, product },
    encrypted: config.encrypt_to.length > 0,
    ...{ bytes: packed.bytes, sha256: packed.sha256 },
    ...{ plainBytes: plain.bytes, plainSha256: plain.sha256 },
    ...{ pages: facts.pages, tables: facts.tables, migrations: facts.migrations },
    ...{ author, pinned: false },
    ...(label !== undefined && { label }),
  };
}

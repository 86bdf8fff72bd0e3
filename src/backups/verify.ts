import type { Backup, OnStep } from '../core/backups/backups.ts';
import type { DatabaseFacts } from '../storage/facts.ts';
import type { Engine } from './engine.ts';
import { inFolder, sqliteFiles, forget } from './files.ts';
import { damaged } from './work/codecs.ts';
import { runTask } from './work/run-task.ts';
import { digest, unpack } from './work/unpack.ts';

/** What a backup is said to hold. */
export type Claim = Pick<
  Backup,
  | 'compression'
  | 'encrypted'
  | 'bytes'
  | 'sha256'
  | 'plainBytes'
  | 'plainSha256'
  | 'pages'
  | 'tables'
  | 'migrations'
>;

export interface CheckOptions {
  readonly engine: Pick<Engine, 'inspect'>;
  readonly file: string;
  readonly claim: Claim;
  readonly identities: readonly string[];
  /** Where the content is unpacked to. */
  readonly to: string;
  /** Whether it must be on the disk in the end. */
  readonly lasting?: boolean;
  readonly onStep: OnStep;
  readonly signal: AbortSignal;
}

/**
 * Unpacks a backup wholly and compares everything with what is claimed: sizes and hashes of file and
 * content, integrity and foreign keys, pages, migrations and the rows of every table. Throws `bad-backup`
 * with the reason. The content stays at `to`.
 */
export async function unpackChecked(options: CheckOptions): Promise<void> {
  const { engine, claim, to, onStep, signal } = options;
  await unpackCompared(options);
  onStep({ step: 'checking', done: 0 });
  compareFacts(await engine.inspect(to, signal), claim);
  onStep({ step: 'checking', done: 1 });
}

/**
 * The same of content that was looked all through before it was packed: what comes out of the file is compared with it
 * to the byte, by size and SHA-256, so that a second look would be one at the same bytes. Nothing is written.
 */
export async function unpackSame(
  options: Omit<CheckOptions, 'to' | 'lasting' | 'engine'>,
  inspected: DatabaseFacts,
): Promise<void> {
  compareFacts(inspected, options.claim);
  await unpackCompared(options);
  options.onStep({ step: 'checking', done: 1 });
}

async function unpackCompared(
  options: Omit<CheckOptions, 'to' | 'engine'> & { readonly to?: string },
): Promise<void> {
  const { file, claim, identities, to, lasting = false, onStep, signal } = options;
  if (claim.encrypted && identities.length === 0)
    throw damaged('no_identity', 'It is encrypted, and no identity is here to open it');
  await runTask(
    unpack,
    {
      ...{ from: file, lasting, compression: claim.compression },
      ...(to !== undefined && { to }),
      identities: claim.encrypted ? [...identities] : [],
      expected: {
        packed: { bytes: claim.bytes, sha256: claim.sha256 },
        plain: { bytes: claim.plainBytes, sha256: claim.plainSha256 },
      },
    },
    { signal, onProgress: (done) => onStep({ step: 'unpacking', done }) },
  );
}

/** Like `unpackChecked`, in a scratch folder and with nothing left of it. */
export async function checkWhole(options: Omit<CheckOptions, 'to'>, scratch: string) {
  const to = inFolder(scratch, 'check.db');
  try {
    await unpackChecked({ ...options, to });
  } finally {
    await forget(...sqliteFiles(to));
  }
}

/** Whether a file that cannot be opened here is at least the one that was made. */
export async function checkSealed({
  file,
  claim,
  onStep,
  signal,
}: Pick<CheckOptions, 'file' | 'claim' | 'onStep' | 'signal'>): Promise<void> {
  const found = await runTask(
    digest,
    { from: file },
    { signal, onProgress: (done) => onStep({ step: 'checking', done }) },
  );
  if (found.bytes !== claim.bytes)
    throw damaged('size', `It should have ${claim.bytes} bytes and has ${found.bytes}`);
  if (found.sha256 !== claim.sha256) throw damaged('hash', 'The file is not the one that was made');
}

function compareFacts(found: DatabaseFacts, claim: Claim): void {
  const sameRows =
    JSON.stringify(sorted(found.tables)) === JSON.stringify(sorted(claim.tables)) &&
    [...found.migrations].sort().join() === [...claim.migrations].sort().join();
  // PostgreSQL's dumps have no pages of their own.
  const samePages = found.pages === 0 || found.pages === claim.pages;
  if (!sameRows || !samePages)
    throw damaged('counts', 'It does not hold the rows and pages that were saved');
}

const sorted = (tables: Readonly<Record<string, number>>) =>
  Object.entries(tables).sort(([a], [b]) => (a < b ? -1 : 1));

import { createHmac } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { ErasureLedger } from '../../core/privacy/ledger.ts';

export const erasureFileName = 'erasures.jsonl';

const keyBytes = 32;
const idBytes = 6;
const headShape = z.object({ version: z.literal(1), id: z.string(), key: z.string() });
const lineShape = z.object({ hash: z.string(), atMs: z.number() });

interface Parts {
  /** The data folder. */
  readonly folder: string;
  readonly random: Pick<Random, 'token'>;
  readonly log: Pick<Log, 'error'>;
}

/** The ledger of erasures as a file beside the database. `id` tells it apart from that of another instance. */
export function openErasureFile(parts: Parts): ErasureLedger & { readonly id: string } {
  const path = join(parts.folder, erasureFileName);
  const { head, hashes } = read(path, parts) ?? begin(path, parts);
  const lastOf = new Map(hashes.map((hash, at) => [hash, at]));
  let length = hashes.length;
  // Without the key, which never leaves this file, nobody can try out ids.
  const hashOf = (actor: string): string =>
    createHmac('sha256', head.key).update(actor).digest('base64url');
  return {
    id: head.id,
    get length() {
      return length;
    },
    add(actor, atMs) {
      const hash = hashOf(actor);
      append(path, JSON.stringify({ hash, atMs }));
      lastOf.set(hash, length);
      length += 1;
      return Promise.resolve();
    },
    hasAfter: (seen, actor) => (lastOf.get(hashOf(actor)) ?? -1) >= seen,
  };
}

type Content = {
  readonly head: z.infer<typeof headShape>;
  readonly hashes: readonly string[];
};

function read(path: string, { log }: Parts): Content | undefined {
  if (!existsSync(path)) return undefined;
  const [first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
  try {
    const head = headShape.parse(JSON.parse(first));
    // What a power cut tore off was never acknowledged; the erasure itself was asked for again.
    const lines = rest.filter((line) => line.endsWith('}'));
    return { head, hashes: lines.map((line) => lineShape.parse(JSON.parse(line)).hash) };
  } catch (failure) {
    const aside = `${path}.unreadable`;
    renameSync(path, aside);
    log.error(
      { why: messageOf(failure), aside },
      'The list of erasures cannot be read and was put aside; a restored backup will not be searched for those in it',
    );
    return undefined;
  }
}

function begin(path: string, parts: Parts): Content {
  const { random } = parts;
  const head = { version: 1, id: random.token(idBytes), key: random.token(keyBytes) } as const;
  const half = `${path}.new-${process.pid}`;
  writeFileSync(half, JSON.stringify(head), { mode: 0o600 });
  try {
    // Of two processes that begin together the first one's file holds.
    linkSync(half, path);
    return { head, hashes: [] };
  } catch (failure) {
    const other = read(path, parts);
    if (!other) throw failure;
    return other;
  } finally {
    rmSync(half);
  }
}

/** Each line brings its own beginning: one that a power cut tore off does not spoil the next. */
function append(path: string, line: string): void {
  appendFileSync(path, `\n${line}`, { mode: 0o600 });
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

import { z } from 'zod';
import { type Backup, backupTypes, compressions, damages } from '../core/backups/backups.ts';
import { partsOfId } from './name.ts';

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const proof = z.discriminatedUnion('state', [
  z.object({ state: z.literal('verified'), atMs: count }),
  z.object({ state: z.literal('sealed'), atMs: count }),
  z.object({ state: z.literal('damaged'), atMs: count, damage: z.enum(damages) }),
]);

const certificate = z.object({
  ...{ atMs: count, tookMs: count, product: z.string(), tables: count, rows: count },
});

/** Grows when a reader of before could not understand what is written now. */
const format = 1;
const formatShape = z.object({ format: z.literal(format) });

/** The manifest as it lies beside the file, besides its `format`. */
const manifestShape = z
  .object({
    id: z.string().refine((id) => partsOfId(id) !== undefined, 'is no id of a backup'),
    type: z.enum(backupTypes),
    createdAtMs: count,
    engine: z.enum(['sqlite', 'postgres']),
    compression: z.enum(compressions),
    encrypted: z.boolean(),
    product: z.string(),
    bytes: count,
    sha256,
    plainBytes: count,
    plainSha256: sha256,
    pages: count,
    tables: z.record(z.string(), count),
    migrations: z.array(z.string()),
    author: z.string(),
    pinned: z.boolean(),
    label: z.string().optional(),
    note: z.string().optional(),
    proof,
    copies: z.array(z.string()).optional(),
    certificate: certificate.optional(),
  })
  // What the name says is what people act on: a manifest that says otherwise was tampered with.
  .refine(({ id, type }) => partsOfId(id)?.type === type, 'its type is not that of its name');

export const manifestText = (backup: Backup): string =>
  `${JSON.stringify({ format, ...backup }, null, 2)}\n`;

/** Reads a manifest; undefined when it is not one. */
export function readManifest(text: string): Backup | undefined {
  try {
    const value: unknown = JSON.parse(text);
    formatShape.parse(value);
    return manifestShape.parse(value);
  } catch {
    // Broken, cut off or of a later version: the caller lists it as a stray and leaves it alone.
    return undefined;
  }
}

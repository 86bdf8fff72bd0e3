import { createHash } from 'node:crypto';
import semver from 'semver';
import { z } from 'zod';
import { type Result, ok, refuse } from '../../base/result.ts';
import { type SigningKey, isSignedBy, publicKeyForm } from './keys.ts';
import { mostPackageBytes } from './package-file.ts';

export const mostIndexBytes = 1024 * 1024;

const line = (longest: number) => z.string().max(longest);
const entryShape = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  title: line(80).min(1),
  description: line(300),
  details: line(4000).optional(),
  version: z.string().refine((text) => semver.valid(text) === text),
  author: line(100),
  status: z.enum(['working', 'beta', 'broken']),
  category: line(40),
  licence: line(60),
  date: z.iso.date(),
  homepage: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional(),
  castellan: line(60).optional(),
  powers: z.array(line(100)).max(50),
  /** Beside the index: nobody else's server is asked. */
  file: z.string().regex(/^packages\/[a-z0-9][a-z0-9.+-]{0,99}\.json$/i),
  sizeBytes: z.int().min(1).max(mostPackageBytes),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
  publisher: z.string().regex(publicKeyForm),
  signature: line(100),
});
const indexShape = z.object({
  name: line(60).min(1),
  serial: z.int().min(1),
  issuedAtMs: z.int().min(0),
  expiresAtMs: z.int().min(0),
  packages: z.array(entryShape).max(2000),
});
const envelopeShape = z.object({
  'castellan-index': z.literal(1),
  signed: z.string(),
  signature: z.string().max(100),
});

export type IndexEntry = z.output<typeof entryShape>;
export type IndexContent = z.output<typeof indexShape>;

/** An index as it was read, and what it is remembered by. */
export interface ReadIndex {
  readonly content: IndexContent;
  readonly hash: string;
}

/** What stands before it keeps a signature for one purpose from serving another. */
const indexText = (signed: string): string => `castellan-index 1\n${signed}`;
const packageText = ({ id, version, sha512 }: Signed): string =>
  `castellan-package 1\n${id}\n${version}\n${sha512}`;

type Signed = Pick<IndexEntry, 'id' | 'version' | 'sha512'>;

/** What a publisher says with his signature: this name and version is these bytes. */
export const signPackage = (of: Signed, key: SigningKey): string => key.sign(packageText(of));

export const isPackageSigned = (entry: IndexEntry): boolean =>
  isSignedBy(entry.publisher, packageText(entry), entry.signature);

/** The text of an index file. */
export function signedIndex(content: IndexContent, key: SigningKey): string {
  const signed = JSON.stringify(indexShape.parse(content));
  const envelope = { 'castellan-index': 1, signed, signature: key.sign(indexText(signed)) };
  return `${JSON.stringify(envelope, null, 1)}\n`;
}

/** Reads an index. Refuses what is not signed by this key before anything else in it is looked at. */
export function readIndex(bytes: Uint8Array, publicKey: string): Result<ReadIndex> {
  const envelope = envelopeShape.safeParse(jsonIn(bytes));
  if (!envelope.success) return refuse('market.index-none');
  const { signed, signature } = envelope.data;
  if (!isSignedBy(publicKey, indexText(signed), signature)) return refuse('market.index-unsigned');
  const content = indexShape.safeParse(jsonIn(Buffer.from(signed)));
  if (!content.success) {
    const where = content.error.issues[0]?.path.join('.') ?? '';
    return refuse('market.index-malformed', { where });
  }
  const hash = createHash('sha256').update(signed).digest('hex');
  return ok({ content: content.data, hash });
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

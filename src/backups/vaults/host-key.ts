import { createHash } from 'node:crypto';

/** The key that an SSH server proves to have, as OpenSSH shows it. */
export interface HostKey {
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** `ssh-ed25519` */
  readonly kind: string;
}

/** Reads a public key as it comes over the wire: a length, the kind, and then what depends on that. */
export function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  return {
    fingerprint: `SHA256:${withoutPadding(createHash('sha256').update(blob).digest('base64'))}`,
    kind: blob.subarray(4, 4 + Math.min(length, 64)).toString('latin1'),
  };
}

export const isPinned = ({ fingerprint }: HostKey, wanted: string | undefined): boolean =>
  wanted !== undefined && withoutPadding(wanted) === fingerprint;

const withoutPadding = (text: string): string => text.replace(/=+$/, '');

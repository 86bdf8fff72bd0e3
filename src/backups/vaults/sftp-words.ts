import { CastellanError, messageOf } from '../../base/errors.ts';
import type { HostKey } from './host-key.ts';

/** Where a connection goes, without any secret. */
export interface SftpTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The folder there, as the server takes it. */
  readonly root: string;
}

/** What happened and what to do about it. */
const said = (message: string, cause?: unknown): CastellanError =>
  new CastellanError('not-available', message, cause === undefined ? {} : { cause });

const at = ({ host, port }: SftpTarget): string => (port === 22 ? host : `${host}:${port}`);

const compare =
  'Compare it with what "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub" says on that machine (or "_rsa_", "_ecdsa_")';

/** The server is not known, or is not the one that was known. Nothing was sent to it. */
export function unknownHost(
  target: SftpTarget,
  seen: HostKey,
  wanted: string | undefined,
): CastellanError {
  const shown = `${at(target)} shows the host key ${seen.fingerprint} (${seen.kind})`;
  return wanted === undefined
    ? said(
        `${shown}, and none is pinned. ${compare}, and when it is the same write host_key: "${seen.fingerprint}" beside "sftp" in the configuration.`,
      )
    : said(
        `${shown}, not ${wanted} as the configuration says: it is another machine, somebody stands between, or its key was changed. ${compare}; only when it is the same, change "host_key". Nothing was sent.`,
      );
}

/** Why there is no connection. */
export function notConnected(target: SftpTarget, failure: unknown): CastellanError {
  const [level, code] = [wordOf(failure, 'level'), wordOf(failure, 'code')];
  const where = at(target);
  if (level === 'client-authentication')
    return said(
      `${where} does not let "${target.user}" in with what the configuration gives. Check the name in "sftp", and "password" or "private_key".`,
      failure,
    );
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || level === 'client-dns')
    return said(`There is no machine called ${target.host} (${code}). Check "sftp".`, failure);
  if (code === 'ECONNREFUSED')
    return said(`Nothing answers at ${where}: is its SSH server running, on that port?`, failure);
  if (level === 'client-timeout' || code === 'ETIMEDOUT')
    return said(`${where} does not answer. Is it running, and does a firewall let it be reached?`);
  return said(`The connection to ${where} could not be made: ${messageOf(failure)}.`, failure);
}

/** The key in the configuration cannot be used; its text is not repeated. */
export const badKey = (failure: unknown): CastellanError =>
  said(
    `The private key for "sftp" cannot be used (${messageOf(failure)}). Check "private_key" and "passphrase".`,
  );

export const noKeyFile = (path: string, failure: unknown): CastellanError =>
  said(
    `The private key ${path} cannot be read (${messageOf(failure)}). Mend "private_key_file" in the configuration.`,
  );

export const noFolder = (target: SftpTarget): CastellanError =>
  said(
    `There is no folder ${target.root} on ${at(target)}. Make it there, or mend "sftp": it is not made unasked, because a disk that is not mounted would look the same.`,
  );

export const fullDisk = (target: SftpTarget, needed: number, free: number): CastellanError =>
  said(
    `The disk of ${at(target)} is full: ${megabytes(needed)} MB are needed in ${target.root} and ${megabytes(free)} MB are free.`,
  );

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

const statusCodes = { noSuchFile: 2, permissionDenied: 3 } as const;

export const isMissing = (failure: unknown): boolean =>
  statusOf(failure) === statusCodes.noSuchFile;

/** Why the server did not do something with a file. */
export function notDone(target: SftpTarget, name: string, failure: unknown): CastellanError {
  if (failure instanceof CastellanError) return failure;
  if (statusOf(failure) === statusCodes.permissionDenied)
    return said(
      `"${target.user}" may not do that in ${target.root} on ${at(target)} (${name}). Give that user the right to read and write there.`,
      failure,
    );
  return said(
    `${at(target)} could not do it in ${target.root} (${name}: ${messageOf(failure)}). Look at the quota, and at its log.`,
    failure,
  );
}

function statusOf(failure: unknown): number | undefined {
  const code: unknown = failure instanceof Error ? Reflect.get(failure, 'code') : undefined;
  return typeof code === 'number' ? code : undefined;
}

function wordOf(failure: unknown, name: 'level' | 'code'): string {
  const word: unknown = failure instanceof Error ? Reflect.get(failure, name) : undefined;
  return typeof word === 'string' ? word : '';
}

import { readFile } from 'node:fs/promises';
import { Client, type ConnectConfig, type SFTPWrapper } from 'ssh2';
import type { Secret } from '../../base/secret.ts';
import { type HostKey, hostKeyOf, isPinned } from './host-key.ts';
import { type SftpTarget, badKey, noKeyFile, notConnected, unknownHost } from './sftp-words.ts';

export interface SftpOptions {
  /** `sftp://user@host:port/folder`; `/~/folder` is below the user's home. */
  readonly url: string;
  /** Fingerprint of the only host key that is trusted: `SHA256:…`. */
  readonly hostKey?: string | undefined;
  readonly password?: Secret | undefined;
  /** The text of a private key. */
  readonly privateKey?: Secret | undefined;
  readonly privateKeyFile?: string | undefined;
  /** What the private key is locked with. */
  readonly passphrase?: Secret | undefined;
}

export interface SftpLink {
  readonly sftp: SFTPWrapper;
  /** Rejects when it breaks or is ended: what is asked of a channel that is gone gets no answer, ever. */
  readonly over: Promise<never>;
  readonly isOver: () => boolean;
  end(): void;
}

const readyWithinMs = 20_000;
/** A server that says nothing for three of these is given up. */
const keepaliveMs = 15_000;

export function targetOf(url: string): SftpTarget {
  const { hostname, port, username, pathname } = new URL(url);
  const path = decodeURIComponent(pathname).replace(/\/+$/, '');
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 22 : Number(port),
    user: decodeURIComponent(username),
    root: path.startsWith('/~') ? `.${path.slice(2)}` : path === '' ? '/' : path,
  };
}

/** Connects, proves that it is the right machine, and signs in. Throws `not-available` in words that say what to do. */
export async function openLink(target: SftpTarget, options: SftpOptions): Promise<SftpLink> {
  const client = new Client();
  const seen: { key?: HostKey } = {};
  const config = await configFor(target, options, (key) => {
    seen.key = key;
    return isPinned(key, options.hostKey);
  });
  try {
    await ready(client, config, options);
    // Each step waits for the one before: held-back packets would cost 40 ms a step.
    client.setNoDelay(true);
    const sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
      client.sftp((failure, opened) => (failure ? reject(failure) : resolve(opened)));
    });
    return { sftp, ...watched(client), end: () => void client.end() };
  } catch (failure) {
    client.destroy();
    if (seen.key && !isPinned(seen.key, options.hostKey))
      throw unknownHost(target, seen.key, options.hostKey);
    if (failure instanceof Error && /parse.*key|passphrase/i.test(failure.message))
      throw badKey(failure);
    throw notConnected(target, failure);
  }
}

function watched(client: Client): Pick<SftpLink, 'over' | 'isOver'> {
  let isOver = false;
  const over = new Promise<never>((_resolve, reject) => {
    client.once('close', () => {
      isOver = true;
      reject(new Error('the connection broke'));
    });
  });
  // Nobody may be waiting when it ends.
  over.catch(() => undefined);
  return { over, isOver: () => isOver };
}

async function configFor(
  { host, port, user }: SftpTarget,
  { password, passphrase, ...options }: SftpOptions,
  isTrusted: (key: HostKey) => boolean,
): Promise<ConnectConfig> {
  const privateKey = await privateKeyOf(options);
  return {
    ...{ host, port, username: user, readyTimeout: readyWithinMs },
    ...{ keepaliveInterval: keepaliveMs, keepaliveCountMax: 3 },
    // Asked before anybody signs in: an unknown machine gets neither password nor proof of a key.
    hostVerifier: (blob: Buffer) => isTrusted(hostKeyOf(blob)),
    ...(password && { password: password.reveal(), tryKeyboard: true }),
    ...(privateKey !== undefined && { privateKey }),
    ...(passphrase && { passphrase: passphrase.reveal() }),
  };
}

async function privateKeyOf({
  privateKey,
  privateKeyFile,
}: Pick<SftpOptions, 'privateKey' | 'privateKeyFile'>): Promise<string | undefined> {
  if (privateKey || privateKeyFile === undefined) return privateKey?.reveal();
  try {
    return await readFile(privateKeyFile, 'utf8');
  } catch (failure) {
    throw noKeyFile(privateKeyFile, failure);
  }
}

function ready(client: Client, config: ConnectConfig, { password }: SftpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    // Stays: what breaks later fails whatever is under way, and must not end the program.
    client.on('error', reject);
    client.once('close', () => reject(new Error('it was closed')));
    // Servers that ask in words instead of taking a password want the same one.
    client.on('keyboard-interactive', (...[, , , prompts, answer]) =>
      answer(prompts.map(() => password?.reveal() ?? '')),
    );
    client.connect(config);
  });
}

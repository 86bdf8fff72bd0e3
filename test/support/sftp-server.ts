import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pathOf } from '../../scripts/requirements.ts';

export const isRoot = process.getuid?.() === 0;

/** Somebody with a password and no rights: known to this server alone. */
const guest = { name: 'castle', id: 61234, password: 'open sesame' } as const;
/** `open sesame`, as /etc/shadow keeps it. */
const hashed = (): string =>
  execFileSync('openssl', ['passwd', '-6', guest.password], { encoding: 'utf8' }).trim();

export interface SftpServer {
  readonly port: number;
  readonly user: string;
  /** Only where the tests run as root. */
  readonly password: string;
  /** Where the user may write. */
  readonly home: string;
  readonly hostKey: string;
  /** Files with private keys; the second is locked with `passphrase`. */
  readonly keyFile: string;
  readonly lockedKeyFile: string;
  readonly passphrase: string;
  readonly strangerKeyFile: string;
  url(folder: string): string;
  /** A folder on a disk of 1 MB that only the server sees; where the tests run as root. */
  readonly small: string;
  /** Ends every connection that is there, as a lost link does. */
  breakLinks(): void;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function keyAt(path: string, passphrase = ''): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', path]);
  return path;
}

const passphrase = 'a long one';

/** OpenSSH's server on this machine's loopback, as a process of its own. */
export async function sftpServer(): Promise<SftpServer> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-sftp-'));
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  mkdirSync(home);
  const small = join(home, 'small');
  mkdirSync(small);
  if (isRoot) chownSync(home, guest.id, guest.id);
  const [host, keyFile, lockedKeyFile, strangerKeyFile] = [
    keyAt(join(folder, 'host')),
    keyAt(join(folder, 'key')),
    keyAt(join(folder, 'locked'), passphrase),
    keyAt(join(folder, 'stranger')),
  ];
  const keys = [keyFile, lockedKeyFile].map((one) => readFileSync(`${one}.pub`, 'utf8'));
  writeFileSync(join(folder, 'authorized'), keys.join(''));
  const port = await freePort();
  const { pid, stop } = await started(folder, port);
  const shown = execFileSync('ssh-keygen', ['-lf', `${host}.pub`], { encoding: 'utf8' });
  const user = isRoot ? guest.name : userInfo().username;
  return {
    ...{ port, user, password: guest.password, home, keyFile, lockedKeyFile, strangerKeyFile },
    ...{ passphrase, small, breakLinks: () => killBelow(pid) },
    hostKey: /SHA256:\S+/.exec(shown)?.[0] ?? '',
    url: (below) => `sftp://${user}@127.0.0.1:${port}${join(home, below)}`,
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A session is a process, with another below it that has the user's rights. */
function processesBelow(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  const pids = children.split(' ').filter(Boolean).map(Number);
  return pids.flatMap((child) => [...processesBelow(child), child]);
}

function killBelow(pid: number): void {
  for (const child of processesBelow(pid))
    try {
      process.kill(child, 'SIGKILL');
    } catch {
      // It ended with the one below it.
    }
}

async function started(folder: string, port: number) {
  const config = join(folder, 'sshd_config');
  writeFileSync(
    config,
    [
      ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${join(folder, 'host')}`],
      ...[`AuthorizedKeysFile ${join(folder, 'authorized')}`, 'StrictModes no', 'UsePAM no'],
      ...[`PidFile none`, 'PasswordAuthentication yes', 'Subsystem sftp internal-sftp'],
      'MaxStartups 100',
      '',
    ].join('\n'),
  );
  const sshd = [pathOf('sshd') ?? 'sshd', '-D', '-e', '-f', config];
  const child = isRoot ? asRoot(folder, sshd) : spawn(sshd[0] ?? '', sshd.slice(1));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('Server listening')) resolve();
    });
    child.once('exit', () => reject(new Error(`The SSH server ended: ${said}`)));
  });
  const stop = async (): Promise<void> => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return { pid: child.pid ?? 0, stop };
}

/** The user with a password is in lists that only this process sees. */
function asRoot(folder: string, sshd: readonly string[]) {
  const [passwd, shadow] = [join(folder, 'passwd'), join(folder, 'shadow')];
  const small = join(folder, 'home', 'small');
  const { name, id } = guest;
  writeFileSync(
    passwd,
    `${readFileSync('/etc/passwd', 'utf8')}${name}:x:${id}:${id}::${join(folder, 'home')}:/bin/sh\n`,
  );
  const lines = readFileSync('/etc/shadow', 'utf8');
  writeFileSync(shadow, `${lines}${name}:${hashed()}:20000:0:99999:7:::\n`, { mode: 0o600 });
  const script =
    'mount --bind "$0" /etc/passwd && mount --bind "$1" /etc/shadow && mkdir -p /run/sshd && mount -t tmpfs -o size=1m,mode=777 tmpfs "$2" && shift 2 && exec "$@"';
  return spawn('unshare', ['--mount', 'sh', '-c', script, passwd, shadow, small, ...sshd], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

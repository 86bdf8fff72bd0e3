import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathOf } from '../../scripts/requirements.ts';
import { freePort } from './postgres-server.ts';

/** A real Redis of its own, which keeps what it has when it is stopped. */
export interface RedisServer {
  /** As the user whom we give to the program: not everything is allowed to it. */
  readonly url: string;
  /** As one who may look at everything. */
  readonly adminUrl: string;
  start(): Promise<void>;
  /** At once, without a word. */
  kill(): Promise<void>;
  /** Neither answers nor goes away. */
  freeze(): void;
  thaw(): void;
  remove(): Promise<void>;
}

/** Only keys and channels under this prefix, and no command that looks through all keys. */
export const redisPrefix = 'test:';
const rights = [`~${redisPrefix}*`, `&${redisPrefix}*`, '+@all', '-keys', '-scan', '-@admin'];

export async function redisServer(tls?: { cert: string; key: string }): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-redis-'));
  const port = await freePort();
  const ports = tls
    ? ['--port', '0', '--tls-port', String(port), '--tls-cert-file', tls.cert].concat([
        '--tls-key-file',
        tls.key,
        '--tls-auth-clients',
        'no',
      ])
    : ['--port', String(port)];
  const args = [
    ...[...ports, '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
    ...['--appendonly', 'yes', '--appendfsync', 'always'],
    ...['--user', 'default', 'off'],
    ...['--user', 'castellan', 'on', '>cat', ...rights],
    ...['--user', 'admin', 'on', '>admin', '~*', '&*', '+@all'],
  ];
  const scheme = tls ? 'rediss' : 'redis';
  const host = tls ? 'localhost' : '127.0.0.1';
  let child: ChildProcess | undefined;
  return {
    url: `${scheme}://castellan:cat@${host}:${port}`,
    adminUrl: `${scheme}://admin:admin@${host}:${port}`,
    async start() {
      child = spawn(pathOf('redis-server') ?? 'redis-server', args, { stdio: 'ignore' });
      while (!(await answers(port))) await pause(20);
    },
    async kill() {
      const exited = child && once(child, 'exit');
      child?.kill('SIGKILL');
      await exited;
      child = undefined;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    remove() {
      child?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}

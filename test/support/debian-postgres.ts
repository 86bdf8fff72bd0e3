import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pathOf } from '../../scripts/requirements.ts';

export interface ScratchCluster {
  /** A fresh, empty database. */
  readonly fresh: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root; Debian brings a user for it. */
function asPostgres(command: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0
    ? ['runuser', ['-u', 'postgres', '--', command, ...args]]
    : [command, [...args]];
}

/** Starts the system's PostgreSQL, whose pg_dump fits it, on a folder of its own. */
export async function debianPostgres(): Promise<ScratchCluster> {
  const bin = dirname(pathOf('postgres') ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'castellan-cluster-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const [initdb, initArgs] = asPostgres(join(bin, 'initdb'), [
    ...['-D', data, '-A', 'trust', '-U', 'castellan', '--no-sync', '-E', 'UTF8'],
  ]);
  execFileSync(initdb, initArgs, { stdio: 'ignore' });
  const port = await freePort();
  const [postgres, args] = asPostgres(join(bin, 'postgres'), [
    ...['-D', data, '-p', String(port), '-k', folder, '-c', 'fsync=off'],
  ]);
  const server = spawn(postgres, args, { stdio: 'ignore' });
  const url = `postgres://castellan:none@127.0.0.1:${port}`;
  await answering(`${url}/postgres`);
  let made = 0;
  return {
    async fresh() {
      made += 1;
      await run(`${url}/postgres`, `create database db${made}`);
      return `${url}/db${made}`;
    },
    async stop() {
      const exited = once(server, 'exit');
      const [ctl, ctlArgs] = asPostgres(join(bin, 'pg_ctl'), [
        ...['-D', data, '-m', 'immediate', 'stop'],
      ]);
      execFileSync(ctl, ctlArgs, { stdio: 'ignore' });
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await run(url, 'select 1').then(
      () => true,
      () => false,
    );
    if (up) return;
    await sleep(100);
  }
  throw new Error('The scratch PostgreSQL does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

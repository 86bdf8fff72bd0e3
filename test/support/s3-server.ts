import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface S3Server {
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  stop(): Promise<void>;
}

/** An S3-compatible server in a process of its own, with one empty bucket. It knows its keys, but does not check V4 signatures. */
export async function s3Server(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-s3-'));
  const child = spawn(
    process.execPath,
    [
      resolve('node_modules/s3rver/bin/s3rver.js'),
      ...['-d', folder, '-a', '127.0.0.1', '-p', '0', '--configure-bucket', 'castle'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const port = await new Promise<string>((tell, fail) => {
    let said = '';
    const look = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const found = /listening on (?:\S+:)?(\d+)/.exec(said)?.[1];
      if (found !== undefined) tell(found);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', () => fail(new Error(`The S3 server ended: ${said}`)));
  });
  return {
    bucket: `http://127.0.0.1:${port}/castle`,
    ...{ accessKey: 'S3RVER', secretKey: 'S3RVER' },
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

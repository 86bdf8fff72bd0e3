import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { compressions } from '../../core/backups/backups.ts';
import { compressors, damaged, encryption, passingIdentity } from './codecs.ts';
import { chunkBytes, measured, steadyFile } from './measured.ts';
import { defineTask } from './task.ts';

const measure = z.object({ bytes: z.number(), sha256: z.string() });

/** A program whose output is the content. What is secret goes by its environment, which other users cannot see. */
const program = z.object({
  command: z.string(),
  args: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
});
export type Program = z.infer<typeof program>;

const input = z.object({
  from: z.union([z.object({ file: z.string() }), z.object({ program, guessBytes: z.number() })]),
  to: z.string(),
  compression: z.enum(compressions),
  /** Nobody: not encrypted. */
  recipients: z.array(z.string()),
});

const output = z.object({
  plain: measure,
  packed: measure,
  /** Opens this one file; kept only until it has been checked. */
  identity: z.string().optional(),
});

/**
 * Turns a file, or what a program says, into the file of a backup: hashed, compressed, encrypted, hashed
 * again, and on the disk when it resolves. An encrypted file can also be opened with an identity made for
 * this once, so that it can be checked as it lies there without the owner's.
 */
export const pack = defineTask({
  name: 'pack',
  input,
  output,
  async run({ from, to, compression, recipients }, tell) {
    const { stream: content, whole, ended } = await opened(from);
    const plain = measured((bytes) => tell(bytes / whole));
    const packed = measured();
    const once = recipients.length > 0 ? await passingIdentity() : undefined;
    const sealing = once ? [encryption([...recipients, once.recipient])] : [];
    await pipeline([
      content,
      plain.stream,
      ...compressors(compression),
      ...sealing,
      packed.stream,
      steadyFile(to),
    ]);
    await ended;
    return {
      plain: plain.measure(),
      packed: packed.measure(),
      ...(once && { identity: once.identity }),
    };
  },
});

interface Opened {
  readonly stream: Readable;
  readonly whole: number;
  /** Rejects when the content is not whole although the stream ended. */
  readonly ended: Promise<void>;
}

async function opened(from: z.infer<typeof input>['from']): Promise<Opened> {
  if ('program' in from) return spoken(from.program, from.guessBytes);
  return {
    stream: createReadStream(from.file, { highWaterMark: chunkBytes }),
    whole: Math.max(1, (await stat(from.file)).size),
    ended: Promise.resolve(),
  };
}

function spoken({ command, args, environment }: Program, guessBytes: number): Opened {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString('utf8')}`.slice(-2000);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(damaged('content', `${command} failed: ${complaint.trim()}`));
    });
  });
  // The pipeline may fail first; then this is not looked at.
  ended.catch(() => {});
  return { stream: child.stdout, whole: Math.max(1, guessBytes), ended };
}

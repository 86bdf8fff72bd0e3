import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { CastellanError } from '../../base/errors.ts';
import type { Task, Tell } from './task.ts';

const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number() }),
  z.object({ kind: z.literal('done'), output: z.unknown() }),
  z.object({ kind: z.literal('failed'), message: z.string(), reason: z.string().optional() }),
]);

export interface TaskOptions {
  readonly onProgress?: Tell | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A checkout runs the source, a published package what was built of it. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js',
  import.meta.url,
);

/** A backup is several tasks in a row, and a thread takes longer to start than a small one to run. */
const idleMs = 2000;
let idle: { readonly worker: Worker; readonly end: NodeJS.Timeout } | undefined;

/**
 * Runs a task in a thread of its own, so that copying, hashing and compressing never hold up the
 * program. Throws `bad-backup` with what the task said; an aborted signal ends the thread at once.
 */
export function runTask<Input, Output>(
  task: Task<Input, Output>,
  input: Input,
  { onProgress, signal }: TaskOptions = {},
): Promise<Output> {
  if (signal?.aborted) return Promise.reject(stopped());
  const worker = takeThread();
  return new Promise<Output>((resolve, reject) => {
    const leave = (): void => {
      signal?.removeEventListener('abort', stop);
      worker.off('message', hear).off('error', fail).off('exit', vanish);
    };
    const fail = (failure: unknown): void => {
      leave();
      reject(failure);
    };
    const stop = (): void => {
      fail(stopped());
      void worker.terminate();
    };
    const vanish = (): void =>
      fail(new CastellanError('broken-invariant', 'A thread ended and said nothing'));
    const hear = (raw: unknown): void => {
      const said = message.parse(raw);
      if (said.kind === 'progress') return onProgress?.(said.done);
      leave();
      giveBack(worker);
      if (said.kind === 'done') resolve(task.output.parse(said.output));
      else reject(failureOf(said));
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', hear).on('error', fail).on('exit', vanish);
    worker.postMessage({ task: task.name, input });
  });
}

function takeThread(): Worker {
  if (!idle) return new Worker(program);
  const { worker, end } = idle;
  clearTimeout(end);
  idle = undefined;
  worker.ref();
  return worker;
}

/** Waits a little for more to do, without keeping the program from ending. */
function giveBack(worker: Worker): void {
  if (idle) return void worker.terminate();
  worker.unref();
  const forget = (): void => {
    idle = undefined;
    void worker.terminate();
  };
  idle = { worker, end: setTimeout(forget, idleMs).unref() };
}

const stopped = (): CastellanError =>
  new CastellanError('closed', 'The work on a backup was stopped');

const failureOf = ({ message: text, reason }: { message: string; reason?: string | undefined }) =>
  new CastellanError('bad-backup', text, {
    ...(reason !== undefined && { facts: { reason } }),
  });

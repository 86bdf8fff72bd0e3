import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Tell } from './task.ts';
import { tasks } from './tasks.ts';

const order = z.object({ task: z.string(), input: z.unknown() });

/** Every hundredth is enough to look at. */
function spaced(tell: Tell): Tell {
  let told = -1;
  return (done) => {
    const now = Math.floor(Math.min(1, Math.max(0, done)) * 100);
    if (now === told) return;
    told = now;
    tell(now / 100);
  };
}

async function work(asked: unknown): Promise<void> {
  const { task: name, input } = order.parse(asked);
  const task = tasks.find((one) => one.name === name);
  if (!task) throw new RangeError(`There is no task "${name}"`);
  const tell = spaced((done) => parentPort?.postMessage({ kind: 'progress', done }));
  const output = await task.perform(input, tell);
  parentPort?.postMessage({ kind: 'done', output });
}

/** Why it failed, as the code that tells it apart: ours, the system's (`ENOSPC`), SQLite's (`SQLITE_FULL`). */
function reasonOf(failure: unknown): string | undefined {
  if (failure instanceof CastellanError) {
    const { reason } = failure.facts;
    return typeof reason === 'string' ? reason : undefined;
  }
  const code: unknown = failure instanceof Error ? Reflect.get(failure, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

function tellFailure(failure: unknown): void {
  const reason = reasonOf(failure);
  parentPort?.postMessage({
    kind: 'failed',
    message: messageOf(failure),
    ...(reason !== undefined && { reason }),
  });
}

parentPort?.on('message', (asked: unknown) => void work(asked).catch(tellFailure));

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { delimiter, join } from 'node:path';

let tool: string | null | undefined;

/**
 * How a program is started so that it yields to all others at once. Priority alone lets the one that runs finish its slice,
 * some 3 ms, before whoever is woken gets the processor; a process of Linux's idle class makes way immediately, and a
 * core that runs only such is taken for free. Node cannot set the class; where `chrt` cannot either, priority has to do.
 */
export function yielding(program: string, args: readonly string[]): [string, readonly string[]] {
  tool ??= findTool() ?? null;
  return tool === null ? [program, args] : [tool, ['-i', '0', program, ...args]];
}

function findTool(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'chrt')).find((path) => existsSync(path));
  if (found === undefined) return undefined;
  // Whether this machine lets us, too: asked once, in a few milliseconds.
  const tried = spawnSync(found, ['-i', '0', 'true'], { stdio: 'ignore', timeout: 2000 });
  return tried.status === 0 ? found : undefined;
}

/** It gets what others leave of the processor, and is the first to go when memory is short. */
export function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Gone already, which is told of elsewhere.
  }
  if (process.platform === 'linux')
    void writeFile(`/proc/${pid}/oom_score_adj`, '1000').catch(() => {});
}

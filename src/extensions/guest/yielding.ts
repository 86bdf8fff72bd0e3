import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { delimiter, join } from 'node:path';

let tools: readonly (readonly string[])[] | undefined;

/**
 * How a program is started so that it yields to all others at once and cannot take more memory than is written here.
 *
 * Priority alone lets the one that runs finish its slice, some 3 ms, before whoever is woken gets the processor; a process
 * of Linux's idle class makes way immediately, and a core that runs only such is taken for free. A limit on what it may
 * write to lets an allocation fail before the kernel has found and cleared the pages, which every other process would
 * feel. Node can set neither; where `chrt` or `prlimit` cannot, priority and the looks at its size have to do.
 */
export function within(
  mostWritableBytes: number,
  program: string,
  args: readonly string[],
): [string, readonly string[]] {
  tools ??= [
    ...usable(['chrt', '-i', '0'], ['true']),
    // What is left of a process that broke is of no use to anybody, and writing it keeps the disk. Tried on this Node: how
    // much it maps at its start depends on the machine's architecture.
    ...usable(['prlimit', '--core=0', `--data=${mostWritableBytes}`], [program, '--eval', '']),
  ];
  const [first = program, ...more] = [...tools.flat(), program, ...args];
  return [first, more];
}

function usable(
  [name = '', ...options]: readonly string[],
  trial: readonly string[],
): readonly (readonly string[])[] {
  if (process.platform !== 'linux') return [];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) return [];
  // Whether this machine lets us, too: asked once, in some milliseconds.
  const tried = spawnSync(found, [...options, ...trial], { stdio: 'ignore', timeout: 2000 });
  return tried.status === 0 ? [[found, ...options]] : [];
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

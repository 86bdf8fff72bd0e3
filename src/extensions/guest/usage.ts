import { readFile } from 'node:fs/promises';

/** Whether this system tells what a process takes. */
export const isWatched = process.platform === 'linux';

/** Linux counts in hundredths of a second towards programs, whatever the kernel's own tick is. */
const tickMs = 10;

/** What a process holds of memory, and what it has had of the processor so far; zeros once it is gone. */
export async function usageOf(
  pid: number,
): Promise<{ readonly memoryBytes: number; readonly usedMs: number }> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const [status, stat] = await Promise.all([read('status'), read('stat')]);
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  // After the name, which may hold anything, in parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  return { memoryBytes: Number(kilobytes) * 1024, usedMs: ticks * tickMs };
}

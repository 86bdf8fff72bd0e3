import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (USER_HZ), whatever its own tick is. */
const microsPerTick = 10_000;

/** CPU time that a process has used with all its threads, in microseconds. Linux only. */
export function cpuMicrosOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return (user + system) * microsPerTick;
}

/** What a process keeps in memory, in MiB. */
export function residentMiBOf(pid: number): number {
  const [, kibibytes = 'NaN'] =
    /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}

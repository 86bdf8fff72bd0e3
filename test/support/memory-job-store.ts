import type { Claim, Job } from '../../src/core/jobs/job.ts';
import type { JobStore } from '../../src/core/jobs/store.ts';

/** What the table of jobs does for one process, in memory, where a test wants to look at it at any instant. */
export function memoryJobStore(): JobStore & { readonly rows: Map<string, Job> } {
  const rows = new Map<string, Job>();
  const inOrder = () => [...rows.values()].sort((one, other) => one.dueAtMs - other.dueAtMs);
  const change = (id: string, more: Partial<Job>): Promise<boolean> => {
    const job = rows.get(id);
    if (job) rows.set(id, { ...job, ...more });
    return Promise.resolve(job !== undefined);
  };
  const put: JobStore['put'] = ({ maxFailures, ...job }) => {
    const payload: unknown = JSON.parse(JSON.stringify(job.payload));
    const kept = { ...job, payload, failures: 0, runs: rows.get(job.id)?.runs ?? 0 };
    rows.set(job.id, { ...kept, ...(maxFailures !== undefined && { maxFailures }) });
    return Promise.resolve();
  };
  return {
    ...{ rows, put, declare: put },
    remove: (id) => Promise.resolve(rows.delete(id)),
    find: (id) => Promise.resolve(rows.get(id)),
    list: () => Promise.resolve(inOrder()),
    ofKind: (kind) => Promise.resolve(inOrder().filter((job) => job.kind === kind)),
    due: (nowMs, kinds) =>
      Promise.resolve(inOrder().filter((job) => job.dueAtMs <= nowMs && kinds.includes(job.kind))),
    nextDueAt: (kinds) =>
      Promise.resolve(inOrder().find((job) => kinds.includes(job.kind))?.dueAtMs),
    claim(job, { turnAtMs, holder }) {
      const number = job.runs + 1;
      rows.set(job.id, { ...job, runs: number });
      const claim: Claim = { job, number, holder, turnAtMs, extra: false };
      return Promise.resolve(claim);
    },
    renew: ({ job }) => Promise.resolve(rows.has(job.id)),
    settle({ job: { id, dueAtMs: wasDueAtMs } }, { afterwards }) {
      const job = rows.get(id);
      if (job?.dueAtMs !== wasDueAtMs) return Promise.resolve();
      if (afterwards.kind === 'gone') rows.delete(id);
      else if (afterwards.kind === 'same') rows.set(id, { ...job, failures: afterwards.failures });
      else {
        const { turnAtMs, dueAtMs, failures } = afterwards;
        rows.set(id, { ...job, turnAtMs, dueAtMs, failures });
      }
      return Promise.resolve();
    },
    skip: ({ id }, next) => change(id, next),
    setPaused: (id) => change(id, {}),
    askFor: (id, askedAtMs) => change(id, { askedAtMs }),
    history: () => Promise.resolve([]),
    lastRuns: () => Promise.resolve(new Map()),
    forget: () => Promise.resolve(),
    beginRun: () => Promise.resolve(),
    endRun: () => Promise.resolve(),
    noteSkipped: () => Promise.resolve(),
  };
}

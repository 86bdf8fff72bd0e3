import type { BackupEntry, BackupTypeName } from '../../../src/dashboard/backups-wire.ts';
import { linkTo } from '../app/router.ts';
import { dayAndTime, span } from '../text/words.ts';
import { sizeWords } from './sizes.ts';

const lanes: readonly BackupTypeName[] = ['daily', 'weekly', 'monthly', 'manual', 'safety'];
const dayMs = 86_400_000;
const smallestPx = 9;
const largestPx = 18;

interface TimelineProps {
  readonly backups: readonly BackupEntry[];
  readonly going: ReadonlySet<string>;
  readonly nowMs: number;
}

/**
 * Every backup at its time, in the lane of its type, as large as it is. Old ones stand closer together: the last
 * days are what is asked about most.
 */
export function Timeline({ backups, going, nowMs }: TimelineProps) {
  const oldestMs = backups.at(-1)?.createdAtMs ?? nowMs;
  const wholeMs = Math.max(dayMs, nowMs - oldestMs);
  const place = (atMs: number): number => 1 - Math.sqrt(Math.max(0, nowMs - atMs) / wholeMs);
  const most = Math.max(1, ...backups.map(({ bytes }) => bytes));
  const marks = [0.05, 0.25, 0.6, 1].map((share) => nowMs - wholeMs * share);
  return (
    <section className="backup-panel" aria-label="Timeline">
      <h2>Timeline</h2>
      <div className="backup-lanes">
        {lanes.map((type) => (
          <div key={type} className="backup-lane">
            <span>{type}</span>
            <div>
              {backups
                .filter((one) => one.type === type)
                .map((one) => (
                  <a
                    key={one.id}
                    className="backup-dot"
                    data-state={one.proof.state}
                    data-proven={one.certificate ? true : undefined}
                    data-going={going.has(one.id) || undefined}
                    style={{
                      '--at': `${place(one.createdAtMs) * 100}%`,
                      '--size': `${smallestPx + (largestPx - smallestPx) * (one.bytes / most)}px`,
                    }}
                    title={`${dayAndTime(one.createdAtMs)}, ${sizeWords(one.bytes)}`}
                    aria-label={`${type} backup of ${dayAndTime(one.createdAtMs)}, ${sizeWords(one.bytes)}, ${one.proof.state}`}
                    {...linkTo(`/backups/${one.id}`)}
                  />
                ))}
            </div>
          </div>
        ))}
        <div className="backup-lane backup-axis" aria-hidden="true">
          <span />
          <div>
            {marks.map((atMs) => (
              <span key={atMs} style={{ '--at': `${place(atMs) * 100}%` }}>
                {span(nowMs - atMs)
                  .split(' ')
                  .slice(0, 2)
                  .join(' ')}
              </span>
            ))}
            <span style={{ '--at': '100%' }}>now</span>
          </div>
        </div>
      </div>
      <p className="backup-legend">
        <span className="backup-dot" data-state="verified" /> verified
        <span className="backup-dot" data-state="verified" data-proven /> restore proven
        <span className="backup-dot" data-state="damaged" /> damaged
        <span className="backup-dot" data-state="verified" data-going /> goes next
      </p>
    </section>
  );
}

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
  const place = (atMs: number): string =>
    `${100 * (1 - Math.sqrt(Math.max(0, nowMs - atMs) / wholeMs))}%`;
  const most = Math.max(1, ...backups.map(({ bytes }) => bytes));
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
                  <Dot
                    key={one.id}
                    backup={one}
                    going={going.has(one.id)}
                    at={place(one.createdAtMs)}
                    share={one.bytes / most}
                  />
                ))}
            </div>
          </div>
        ))}
        <Axis place={place} nowMs={nowMs} wholeMs={wholeMs} />
      </div>
      <Legend />
    </section>
  );
}

interface DotProps {
  readonly backup: BackupEntry;
  readonly going: boolean;
  readonly at: string;
  /** Of the largest one. */
  readonly share: number;
}

const Dot = ({ backup, going, at, share }: DotProps) => {
  const words = `${dayAndTime(backup.createdAtMs)}, ${sizeWords(backup.bytes)}`;
  return (
    <a
      className="backup-dot"
      data-state={backup.proof.state}
      data-proven={backup.certificate ? true : undefined}
      data-going={going || undefined}
      style={{ '--at': at, '--size': `${smallestPx + (largestPx - smallestPx) * share}px` }}
      title={words}
      aria-label={`${backup.type} backup of ${words}, ${backup.proof.state}`}
      {...linkTo(`/backups/${backup.id}`)}
    />
  );
};

interface AxisProps {
  readonly place: (atMs: number) => string;
  readonly nowMs: number;
  readonly wholeMs: number;
}

const Axis = ({ place, nowMs, wholeMs }: AxisProps) => (
  <div className="backup-lane backup-axis" aria-hidden="true">
    <span />
    <div>
      {[0.05, 0.25, 0.6, 1].map((share) => (
        <span key={share} style={{ '--at': place(nowMs - wholeMs * share) }}>
          {span(wholeMs * share)
            .split(' ')
            .slice(0, 2)
            .join(' ')}
        </span>
      ))}
      <span style={{ '--at': '100%' }}>now</span>
    </div>
  </div>
);

const Legend = () => (
  <p className="backup-legend">
    <span className="backup-dot" data-state="verified" /> verified
    <span className="backup-dot" data-state="verified" data-proven /> restore proven
    <span className="backup-dot" data-state="damaged" /> damaged
    <span className="backup-dot" data-state="verified" data-going /> goes next
  </p>
);

import { Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupBoard, TurnView } from '../../../src/dashboard/backups-wire.ts';
import { tell, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime, span } from '../text/words.ts';
import { sizeWords } from './sizes.ts';

interface StateCardsProps {
  readonly board: BackupBoard;
  readonly nowMs: number;
  readonly onChanged: () => void;
}

/** How things stand, in four answers. */
export function StateCards({ board, nowMs, onChanged }: StateCardsProps) {
  const newest = board.backups.find(({ proof }) => proof.state !== 'damaged');
  return (
    <div className="backup-cards">
      <ProvenCard proven={board.lastProven} nowMs={nowMs} />
      <section aria-label="Newest good backup" data-tone={newest ? 'good' : 'bad'}>
        <h2>Newest good backup</h2>
        <strong>{newest ? `${span(nowMs - newest.createdAtMs)} ago` : 'None yet'}</strong>
        <span>
          {newest
            ? `${newest.type}, ${sizeWords(newest.bytes)}`
            : '“Back up now” makes the first one.'}
        </span>
      </section>
      <RoomCard board={board} />
      <ScheduleCard board={board} nowMs={nowMs} onChanged={onChanged} />
    </div>
  );
}

interface ProvenProps {
  readonly proven: BackupBoard['lastProven'];
  readonly nowMs: number;
}

function ProvenCard({ proven, nowMs }: ProvenProps) {
  if (!proven)
    return (
      <section aria-label="Last proven restore" data-tone="warn">
        <h2>Last proven restore</h2>
        <strong>Not yet</strong>
        <span>“Try a restore out” restores one into a scratch place and opens it.</span>
      </section>
    );
  const { certificate, id } = proven;
  return (
    <section aria-label="Last proven restore" data-tone="good">
      <h2>Last proven restore</h2>
      <strong title={dayAndTime(certificate.atMs)}>{span(nowMs - certificate.atMs)} ago</strong>
      <span>
        {certificate.rows.toLocaleString()} rows in {counted(certificate.tables, 'table')}, opened
        by version {certificate.product} in {span(certificate.tookMs)}
      </span>
      <small title={id}>{id}</small>
    </section>
  );
}

function RoomCard({
  board: { count, bytes, plainBytes, freeBytes, maxBytes },
}: {
  board: BackupBoard;
}) {
  return (
    <section aria-label="Room">
      <h2>Room</h2>
      <strong>{sizeWords(bytes)}</strong>
      <span>
        {counted(count, 'backup')} of {sizeWords(plainBytes)};{' '}
        {maxBytes === undefined ? 'no limit on all together' : `at most ${sizeWords(maxBytes)}`}
      </span>
      <small>{sizeWords(freeBytes)} free on that disk</small>
    </section>
  );
}

const names: Readonly<Partial<Record<TurnView['type'], string>>> = {
  ...{ drill: 'Trial restore', daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly' },
};
const nameOf = (type: TurnView['type']): string => names[type] ?? type;

function ScheduleCard({ board: { schedule }, nowMs, onChanged }: StateCardsProps) {
  const [failure, setFailure] = useState<string>();
  const change = (on: boolean) =>
    tell('POST', '/api/backups/schedule', { on })
      .then(onChanged)
      .catch((thrown: unknown) => setFailure(wordsOf(thrown)));
  return (
    <section aria-label="Schedule" data-tone={schedule.on ? undefined : 'warn'}>
      <h2>
        Schedule
        <Switch
          size="xs"
          checked={schedule.on}
          label={schedule.on ? 'on' : 'off'}
          aria-label="Make backups by themselves"
          onChange={(event) => void change(event.currentTarget.checked)}
        />
      </h2>
      {schedule.on ? (
        <dl>
          {schedule.turns.map(({ type, nextMs, overdue }) => (
            <div key={type}>
              <dt>{nameOf(type)}</dt>
              <dd title={dayAndTime(nextMs)}>in {span(Math.max(60_000, nextMs - nowMs))}</dd>
              {overdue && (
                <dd className="backup-overdue">
                  <IconAlertTriangle size={14} aria-hidden="true" /> overdue
                </dd>
              )}
            </div>
          ))}
        </dl>
      ) : (
        <span>Nothing is backed up by itself.</span>
      )}
      {failure !== undefined && <Problem words={failure} />}
    </section>
  );
}

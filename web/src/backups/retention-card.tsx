import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupBoard, BackupEntry, GoingEntry } from '../../../src/dashboard/backups-wire.ts';
import { tell, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime } from '../text/words.ts';
import { sizeWords } from './sizes.ts';

/** What would be deleted next, and why. */
export function RetentionCard({ board, onChanged }: { board: BackupBoard; onChanged: () => void }) {
  const byId = new Map(board.backups.map((one) => [one.id, one]));
  const next = board.goesNext.filter(({ going }) => going.length > 0);
  return (
    <section className="backup-panel" aria-label="What goes next">
      <h2>What goes next</h2>
      <p className="backup-teach">
        Kept are {board.keep.map(({ type, keep }) => `${keep} ${type}`).join(', ')}. Pinned ones and
        the newest good one always stay.
      </p>
      {board.goesNow.length > 0 && <Now going={board.goesNow} byId={byId} onChanged={onChanged} />}
      {next.length === 0 && board.goesNow.length === 0 && (
        <p className="backup-teach">Nothing: there is room for the next one of every kind.</p>
      )}
      {next.length > 0 && (
        <ul className="backup-going">
          {next.map(({ type, going }) => (
            <li key={type}>
              <strong>With the next {type} one</strong>
              {going.map((one) => (
                <GoingLine key={one.id} going={one} backup={byId.get(one.id)} />
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface NowProps {
  readonly going: readonly GoingEntry[];
  readonly byId: ReadonlyMap<string, BackupEntry>;
  readonly onChanged: () => void;
}

function Now({ going, byId, onChanged }: NowProps) {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const clean = () => {
    setBusy(true);
    tell('POST', '/api/backups/cleanup')
      .catch((thrown: unknown) => setFailure(wordsOf(thrown)))
      .finally(() => {
        setBusy(false);
        onChanged();
      });
  };
  return (
    <div className="backup-going">
      <strong>Beyond the limits now</strong>
      {going.map((one) => (
        <GoingLine key={one.id} going={one} backup={byId.get(one.id)} />
      ))}
      {failure !== undefined && <Problem words={failure} />}
      <Button
        size="compact-sm"
        variant="default"
        mt={6}
        loading={busy}
        leftSection={<IconEraser size={16} aria-hidden="true" />}
        onClick={clean}
      >
        Take {counted(going.length, 'backup')} away
      </Button>
    </div>
  );
}

const GoingLine = ({ going, backup }: { going: GoingEntry; backup: BackupEntry | undefined }) => (
  <span>
    {backup ? `${backup.type} of ${dayAndTime(backup.createdAtMs)}` : going.id}
    <small>{whyWords(going.why)}</small>
  </span>
);

const whyWords = (why: GoingEntry['why']): string =>
  why.kind === 'count'
    ? `${why.keep} ${why.type} ${why.keep === 1 ? 'one is' : 'ones are'} kept`
    : `all together may have ${sizeWords(why.maxBytes)}`;

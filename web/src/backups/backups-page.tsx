import { Button, Code, Group, Menu } from '@mantine/core';
import {
  IconArchive,
  IconChevronDown,
  IconDatabaseExport,
  IconFileCode,
  IconTestPipe,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { BackupBoard, BackupEntry } from '../../../src/dashboard/backups-wire.ts';
import { goTo } from '../app/router.ts';
import { ask, tell, wordsOf } from '../data/api.ts';
import { useNow } from '../guard/use-now.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { sizeWords } from './sizes.ts';
import { ActivityBar } from './activity-bar.tsx';
import { NewBackupDialog, NoteDialog } from './backup-dialogs.tsx';
import { BackupDrawer } from './backup-drawer.tsx';
import { BackupList, type RowAct } from './backup-list.tsx';
import { RestoreWizard } from './restore-wizard.tsx';
import { RetentionCard } from './retention-card.tsx';
import { StateCards } from './state-cards.tsx';
import { Timeline } from './timeline.tsx';
import { type BackupsState, useBackups } from './use-backups.ts';
import './backups.css';

type Dialog =
  | { readonly kind: 'new' }
  | { readonly kind: 'note' | 'restore' | 'delete'; readonly backup: BackupEntry };

/** Copies of the database: what there is, what is proven, what goes next, and the way back. */
export function BackupsPage({ backup }: { backup: string | undefined }) {
  const state = useBackups();
  const acts = useActs(state);
  const { board, now, failure, look } = state;
  const busy = now.activity !== undefined;
  return (
    <main className="page backups">
      <header className="page-head">
        <h1>Backups</h1>
        <p>Copies of Castellan’s own database, checked wholly, and tried out.</p>
        <HeadActs busy={busy} acts={acts} empty={board?.backups.length === 0} />
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {acts.problem !== undefined && <Problem words={acts.problem} />}
      {acts.words !== undefined && <p className="backup-ended">{acts.words}</p>}
      <ActivityBar now={now} since={acts.sinceNumber} />
      {board && <Board board={board} open={backup} busy={busy} acts={acts} onChanged={look} />}
      <BackupDrawer
        id={board ? backup : undefined}
        backups={board?.backups ?? []}
        onClose={() => goTo('/backups')}
      />
      <Dialogs acts={acts} state={state} />
    </main>
  );
}

interface BoardProps {
  readonly board: BackupBoard;
  readonly open: string | undefined;
  readonly busy: boolean;
  readonly acts: Acts;
  readonly onChanged: () => void;
}

function Board({ board, open, busy, acts, onChanged }: BoardProps) {
  const nowMs = useNow();
  const { backups, goesNow, goesNext, strays } = board;
  const going = new Set([...goesNow, ...goesNext.flatMap((one) => one.going)].map(({ id }) => id));
  return (
    <>
      <StateCards board={board} nowMs={nowMs} onChanged={onChanged} />
      {backups.length === 0 ? (
        <NoBackups />
      ) : (
        <>
          <div className="backup-columns">
            <Timeline backups={backups} going={going} nowMs={nowMs} />
            <RetentionCard board={board} onChanged={onChanged} />
          </div>
          <BackupList backups={backups} open={open} nowMs={nowMs} busy={busy} onAct={acts.row} />
        </>
      )}
      {strays.length > 0 && (
        <p className="backup-teach">
          Not understood and left alone: {strays.slice(0, 5).join(', ')}
        </p>
      )}
    </>
  );
}

const NoBackups = () => (
  <EmptyState icon={<IconArchive />} title="No backup yet">
    <p>
      The schedule makes them by itself; “Back up now” makes one at once, and so does{' '}
      <Code>backup create</Code> in chat. Keep copies on another disk as well: <Code>copies</Code>{' '}
      in castellan.yaml.
    </p>
  </EmptyState>
);

function HeadActs({ busy, acts, empty }: { busy: boolean; acts: Acts; empty: boolean }) {
  return (
    <Group gap="xs" className="backup-head-acts">
      <Button
        variant="default"
        size="compact-md"
        disabled={busy || empty}
        leftSection={<IconTestPipe size={17} aria-hidden="true" />}
        onClick={acts.drillNewest}
      >
        Try a restore out
      </Button>
      <Button
        size="compact-md"
        disabled={busy}
        leftSection={<IconArchive size={17} aria-hidden="true" />}
        onClick={() => acts.open({ kind: 'new' })}
      >
        Back up now
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            aria-label="Export"
            rightSection={<IconChevronDown size={15} aria-hidden="true" />}
          >
            <IconDatabaseExport size={17} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href="/api/backups/latest/file"
            disabled={empty}
            leftSection={<IconArchive size={16} />}
          >
            Download the newest backup
          </Menu.Item>
          <Menu.Item leftSection={<IconFileCode size={16} />} onClick={acts.structure}>
            Write the structure as JSON
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function Dialogs({ acts, state: { now, look } }: { acts: Acts; state: BackupsState }) {
  const { dialog, close } = acts;
  switch (dialog?.kind) {
    case 'new':
      return <NewBackupDialog onDone={look} onClose={close} />;
    case 'note':
      return <NoteDialog backup={dialog.backup} onDone={look} onClose={close} />;
    case 'restore':
      return <RestoreWizard backup={dialog.backup} now={now} onLook={look} onClose={close} />;
    case 'delete':
      return (
        <ConfirmDialog
          opened
          title="Delete a backup"
          effect={`${dialog.backup.id} and its ${sizeWords(dialog.backup.bytes)} are gone then. Copies in other places stay.`}
          yes="Delete it"
          onYes={async () => {
            await tell('DELETE', pathOf(dialog.backup));
            look();
          }}
          onClose={close}
        />
      );
    case undefined:
      return undefined;
  }
}

const pathOf = ({ id }: BackupEntry): string => `/api/backups/${encodeURIComponent(id)}`;

type Acts = ReturnType<typeof useActs>;

const isStructure = (answer: unknown): answer is { file: string; tables: number } =>
  typeof answer === 'object' && answer !== null && 'file' in answer;

function useActs({ now, look }: BackupsState) {
  const [dialog, setDialog] = useState<Dialog>();
  const [problem, setProblem] = useState<string>();
  const [words, setWords] = useState<string>();
  // What ended before this page was opened is not news.
  const [sinceNumber, setSinceNumber] = useState<number>();
  const seen = sinceNumber ?? now.ended?.number;
  const send = (work: () => Promise<void>) => {
    setProblem(undefined);
    setWords(undefined);
    setSinceNumber(now.ended?.number ?? 0);
    work()
      .catch((thrown: unknown) => setProblem(wordsOf(thrown)))
      .finally(look);
  };
  const row = (act: RowAct, backup: BackupEntry) => {
    if (act === 'note' || act === 'restore' || act === 'delete')
      return setDialog({ kind: act, backup });
    if (act === 'pin')
      return send(() => tell('POST', `${pathOf(backup)}/change`, { pinned: !backup.pinned }));
    send(() => tell('POST', `${pathOf(backup)}/${act}`));
  };
  return {
    ...{ dialog, problem, words, row },
    sinceNumber: seen ?? Number.POSITIVE_INFINITY,
    open(wanted: Dialog) {
      setSinceNumber(now.ended?.number ?? 0);
      setDialog(wanted);
    },
    close: () => setDialog(undefined),
    drillNewest: () => send(() => tell('POST', '/api/backups/latest/drill')),
    structure: () =>
      send(async () => {
        const { file, tables } = await ask('POST', '/api/backups/structure', { is: isStructure });
        setWords(`The structure of ${tables} tables is in ${file}.`);
      }),
  };
}

import { Button, Checkbox, Group, Modal, Stepper, Table } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type {
  BackupEntry,
  BackupsNow,
  RestorePreviewView,
} from '../../../src/dashboard/backups-wire.ts';
import { ask, tell, wordsOf } from '../data/api.ts';
import { useNow } from '../guard/use-now.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime, span } from '../text/words.ts';
import { ActivityBar } from './activity-bar.tsx';

const changesShown = 8;

interface RestoreWizardProps {
  readonly backup: BackupEntry;
  readonly now: BackupsNow;
  readonly onLook: () => void;
  readonly onClose: () => void;
}

const isPreview = (answer: unknown): answer is RestorePreviewView =>
  typeof answer === 'object' && answer !== null && 'code' in answer;

type Stage =
  | { readonly at: 'plan' }
  | { readonly at: 'preview'; readonly preview: RestorePreviewView; readonly shownMs: number }
  | { readonly at: 'running'; readonly sinceNumber: number };

/** From the plan to the restored database: nothing happens before it was shown and confirmed. */
export function RestoreWizard({ onClose, ...props }: RestoreWizardProps) {
  const { stage, failure, nowMs, preview, restore } = useRestore(props);
  const { now, backup } = props;
  const ended =
    stage.at === 'running' && !now.activity && (now.ended?.number ?? 0) > stage.sinceNumber;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Restore a backup"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Steps active={ended ? 3 : stageNumbers[stage.at]} />
      {stage.at === 'plan' && <Plan backup={backup} onNext={preview} onClose={onClose} />}
      {stage.at === 'preview' && (
        <Preview
          key={stage.preview.code}
          preview={stage.preview}
          leftMs={stage.shownMs + stage.preview.validMs - nowMs}
          onYes={() => restore(stage.preview.code)}
          onAgain={preview}
          onClose={onClose}
        />
      )}
      {stage.at === 'running' && (
        <Running now={now} since={stage.sinceNumber} ended={ended} onClose={onClose} />
      )}
      {failure !== undefined && <Problem words={failure} />}
    </Modal>
  );
}

const stageNumbers = { plan: 0, preview: 1, running: 2 } as const;

const Steps = ({ active }: { active: number }) => (
  <Stepper className="restore-stepper" active={active} size="xs" mb="md" wrap={false}>
    <Stepper.Step label="Plan" />
    <Stepper.Step label="Preview" />
    <Stepper.Step label="Restore" />
  </Stepper>
);

function useRestore({ backup, now, onLook }: Omit<RestoreWizardProps, 'onClose'>) {
  const [stage, setStage] = useState<Stage>({ at: 'plan' });
  const [failure, setFailure] = useState<string>();
  const nowMs = useNow();
  const path = `/api/backups/${encodeURIComponent(backup.id)}/restore`;
  const attempt = (work: Promise<void>) =>
    void work.then(
      () => setFailure(undefined),
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  const preview = () =>
    attempt(
      ask('POST', `${path}/preview`, { is: isPreview }).then((found) =>
        setStage({ at: 'preview', preview: found, shownMs: nowMs }),
      ),
    );
  const restore = (code: string) => {
    const sinceNumber = now.ended?.number ?? 0;
    attempt(
      tell('POST', path, { code }).then(() => {
        setStage({ at: 'running', sinceNumber });
        onLook();
      }),
    );
  };
  return { stage, failure, nowMs, preview, restore };
}

interface PlanProps {
  readonly backup: BackupEntry;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

const Plan = ({ backup, onNext, onClose }: PlanProps) => (
  <>
    <p className="restore-words">
      The database of Castellan goes back to <strong>{dayAndTime(backup.createdAtMs)}</strong>, when
      this {backup.type} backup was made. In this order:
    </p>
    <ol className="restore-steps">
      <li>You see what would change. Nothing has happened then.</li>
      <li>You confirm within a minute, for this backup and these bytes alone.</li>
      <li>What is there now is backed up first, as a safety backup.</li>
      <li>
        The backup is unpacked and checked beside the database, then Castellan starts anew with it.
      </li>
    </ol>
    <p className="restore-words">
      What was written since is not in it. It stays in the safety backup, and the way back is a
      restore of that.
    </p>
    <Group justify="flex-end" mt="lg">
      <Button variant="default" onClick={onClose} data-autofocus>
        Leave it
      </Button>
      <Button onClick={onNext}>Show what would change</Button>
    </Group>
  </>
);

interface PreviewProps {
  readonly preview: RestorePreviewView;
  readonly leftMs: number;
  readonly onYes: () => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function Preview({ preview, leftMs, onYes, onAgain, onClose }: PreviewProps) {
  const [sure, setSure] = useState(false);
  const [sent, setSent] = useState(false);
  const late = leftMs <= 0;
  return (
    <>
      <p className="restore-words">
        Back to <strong>{dayAndTime(preview.backup.createdAtMs)}</strong>, {span(preview.ageMs)}{' '}
        ago, made by version {preview.backup.product}.
      </p>
      <Changes changes={preview.changes} />
      <Checkbox
        className="restore-check"
        mt="md"
        checked={sure}
        disabled={late}
        onChange={(event) => setSure(event.currentTarget.checked)}
        label={`I want ${preview.backup.id} in the place of the database.`}
      />
      <Group justify="space-between" mt="lg">
        <span className="restore-left" role="timer" data-late={late || undefined}>
          {late ? 'The confirmation is too old.' : `Good for ${span(Math.max(1000, leftMs))} more`}
        </span>
        <Group>
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          {late ? (
            <Button onClick={onAgain}>Show it again</Button>
          ) : (
            <Button
              color="red"
              disabled={!sure}
              loading={sent}
              onClick={() => {
                setSent(true);
                onYes();
              }}
            >
              Restore now
            </Button>
          )}
        </Group>
      </Group>
    </>
  );
}

function Changes({ changes }: Pick<RestorePreviewView, 'changes'>) {
  if (changes.length === 0)
    return <p className="restore-words">No table has another number of rows now than then.</p>;
  return (
    <>
      <Table className="restore-changes" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Table</Table.Th>
            <Table.Th>Rows now</Table.Th>
            <Table.Th>Rows then</Table.Th>
            <Table.Th>Change</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.slice(0, changesShown).map(({ table, now, then }) => (
            <Table.Tr key={table}>
              <Table.Td>{table}</Table.Td>
              <Table.Td>{now.toLocaleString()}</Table.Td>
              <Table.Td>{then.toLocaleString()}</Table.Td>
              <Table.Td data-loss={then < now || undefined}>
                {then < now ? '−' : '+'}
                {Math.abs(then - now).toLocaleString()}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {changes.length > changesShown && (
        <p className="restore-words">And {counted(changes.length - changesShown, 'more table')}.</p>
      )}
    </>
  );
}

interface RunningProps {
  readonly now: BackupsNow;
  readonly since: number;
  readonly ended: boolean;
  readonly onClose: () => void;
}

function Running({ now, since, ended, onClose }: RunningProps) {
  const staged = ended ? now.ended?.staged : undefined;
  useReloadAfter(staged?.restarting === true);
  return (
    <>
      {!staged && <ActivityBar now={now} since={since} />}
      {staged && (
        <div className="restore-result" role="status">
          {staged.restarting ? <IconArrowBackUp /> : <IconAlertTriangle />}
          <div>
            <strong>
              {staged.restarting ? 'Castellan starts anew with it' : 'It waits for the next start'}
            </strong>
            <p>
              The backup is unpacked, checked and ready.{' '}
              {staged.restarting
                ? 'This page comes back by itself; you may have to sign in again.'
                : 'Restart Castellan, and it is put in place before anything opens the database.'}
            </p>
            {staged.safety !== undefined && (
              <p>
                What was there is in <code>{staged.safety}</code>.
              </p>
            )}
          </div>
        </div>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {ended ? 'Close' : 'Go on in the background'}
        </Button>
      </Group>
    </>
  );
}

/** Long enough for the program to end and start. */
const reloadAfterMs = 6000;

function useReloadAfter(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => location.reload(), reloadAfterMs);
    return () => clearTimeout(timer);
  }, [wanted]);
}

import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';
import { stageChanges } from './settings-api.ts';
import type { SettingsWork } from './use-settings.ts';

/** What was typed and not saved, and what to do with all of it. */
export function SaveBar({ work }: { work: SettingsWork }) {
  const [later, setLater] = useState(false);
  const names = Object.keys(work.drafts);
  if (names.length === 0) return null;
  return (
    <div className="save-bar" role="region" aria-label="Changes not saved">
      <p>
        <strong>{counted(names.length, 'change')}</strong> not saved in{' '}
        {work.view?.scope.name ?? ''}
      </p>
      <Group gap={8}>
        <Button variant="default" size="sm" onClick={work.discard}>
          Discard all
        </Button>
        <Button variant="default" size="sm" onClick={() => setLater(true)}>
          Save for a time…
        </Button>
        <Button size="sm" loading={work.busy} onClick={() => void work.save()}>
          Save all
        </Button>
      </Group>
      <StageDialog opened={later} onClose={() => setLater(false)} work={work} />
    </div>
  );
}

interface StageDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly work: SettingsWork;
}

/** Asks for the times of a change that is made later. */
const StageDialog = ({ opened, onClose, work }: StageDialogProps) => (
  <Modal opened={opened} onClose={onClose} title="Save for a time" centered>
    <StageForm onClose={onClose} work={work} />
  </Modal>
);

function StageForm({ onClose, work }: Omit<StageDialogProps, 'opened'>) {
  const [at, setAt] = useState('');
  const [until, setUntil] = useState('');
  const [failure, setFailure] = useState<string>();
  const zone = work.view?.timeZone ?? 'UTC';
  const stage = () =>
    stageDrafts(work, at, until).then(onClose, (thrown: unknown) => setFailure(wordsOf(thrown)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void stage();
      }}
    >
      <Text size="sm" mb="sm">
        The {counted(Object.keys(work.drafts).length, 'change')} will be made at the first time, and
        taken back at the second if you give one. Times are read in {zone}.
      </Text>
      <TextInput
        data-autofocus
        label="Make it at"
        placeholder="20:00, 2h or 2027-01-31 20:00"
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <TextInput
        mt="sm"
        label="Take it back at"
        description="Leave it empty to keep the change."
        placeholder="22:00, or 2h after that"
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Back
        </Button>
        <Button type="submit" disabled={at.trim() === ''}>
          Save for then
        </Button>
      </Group>
    </form>
  );
}

async function stageDrafts(work: SettingsWork, at: string, until: string): Promise<void> {
  const scope = work.view?.scope.id ?? 'instance';
  const changes = Object.entries(work.drafts).map(([name, value]) => ({ name, value }));
  await stageChanges({ scope, changes, at, ...(until.trim() !== '' && { until }) });
  work.discard();
  await work.reload();
}

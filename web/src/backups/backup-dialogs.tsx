import { Button, Group, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BackupEntry } from '../../../src/dashboard/backups-wire.ts';
import { tell, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';

interface DialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function useSending({ onDone, onClose }: DialogProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const send = (path: string, body: object) => {
    setBusy(true);
    tell('POST', path, body)
      .then(() => {
        onDone();
        onClose();
      })
      .catch((thrown: unknown) => setFailure(wordsOf(thrown)))
      .finally(() => setBusy(false));
  };
  return { busy, failure, send };
}

const types = [
  { value: 'manual', label: 'manual' },
  { value: 'daily', label: 'daily' },
  { value: 'weekly', label: 'weekly' },
  { value: 'monthly', label: 'monthly' },
];
const packings = [
  { value: '', label: 'as configured' },
  { value: 'zstd', label: 'zstd' },
  { value: 'gzip', label: 'gzip' },
  { value: 'none', label: 'not compressed' },
];

/** What kind of backup to make now. */
export function NewBackupDialog(props: DialogProps) {
  const { busy, failure, send } = useSending(props);
  const [type, setType] = useState('manual');
  const [compression, setCompression] = useState('');
  const [label, setLabel] = useState('');
  const make = () =>
    send('/api/backups', {
      type,
      ...(compression !== '' && { compression }),
      ...(label.trim() !== '' && { label: label.trim() }),
    });
  return (
    <Modal opened onClose={props.onClose} title="Back up now" centered>
      <Select
        label="Counts as"
        description="How long it is kept goes by that."
        data={types}
        value={type}
        allowDeselect={false}
        onChange={(value) => setType(value ?? 'manual')}
      />
      <Select
        mt="sm"
        label="Compression"
        data={packings}
        value={compression}
        allowDeselect={false}
        onChange={(value) => setCompression(value ?? '')}
      />
      <TextInput
        mt="sm"
        label="Label"
        placeholder="before the move"
        maxLength={80}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose}>
          Leave it
        </Button>
        <Button loading={busy} onClick={make}>
          Make it
        </Button>
      </Group>
    </Modal>
  );
}

/** What people want to remember of a backup. */
export function NoteDialog({ backup, ...props }: DialogProps & { readonly backup: BackupEntry }) {
  const { busy, failure, send } = useSending(props);
  const [note, setNote] = useState(backup.note ?? '');
  return (
    <Modal opened onClose={props.onClose} title="Note on a backup" centered>
      <Textarea
        label={backup.id}
        autosize
        minRows={3}
        maxLength={500}
        value={note}
        data-autofocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose}>
          Leave it
        </Button>
        <Button
          loading={busy}
          onClick={() => send(`/api/backups/${encodeURIComponent(backup.id)}/change`, { note })}
        >
          Keep it
        </Button>
      </Group>
    </Modal>
  );
}

import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { wordsOf } from '../data/api.ts';
import { Problem } from './problem.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, in numbers. */
  readonly effect: React.ReactNode;
  readonly yes: string;
  readonly onYes: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something that others will notice, and says what they will notice. */
export function ConfirmDialog({ opened, title, effect, yes, onYes, onClose }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const close = () => {
    setFailure(undefined);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onYes();
      close();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={close} title={title} centered>
      <Text size="sm">{effect}</Text>
      {failure !== undefined && <Problem words={failure} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          Leave it
        </Button>
        <Button loading={busy} onClick={() => void confirm()}>
          {yes}
        </Button>
      </Group>
    </Modal>
  );
}

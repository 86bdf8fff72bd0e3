import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { refreshSession, tell, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const shortest = 12;

/** Sets a password beside the owner token. */
export function PasswordDialog({ opened, onClose }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Set a password" centered>
      <Text size="sm">
        A password opens the dashboard as the owner token does. Setting it ends all sessions but
        this one.
      </Text>
      <PasswordForm onDone={onClose} />
    </Modal>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string>();
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      await tell('POST', '/api/password', { password });
      await refreshSession();
      onDone();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <input type="text" name="username" autoComplete="username" value="owner" readOnly hidden />
      <PasswordInput
        mt="md"
        label="New password"
        description={`At least ${shortest} characters; a few random words do well.`}
        autoComplete="new-password"
        minLength={shortest}
        required
        withAsterisk={false}
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Group justify="flex-end" mt="lg">
        <Button type="submit" disabled={password.length < shortest}>
          Set the password
        </Button>
      </Group>
    </form>
  );
}

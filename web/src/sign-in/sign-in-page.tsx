import { Alert, Button, Code, Paper, PasswordInput, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import castle from '../castle.svg';
import { ask, isSessionView, session, signedOutNote, wordsOf } from '../data/api.ts';
import { useStore } from '../data/store.ts';
import { Problem } from '../parts/problem.tsx';
import './sign-in.css';

export function SignInPage() {
  const note = useStore(signedOutNote, (words) => words);
  return (
    <main className="sign-in">
      <Paper withBorder radius="lg" p="xl" className="sign-in-card">
        <img src={castle} alt="" width="40" height="40" />
        <Title order={1} size="h3" mt="sm">
          Sign in to Castellan
        </Title>
        {note !== undefined && (
          <Alert mt="md" p="xs" icon={<IconInfoCircle size={18} aria-hidden="true" />}>
            {note}
          </Alert>
        )}
        <SignInForm />
        <Text size="sm" c="dimmed" mt="lg">
          The owner token was printed once in the terminal, when Castellan started for the first
          time: <Code className="sign-in-code">owner token: …</Code>
        </Text>
        <Text size="sm" c="dimmed" mt="xs">
          Lost it? <Code>castellan token</Code> on the machine that runs Castellan makes a new one
          and ends every session.
        </Text>
      </Paper>
    </main>
  );
}

function SignInForm() {
  const [secret, setSecret] = useState('');
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      session.set(await ask('POST', '/api/login', { body: { secret }, is: isSessionView }));
      signedOutNote.set(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <input type="text" name="username" autoComplete="username" value="owner" readOnly hidden />
      <PasswordInput
        mt="lg"
        label="Owner token or password"
        autoComplete="current-password"
        name="secret"
        required
        withAsterisk={false}
        autoFocus
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value.trim())}
      />
      {failure !== undefined && <Problem words={failure} />}
      <Button type="submit" fullWidth mt="md" loading={busy}>
        Sign in
      </Button>
    </form>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';

/** Where a new rule is written. */
export function RuleForm({ onAdd }: { onAdd: (sentence: string) => Promise<boolean> }) {
  const [sentence, setSentence] = useState('');
  const [busy, setBusy] = useState(false);
  const add = async (): Promise<void> => {
    setBusy(true);
    if (await onAdd(sentence)) setSentence('');
    setBusy(false);
  };
  return (
    <form
      className="rule-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Textarea
        label="A new rule"
        description="when … and … then …; “then ask the moderators to warn” lets people decide"
        placeholder="when a message has a link and the author is younger than 7d then delete it and warn"
        autosize
        minRows={2}
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} disabled={sentence.trim() === ''}>
        Add; it only watches
      </Button>
    </form>
  );
}

import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlayForm, PlayFormField } from '../../../src/dashboard/wire.ts';
import { createStore, useStore } from '../data/store.ts';
import { submit } from './play-actions.ts';

/** The one that was sent or left: it does not stand there again when one comes back to the page. */
const leftForm = createStore<PlayForm | undefined>(undefined);

interface DiscordFormProps {
  readonly form: PlayForm | undefined;
  /** Who looks: forms stand before one person. */
  readonly person: string;
}

/** The form that the bot put before who speaks, until it is sent or left. */
export function DiscordForm({ form, person }: DiscordFormProps) {
  const left = useStore(leftForm, (one) => one);
  const open = form && form.person === person && form !== left ? form : undefined;
  const close = () => leftForm.set(form);
  return (
    <Modal opened={open !== undefined} onClose={close} title={open?.title} centered>
      {open && <Fields key={open.id} form={open} onDone={close} />}
    </Modal>
  );
}

function Fields({ form, onDone }: { form: PlayForm; onDone: () => void }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(form.fields.map(({ id, value = '' }) => [id, value])),
  );
  const send = async () => {
    await submit('discord', form.person, values);
    // What was refused stands above the line in which one writes.
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {form.fields.map((field, at) => (
        <Field
          key={field.id}
          {...{ field, first: at === 0, value: values[field.id] ?? '' }}
          onChange={(value) => setValues({ ...values, [field.id]: value })}
        />
      ))}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit">Submit</Button>
      </Group>
    </form>
  );
}

interface FieldProps {
  readonly field: PlayFormField;
  readonly first: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({
  field: { label, long, required, maxLength },
  first,
  value,
  onChange,
}: FieldProps) {
  const common = { label, required, maxLength, value, mb: 'sm', 'data-autofocus': first } as const;
  if (!long)
    return <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <Textarea
      {...common}
      autosize
      minRows={3}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

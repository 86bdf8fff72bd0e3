import { Button, NativeSelect, NumberInput, Switch, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type {
  ModuleField,
  ModuleForm as Form,
  ModuleFormValue,
} from '../../../src/dashboard/modules-wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import type { SendAct } from './send-act.ts';

type Values = Readonly<Record<string, ModuleFormValue>>;

/** What a field holds before anybody touched it; undefined: nothing, and nothing is sent. */
function preset({ kind, value, options = [] }: ModuleField): ModuleFormValue | undefined {
  if (value !== undefined) return value;
  if (kind === 'switch') return false;
  return kind === 'choice' ? options[0]?.value : undefined;
}

const presets = ({ fields }: Form): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = preset(field);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );

/** Keeps what is typed when the page around it is drawn anew; empties itself once it was sent. */
export function ModuleForm({ form, send }: { form: Form; send: SendAct }) {
  const [typed, setTyped] = useState<Values>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const values = { ...presets(form), ...typed };
  const submit = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await send(form.act, withoutEmpty(values));
      setTyped({});
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="module-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {form.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setTyped((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {failure !== undefined && <Problem words={failure} />}
      <Button type="submit" loading={busy}>
        {form.send}
      </Button>
    </form>
  );
}

const withoutEmpty = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

interface FieldProps {
  readonly field: ModuleField;
  readonly value: ModuleFormValue;
  readonly onChange: (value: ModuleFormValue) => void;
}

function Field({ field, value, onChange }: FieldProps) {
  const { kind, label, required = false, help, options = [], min, max, maxLength } = field;
  const common = { label, required, ...(help !== undefined && { description: help }) };
  const typedText = {
    value: String(value),
    ...(maxLength !== undefined && { maxLength }),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange(event.currentTarget.value),
  };
  switch (kind) {
    case 'switch':
      return (
        <Switch
          label={label}
          description={help}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'boolean' ? '' : value}
          {...(min !== undefined && { min })}
          {...(max !== undefined && { max })}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...common}
          data={options.map((one) => ({ ...one }))}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'long':
      return <Textarea {...common} {...typedText} autosize minRows={3} maxRows={10} />;
    case 'text':
      return <TextInput {...common} {...typedText} />;
  }
}

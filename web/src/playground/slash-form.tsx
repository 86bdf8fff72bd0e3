import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import type { PlayCommand, PlayPerson } from '../../../src/dashboard/wire.ts';
import type { Speaker } from './play-actions.ts';
import { SlashField } from './slash-field.tsx';
import { readOptions, type OptionFields } from './slash-text.ts';

interface SlashFormProps {
  readonly speaker: Speaker;
  readonly people: readonly PlayPerson[];
  readonly command: PlayCommand;
  readonly initial: OptionFields;
  readonly onRun: (fields: OptionFields) => void;
  readonly onCancel: () => void;
}

/** A slash command being filled in: one chip for each option. */
export function SlashForm(props: SlashFormProps) {
  const { speaker, people, command, initial, onRun, onCancel } = props;
  const [fields, setFields] = useState(initial);
  const [tried, setTried] = useState(false);
  const read = readOptions(command, fields);
  const submit = () => {
    setTried(true);
    if (read.ok) onRun(fields);
  };
  return (
    <form
      className="composer slash-form"
      aria-label={`/${command.name}: ${command.description}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onCancel();
      }}
    >
      <strong className="slash-name" title={command.description}>
        /{command.name}
      </strong>
      {command.options.map((option, at) => (
        <SlashField
          key={option.name}
          {...{ speaker, people, option }}
          command={command.name}
          first={at === 0}
          value={fields[option.name] ?? ''}
          others={othersThan(option.name, fields)}
          problem={tried && !read.ok && read.option === option.name ? read.problem : undefined}
          onChange={(value) => setFields({ ...fields, [option.name]: value })}
        />
      ))}
      <span className="slash-form-end">
        <Button type="submit" size="compact-md">
          Run
        </Button>
        <CloseButton aria-label="Leave the command" onClick={onCancel} />
      </span>
    </form>
  );
}

const othersThan = (name: string, fields: OptionFields): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).filter(([other, value]) => other !== name && value !== ''),
  );

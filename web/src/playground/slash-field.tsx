import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { PlayOption, PlayPerson } from '../../../src/dashboard/wire.ts';
import { complete, type Speaker } from './play-actions.ts';

interface SlashFieldProps {
  readonly speaker: Speaker;
  readonly people: readonly PlayPerson[];
  readonly command: string;
  readonly option: PlayOption;
  readonly first: boolean;
  readonly value: string;
  /** What the other options hold so far. */
  readonly others: Readonly<Record<string, string>>;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One option of a slash command, in the form that its type asks for. */
export function SlashField(props: SlashFieldProps) {
  const { option, first, value, problem, onChange } = props;
  const suggestions = useSuggestions(props);
  const common = {
    label: option.name,
    placeholder: option.required ? option.description : `${option.description} (optional)`,
    className: 'slash-field',
    size: 'xs',
    error: problem,
    autoFocus: first,
  } as const;
  const fixed = fixedChoices(props);
  if (fixed) {
    return (
      <Select
        {...common}
        data={fixed}
        value={value === '' ? null : value}
        onChange={(next) => onChange(next ?? '')}
        searchable
        clearable={!option.required}
      />
    );
  }
  if (option.completes === true) {
    return (
      <Autocomplete
        {...common}
        data={[...suggestions]}
        filter={({ options }) => options}
        value={value}
        onChange={onChange}
      />
    );
  }
  return (
    <TextInput
      {...common}
      value={value}
      inputMode={option.type === 'text' ? 'text' : 'numeric'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function fixedChoices({ option, people, speaker }: SlashFieldProps): readonly Choice[] | undefined {
  if (option.choices) return option.choices.map((value) => ({ value, label: value }));
  if (option.type === 'boolean') {
    return [
      { value: 'true', label: 'yes' },
      { value: 'false', label: 'no' },
    ];
  }
  if (option.type === 'actor') return people.map(({ id, name }) => ({ value: id, label: name }));
  if (option.type === 'channel') {
    return [{ value: speaker.channel.id, label: speaker.channel.name }];
  }
  return undefined;
}

const askAfterMs = 150;

/** Asks the bot what could stand here, a moment after the last key. */
function useSuggestions(props: SlashFieldProps): readonly string[] {
  const { speaker, command, option, value, others } = props;
  const [suggestions, setSuggestions] = useState<readonly string[]>([]);
  const asks = option.completes === true;
  const beside = JSON.stringify(others);
  const held = useRef(others);
  useEffect(() => {
    held.current = others;
  });
  useEffect(() => {
    if (!asks) return undefined;
    let over = false;
    const timer = setTimeout(() => {
      const asked = { command, option: option.name, typed: value };
      void complete(speaker, { ...asked, others: held.current }).then((found) => {
        if (!over) setSuggestions([...new Set(found)]);
      });
    }, askAfterMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [asks, speaker, command, option.name, value, beside]);
  return suggestions;
}

import { useState } from 'react';
import type { PlayCommand, PlayPerson } from '../../../src/dashboard/wire.ts';
import { useStore } from '../data/store.ts';
import { drafts, sent, setDraft } from './drafts.ts';
import { say, slash, type Speaker } from './play-actions.ts';
import { SlashForm } from './slash-form.tsx';
import { readOptions, typedCommand, type OptionFields } from './slash-text.ts';
import { TextComposer } from './text-composer.tsx';
import './composer.css';

interface ComposerProps {
  readonly speaker: Speaker;
  readonly commands: readonly PlayCommand[];
  readonly people: readonly PlayPerson[];
}

interface Started {
  readonly command: PlayCommand;
  readonly fields: OptionFields;
}

/** Where something is written: a line of text, or the form of a slash command. */
export function Composer({ speaker, commands, people }: ComposerProps) {
  const draft = useStore(drafts, (all) => all[speaker.network] ?? '');
  const { started, setStarted, run, begin } = useCommand(speaker);
  const send = async (text: string) => {
    const typed = typedCommand(text, commands);
    if (typed) {
      await run(typed.command, firstField(typed));
      return;
    }
    sent[speaker.network].add(text);
    setDraft(speaker.network, '');
    if (!(await say(speaker, text))) setDraft(speaker.network, text);
  };
  const name = people.find((one) => one.id === speaker.person)?.name ?? speaker.person;
  if (started) {
    return (
      <SlashForm
        {...{ speaker, people }}
        command={started.command}
        initial={started.fields}
        onRun={(fields) => void run(started.command, fields)}
        onCancel={() => setStarted(undefined)}
      />
    );
  }
  return (
    <TextComposer
      {...{ speaker, commands, draft, name }}
      onCommand={begin}
      onSend={(text) => void send(text)}
    />
  );
}

/** A slash command from its choice to its running; what is still needed is asked for in a form. */
function useCommand(speaker: Speaker) {
  const [started, setStarted] = useState<Started>();
  const run = async (command: PlayCommand, fields: OptionFields) => {
    setDraft(speaker.network, '');
    const read = readOptions(command, fields);
    setStarted(read.ok ? undefined : { command, fields });
    if (!read.ok) return;
    sent[speaker.network].add(lineOf(command, fields));
    await slash(speaker, command.name, read.options);
  };
  const begin = (command: PlayCommand) => {
    setDraft(speaker.network, '');
    if (command.options.length === 0) void run(command, {});
    else setStarted({ command, fields: {} });
  };
  return { started, setStarted, run, begin };
}

/** What is typed behind a command's name belongs to its first option. */
const firstField = ({ command, rest }: { command: PlayCommand; rest: string }): OptionFields => {
  const first = command.options[0];
  return first && rest !== '' ? { [first.name]: rest } : {};
};

const lineOf = ({ name, options }: PlayCommand, fields: OptionFields): string =>
  `/${name} ${fields[options[0]?.name ?? ''] ?? ''}`.trim();

import { Button, Drawer, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type {
  CommandChange,
  CommandEntry,
  CommandsView,
} from '../../../src/dashboard/commands-wire.ts';
import { Problem } from '../parts/problem.tsx';
import { whoWords } from './who-words.ts';

interface DrawerProps {
  readonly command: CommandEntry | undefined;
  readonly view: CommandsView;
  readonly problem: string | undefined;
  readonly change: (wanted: CommandChange) => Promise<void>;
  readonly onClose: () => void;
}

/** What is decided about one command in one place. */
export function CommandDrawer({ command, view, problem, change, onClose }: DrawerProps) {
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  return (
    <Drawer
      opened={command !== undefined}
      withOverlay={narrow}
      lockScroll={narrow}
      onClose={onClose}
      position="right"
      size={440}
      title={`${command?.name ?? ''} — ${view.scope.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {command && (
        <div className="command-form">
          <p>
            {command.about} <code>{command.usage}</code>
          </p>
          {problem !== undefined && <Problem words={problem} />}
          {command.fixed && (
            <p className="command-fixed">
              Its name, its rights and whether it is on stay as they are: without it nobody could
              take a decision back, or it is the owner’s alone.
            </p>
          )}
          {!command.fixed && <NameField key={command.called} {...{ command, change }} />}
          <AliasField {...{ command, change }} />
          {!command.fixed && <WhoField {...{ command, view, change }} />}
          <RestField key={command.cooldownSeconds} {...{ command, change }} />
          <PinField {...{ command, change }} />
        </div>
      )}
    </Drawer>
  );
}

type FieldProps = Pick<DrawerProps, 'change'> & { readonly command: CommandEntry };

function NameField({ command: { name, called }, change }: FieldProps) {
  const [typed, setTyped] = useState(called);
  const isNew = typed.trim() !== called;
  const save = () => {
    const wanted = typed.trim();
    if (isNew)
      void change({ kind: 'name', name: wanted === '' || wanted === name ? null : wanted });
  };
  return (
    <form
      className="command-line"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextInput
        label="Name here"
        description="Slash commands keep their own name: that is the same everywhere."
        placeholder={name}
        value={typed}
        maxLength={65}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isNew}>
        Rename
      </Button>
    </form>
  );
}

function AliasField({ command: { aliases, given }, change }: FieldProps) {
  const save = (next: readonly string[]) => {
    const added = next.find((one) => !given.includes(one));
    const removed = given.find((one) => !next.includes(one));
    if (added !== undefined) void change({ kind: 'alias', alias: added, there: true });
    if (removed !== undefined) void change({ kind: 'alias', alias: removed, there: false });
  };
  return (
    <TagsInput
      label="More names here"
      description={
        aliases.length > 0 ? `It also answers to ${aliases.join(', ')}.` : 'Press Enter to add one.'
      }
      value={[...given]}
      onChange={save}
      splitChars={[',']}
    />
  );
}

function WhoField({ command, view, change }: FieldProps & Pick<DrawerProps, 'view'>) {
  const offered = [
    ...view.ranks.map((rank) => `rank:${rank}`),
    ...view.capabilities.map((name) => `can:${name}`),
  ];
  return (
    <TagsInput
      label="Who may give it here"
      description={`Now: ${whoWords(command.who, command.capability)}. Administrators always may. A rank, role:ID, can:RIGHT or a person’s id; none for its own rules.`}
      data={offered}
      value={[...command.who]}
      onChange={(who) => void change({ kind: 'access', who })}
      splitChars={[',']}
    />
  );
}

function RestField({ command: { cooldownSeconds }, change }: FieldProps) {
  const [typed, setTyped] = useState<string | number>(cooldownSeconds);
  const isNew = typed !== cooldownSeconds;
  const save = () => {
    if (isNew) void change({ kind: 'cooldown', seconds: typed === '' ? null : Number(typed) });
  };
  return (
    <form
      className="command-line"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <NumberInput
        label="Rests after a use, in seconds"
        description="In a channel, whoever used it; empty for what wider places say."
        min={0}
        max={3600}
        value={typed}
        onChange={setTyped}
      />
      <Button type="submit" variant="default" disabled={!isNew}>
        Set
      </Button>
    </form>
  );
}

const PinField = ({ command: { name, pinned }, change }: FieldProps) => (
  <Switch
    label="Always in the menu of slash commands"
    description={`Everywhere${name.includes(' ') ? ', with its whole family' : ''}: there is one menu.`}
    checked={pinned}
    onChange={(event) => void change({ kind: 'pin', pinned: event.currentTarget.checked })}
  />
);

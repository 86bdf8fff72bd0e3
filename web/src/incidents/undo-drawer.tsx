import { Button, Drawer, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { UndoScopeView } from '../../../src/dashboard/incidents-wire.ts';
import { UndoPreview } from './undo-preview.tsx';

interface UndoDrawerProps {
  readonly community: string | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes back what somebody, a rule, or everybody did in a stretch of time. */
export function UndoDrawer({ community, opened, onClose, onDone }: UndoDrawerProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title="Take back many acts"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && community !== undefined && (
        <Form community={community} onClose={onClose} onDone={onDone} />
      )}
    </Drawer>
  );
}

const choices = [
  { value: 'moderator', label: 'What somebody did' },
  { value: 'rule', label: 'What a rule did' },
  { value: 'window', label: 'What was done in a stretch of time' },
];

type Of = 'moderator' | 'rule' | 'window';

interface Wish {
  readonly of: Of;
  readonly actor: string;
  readonly rule: number;
  readonly from: string;
  readonly to: string;
}

function Form({
  community,
  onClose,
  onDone,
}: {
  community: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const [wish, setWish] = useState<Wish>({ of: 'moderator', actor: '', rule: 1, from: '', to: '' });
  const [shown, setShown] = useState<UndoScopeView>();
  if (shown)
    return <UndoPreview community={community} scope={shown} onDone={onDone} onLeave={onClose} />;
  const scope = scopeOf(wish);
  return (
    <div className="undo-form">
      <Select
        label="Take back"
        data={choices}
        value={wish.of}
        allowDeselect={false}
        onChange={(of) => setWish({ ...wish, of: isOf(of) ? of : 'moderator' })}
      />
      <Fields wish={wish} setWish={setWish} />
      <Button disabled={!scope} onClick={() => setShown(scope)}>
        Show what that takes back
      </Button>
    </div>
  );
}

/** What each kind needs to know. */
const Fields = ({ wish, setWish }: { wish: Wish; setWish: (wish: Wish) => void }) => (
  <>
    {wish.of === 'moderator' && (
      <TextInput
        label="Whose acts"
        description="The id, as it stands in a case: discord:123…, irc:libera:account:ann"
        value={wish.actor}
        onChange={(event) => setWish({ ...wish, actor: event.currentTarget.value })}
      />
    )}
    {wish.of === 'rule' && (
      <NumberInput
        label="The number of the rule"
        min={1}
        value={wish.rule}
        onChange={(rule) => setWish({ ...wish, rule: Number(rule) })}
      />
    )}
    <TextInput
      type="datetime-local"
      label={wish.of === 'window' ? 'From' : 'Since (empty: from the beginning)'}
      value={wish.from}
      onChange={(event) => setWish({ ...wish, from: event.currentTarget.value })}
    />
    {wish.of === 'window' && (
      <TextInput
        type="datetime-local"
        label="To"
        value={wish.to}
        onChange={(event) => setWish({ ...wish, to: event.currentTarget.value })}
      />
    )}
  </>
);

const isOf = (of: string | null): of is Of => choices.some(({ value }) => value === of);

const momentOf = (local: string): number | undefined => {
  const atMs = Date.parse(local);
  return Number.isNaN(atMs) ? undefined : atMs;
};

/** What is meant; undefined while something is missing. */
function scopeOf({ of, actor, rule, from, to }: Wish): UndoScopeView | undefined {
  const sinceMs = momentOf(from);
  const since = sinceMs === undefined ? {} : { sinceMs };
  if (of === 'moderator')
    return actor.trim() === '' ? undefined : { of, actor: actor.trim(), ...since };
  if (of === 'rule') return rule >= 1 ? { of, rule, ...since } : undefined;
  const untilMs = momentOf(to);
  return sinceMs !== undefined && untilMs !== undefined && sinceMs < untilMs
    ? { of, sinceMs, untilMs }
    : undefined;
}

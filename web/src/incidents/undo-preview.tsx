import { Button, Checkbox, Group, Loader, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type {
  UndoPreviewView,
  UndoScopeView,
  UndoView,
} from '../../../src/dashboard/incidents-wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { beginUndo, loadUndo, previewUndo } from './incidents-api.ts';
import { groupsOf, heldOf } from './incident-words.ts';

interface UndoPreviewProps {
  readonly community: string;
  readonly scope: UndoScopeView;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** What would be taken back, and the one button that does it. */
export function UndoPreview({ community, scope, onDone, onLeave }: UndoPreviewProps) {
  const { preview, failure, setFailure, load } = usePreview(community, scope);
  const [why, setWhy] = useState('');
  const [shadow, setShadow] = useState(false);
  const [busy, setBusy] = useState(false);
  const [undone, setUndone] = useState<UndoView>();
  if (undone) return <Outcome community={community} first={undone} onClose={onLeave} />;
  if (!preview) return failure === undefined ? <Loader size="sm" /> : <Problem words={failure} />;
  const begin = async () => {
    setBusy(true);
    try {
      setUndone(await beginUndo(community, { scope, stamp: preview.stamp, why, shadow }));
      onDone();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
      await load();
    } finally {
      setBusy(false);
    }
  };
  const isNothing = preview.cases.length === 0 && preview.levels.length === 0;
  return (
    <section className="undo-preview" aria-label="What would be taken back">
      <Effect preview={preview} />
      {scope.of === 'rule' && <Shadow shadow={shadow} setShadow={setShadow} />}
      {!isNothing && <Why why={why} setWhy={setWhy} />}
      {failure !== undefined && <Problem words={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          Leave it
        </Button>
        <Button loading={busy} disabled={isNothing} onClick={() => void begin()}>
          Take it back
        </Button>
      </Group>
    </section>
  );
}

const Shadow = ({
  shadow,
  setShadow,
}: {
  shadow: boolean;
  setShadow: (shadow: boolean) => void;
}) => (
  <Checkbox
    label="The rule only watches from now on"
    checked={shadow}
    onChange={(event) => setShadow(event.currentTarget.checked)}
  />
);

const Why = ({ why, setWhy }: { why: string; setWhy: (why: string) => void }) => (
  <TextInput
    label="Why"
    value={why}
    maxLength={1000}
    onChange={(event) => setWhy(event.currentTarget.value)}
  />
);

function usePreview(community: string, scope: UndoScopeView) {
  const [preview, setPreview] = useState<UndoPreviewView>();
  const [failure, setFailure] = useState<string>();
  // Another object that says the same is no reason to ask again.
  const [asked] = useState(scope);
  const load = useCallback(async () => {
    try {
      setPreview(await previewUndo(community, asked));
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community, asked]);
  useEffect(() => void load(), [load]);
  return { preview, failure, setFailure, load };
}

function Effect({ preview }: { preview: UndoPreviewView }) {
  const groups = groupsOf(preview);
  if (groups.length === 0 && preview.levels.length === 0)
    return <p>There is nothing to take back.</p>;
  return (
    <>
      <ul className="undo-effect">
        {groups.map(({ words, names, stays }) => (
          <li key={words} data-stays={stays || undefined}>
            <strong>
              {stays && <span aria-hidden="true">✕ </span>}
              {stays ? `Cannot be undone: ${words}` : words}
            </strong>
            <small>{names}</small>
          </li>
        ))}
        {preview.levels.map(({ place, level }) => (
          <li key={place}>
            <strong>
              Level {level} in {place} is put back as it was
            </strong>
          </li>
        ))}
      </ul>
      {heldOf(preview).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {preview.more && <p>There are more than are taken back at once: do it again afterwards.</p>}
    </>
  );
}

const askAgainMs = 1500;

function Outcome({
  community,
  first,
  onClose,
}: {
  community: string;
  first: UndoView;
  onClose: () => void;
}) {
  const [undo, setUndo] = useState(first);
  useEffect(() => {
    if (undo.state === 'done') return undefined;
    const timer = setTimeout(() => {
      loadUndo(community, undo.number).then(setUndo, () => undefined);
    }, askAgainMs);
    return () => clearTimeout(timer);
  }, [community, undo]);
  const { state, done, all, refused, number } = undo;
  return (
    <section className="undo-preview" aria-label="What was taken back" aria-live="polite">
      <p>
        <strong>
          {state === 'done' ? 'Taken back' : 'Going on'}: {done} of {all}
        </strong>{' '}
        <small>undo #{number}</small>
      </p>
      {state === 'running' && <p>It goes on by itself, also after a restart.</p>}
      {refused.length > 0 && (
        <ul className="undo-effect">
          {refused.map(({ ref, why }) => (
            <li key={ref} data-stays>
              <strong>#{ref} could not be</strong> <small>{why}</small>
            </li>
          ))}
        </ul>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </section>
  );
}

import { Button, Drawer, Loader, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowBackUp, IconHistoryOff } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { DifferenceView, RevisionView } from '../../../src/dashboard/wire.ts';
import { wordsOf } from '../data/api.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime } from '../text/words.ts';
import { loadDefaultsDiff, loadDiff, loadHistory, rollBack } from './settings-api.ts';
import type { SettingsWork } from './use-settings.ts';

interface HistoryDrawerProps {
  readonly opened: boolean;
  readonly scope: string;
  /** Of one setting; absent: of the whole layer. */
  readonly name: string | undefined;
  readonly work: SettingsWork;
  readonly onClose: () => void;
}

/** What was changed, by whom, and the way back. */
export function HistoryDrawer({ opened, scope, name, work, onClose }: HistoryDrawerProps) {
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const [shown, setShown] = useState('changes');
  return (
    <Drawer
      className="history-drawer"
      withOverlay={narrow}
      lockScroll={narrow}
      opened={opened}
      onClose={onClose}
      position="right"
      size={460}
      title={
        name === undefined ? `Changes in ${work.view?.scope.name ?? ''}` : `Changes of ${name}`
      }
      closeButtonProps={{ 'aria-label': 'Close the history' }}
    >
      {name === undefined && (
        <SegmentedControl
          fullWidth
          mb="sm"
          aria-label="What to compare"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'changes', label: 'Changes' },
            { value: 'defaults', label: 'Against the defaults' },
          ]}
        />
      )}
      {opened && name === undefined && shown === 'defaults' ? (
        <Defaults key={work.view?.revision} scope={scope} />
      ) : (
        opened && <Revisions key={`${scope} ${name ?? ''}`} {...{ scope, name, work }} />
      )}
    </Drawer>
  );
}

const pageSize = 30;

function Revisions({ scope, name, work }: Pick<HistoryDrawerProps, 'scope' | 'name' | 'work'>) {
  const { revisions, more, loadMore, failure } = useHistory({ scope, name, work });
  const { asked, setAsked, problem, takeBack, askAll } = useWayBack(scope, work);
  if (failure !== undefined) return <Problem words={failure} />;
  if (!revisions) return <Loader size="sm" aria-label="Loading the changes" />;
  if (revisions.length === 0) return <NoChanges />;
  return (
    <>
      {problem !== undefined && <Problem words={problem} />}
      <ol className="revision-list">
        {revisions.map((one, at) => (
          <Revision
            key={one.id}
            revision={one}
            named={name === undefined}
            onBack={() => takeBack(one.id)}
            {...(name === undefined && at > 0 && { onAll: () => askAll(one) })}
          />
        ))}
      </ol>
      {more && (
        <Button variant="default" fullWidth onClick={() => void loadMore()}>
          Older changes
        </Button>
      )}
      <ConfirmDialog
        opened={asked !== undefined}
        title={`Everything back to change ${asked?.to.id ?? ''}?`}
        effect={asked?.effect}
        yes="Take back"
        onYes={async () => {
          const { view } = await rollBack({ to: asked?.to.id ?? 0, scope });
          work.show(view);
        }}
        onClose={() => setAsked(undefined)}
      />
    </>
  );
}

/** Takes one change back at once, and everything since one after asking. */
function useWayBack(scope: string, work: SettingsWork) {
  const [asked, setAsked] = useState<{ readonly to: RevisionView; readonly effect: string }>();
  const [problem, setProblem] = useState<string>();
  const failed = (thrown: unknown) => setProblem(wordsOf(thrown));
  return {
    ...{ asked, setAsked, problem },
    takeBack: (revision: number) => {
      setProblem(undefined);
      rollBack({ revision }).then(({ view }) => {
        if (view.scope.id === scope) work.show(view);
      }, failed);
    },
    askAll: (to: RevisionView) => {
      setProblem(undefined);
      loadDiff(scope, to.id).then((found) => setAsked({ to, effect: effectOf(found) }), failed);
    },
  };
}

function effectOf(found: readonly DifferenceView[]): string {
  if (found.length === 0) return 'Nothing differs from then, so nothing will change.';
  const shown = found.slice(0, 6).map(({ name, before, after }) => {
    return `${name}: ${after ?? 'wider'} → ${before ?? 'wider'}`;
  });
  const rest = found.length > 6 ? ` and ${found.length - 6} more` : '';
  return `${counted(found.length, 'value')} will be as then: ${shown.join('; ')}${rest}. This is a change like others and can be taken back too.`;
}

function useHistory({ scope, name, work }: Pick<HistoryDrawerProps, 'scope' | 'name' | 'work'>) {
  const [revisions, setRevisions] = useState<readonly RevisionView[]>();
  const [more, setMore] = useState(false);
  const [failure, setFailure] = useState<string>();
  const newest = work.view?.revision;
  const load = useCallback(
    async (before?: number) => {
      try {
        const found = await loadHistory({ scope, name, before, limit: pageSize });
        setRevisions((held) => (before === undefined ? found : [...(held ?? []), ...found]));
        setMore(found.length === pageSize);
      } catch (thrown) {
        setFailure(wordsOf(thrown));
      }
    },
    [scope, name],
  );
  useEffect(() => void load(), [load, newest]);
  return { revisions, more, failure, loadMore: () => load(revisions?.at(-1)?.id) };
}

interface RevisionProps {
  readonly revision: RevisionView;
  readonly named: boolean;
  readonly onBack: () => void;
  readonly onAll?: () => void;
}

function Revision({ revision, named, onBack, onAll }: RevisionProps) {
  const { id, name, before, after, by, via, note, atMs } = revision;
  return (
    <li>
      <p className="revision-head">
        <strong>{id}</strong> {dayAndTime(atMs)} · {by.slice(by.lastIndexOf(':') + 1)}
        {via !== '' && ` (${via})`}
        {note !== '' && ` · ${note}`}
      </p>
      {named && (
        <p>
          <code>{name}</code>
        </p>
      )}
      <Change before={before} after={after} />
      <div className="revision-actions">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
          onClick={onBack}
          aria-label={`Take back change ${id}`}
        >
          Take back
        </Button>
        {onAll && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={onAll}>
            Everything back to here
          </Button>
        )}
      </div>
    </li>
  );
}

/** Before and after, one above the other, told apart by a sign as well as by colour. */
const Change = ({ before, after }: { before: string | null; after: string | null }) => (
  <p className="change">
    <span data-side="before">
      <span aria-label="before">−</span> {valueWords(before)}
    </span>
    <span data-side="after">
      <span aria-label="after">+</span> {valueWords(after)}
    </span>
  </p>
);

const valueWords = (value: string | null): string =>
  value === null ? 'as wider places say' : value === '' ? 'empty' : value;

function Defaults({ scope }: { scope: string }) {
  const [found, setFound] = useState<readonly DifferenceView[]>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    loadDefaultsDiff(scope).then(setFound, (thrown: unknown) => setFailure(wordsOf(thrown)));
  }, [scope]);
  if (failure !== undefined) return <Problem words={failure} />;
  if (!found) return <Loader size="sm" aria-label="Comparing" />;
  if (found.length === 0)
    return (
      <EmptyState icon={<IconHistoryOff />} title="Nothing differs">
        <p>No value that is set here differs from its default.</p>
      </EmptyState>
    );
  return (
    <ol className="revision-list">
      {found.map(({ name, before, after }) => (
        <li key={name}>
          <p>
            <code>{name}</code>
          </p>
          <Change before={before} after={after} />
        </li>
      ))}
    </ol>
  );
}

const NoChanges = () => (
  <EmptyState icon={<IconHistoryOff />} title="Nothing was changed here yet">
    <p>
      Every change is kept with who made it and what was before, whether it comes from this page,
      from chat (<code>settings set</code>) or from a file. From here each can be taken back.
    </p>
  </EmptyState>
);

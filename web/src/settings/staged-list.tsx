import { Button } from '@mantine/core';
import { IconClockPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScopeView, StagedView } from '../../../src/dashboard/wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import { cancelStaged } from './settings-api.ts';

interface StagedListProps {
  readonly staged: readonly StagedView[];
  readonly scopes: readonly ScopeView[];
  readonly onChanged: () => Promise<void>;
}

/** Changes that wait for their time, and those that will be taken back. */
export function StagedList({ staged, scopes, onChanged }: StagedListProps) {
  const [failure, setFailure] = useState<string>();
  if (staged.length === 0) return null;
  const cancel = async (id: string) => {
    setFailure(undefined);
    try {
      await cancelStaged(id);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
    await onChanged();
  };
  return (
    <section className="staged-list" aria-label="Changes that wait for their time">
      <h2>
        <IconClockPlay size={18} aria-hidden="true" /> Waiting for their time
      </h2>
      <ul>
        {staged.map((one) => (
          <li key={one.id}>
            <div>
              {one.changes.map(({ name, scope, value }) => (
                <p key={name + scope}>
                  <code>{name}</code> → <strong>{value ?? 'as wider places say'}</strong>{' '}
                  <span className="staged-scope">
                    in {scopes.find(({ id }) => id === scope)?.name ?? scope}
                  </span>
                </p>
              ))}
              <p className="staged-times">{timesOf(one)}</p>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              flex="none"
              onClick={() => void cancel(one.id)}
            >
              {one.state === 'applied' ? 'Keep it' : 'Cancel'}
            </Button>
          </li>
        ))}
      </ul>
      {failure !== undefined && <Problem words={failure} />}
    </section>
  );
}

function timesOf({ state, applyAtMs, revertAtMs }: StagedView): string {
  const made = state === 'applied' ? 'Made' : 'Will be made';
  const back = revertAtMs === undefined ? '' : `, taken back ${dayAndTime(revertAtMs)}`;
  return `${made} ${dayAndTime(applyAtMs)}${back}`;
}

import { Button, Loader, Modal } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { SessionEntry } from '../../../src/dashboard/wire.ts';
import { ask, isSessionList, tell, wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import './sessions-dialog.css';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Who is signed in, and a way to end each. */
export function SessionsDialog({ opened, onClose }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Signed-in browsers" size="lg" centered>
      {opened && <SessionList />}
    </Modal>
  );
}

function SessionList() {
  const [entries, setEntries] = useState<readonly SessionEntry[]>();
  const [failure, setFailure] = useState<string>();
  const attempt = useCallback((work: Promise<void>) => {
    work.catch((thrown: unknown) => setFailure(wordsOf(thrown)));
  }, []);
  const load = useCallback(
    async () => setEntries(await ask('GET', '/api/sessions', { is: isSessionList })),
    [],
  );
  useEffect(() => attempt(load()), [attempt, load]);
  const end = async (id: string) => {
    await tell('DELETE', `/api/sessions/${encodeURIComponent(id)}`);
    await load();
  };
  if (failure !== undefined) return <Problem words={failure} />;
  if (!entries) return <Loader size="sm" aria-label="Loading the sessions" />;
  return (
    <ul className="session-list">
      {entries.map((entry) => (
        <SessionRow key={entry.id} entry={entry} onEnd={() => attempt(end(entry.id))} />
      ))}
    </ul>
  );
}

function SessionRow({ entry, onEnd }: { entry: SessionEntry; onEnd: () => void }) {
  return (
    <li>
      <div>
        <strong>{browserName(entry.browser)}</strong> from {entry.address}
        {entry.current && <span className="session-current"> (this browser)</span>}
        <div className="session-times">
          Signed in {dayAndTime(entry.createdAtMs)} · last used {dayAndTime(entry.seenAtMs)}
        </div>
      </div>
      {!entry.current && (
        <Button size="compact-sm" variant="default" flex="none" onClick={onEnd}>
          End
        </Button>
      )}
    </li>
  );
}

/** The part of a user agent that people know. */
function browserName(agent: string): string {
  const found = /(Edg|OPR|Firefox|Chrome|Safari)\/(\d+)/.exec(agent);
  const system = /\((?:X11; )?([^;)]+)/.exec(agent)?.[1];
  if (!found) return agent.slice(0, 40);
  return `${found[1] ?? ''} ${found[2] ?? ''}${system === undefined ? '' : ` on ${system}`}`;
}

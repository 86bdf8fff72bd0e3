import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlayerPlay, IconPower, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { HookEntry } from '../../../src/dashboard/hooks-wire.ts';
import { tell, wordsOf } from '../data/api.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { CountdownPill } from '../parts/countdown-pill.tsx';
import { Problem } from '../parts/problem.tsx';
import { counted, duration } from '../text/words.ts';
import { HookMark } from './hook-mark.tsx';

interface HookRowProps {
  readonly hook: HookEntry;
  readonly onChanged: () => void;
}

/** One hook: how it stands, what it has done, and what can be done about it. */
export function HookRow({ hook, onChanged }: HookRowProps) {
  const { id, kind, lane, now } = hook;
  const { act, failure } = useActs(id, onChanged);
  return (
    <li className="hook-row" data-trouble={now.state === 'open' || undefined}>
      <div className="hook-name">
        <strong>{id.slice(kind.length + 1)}</strong>
        <span>
          hears <code>{kind}</code>
          {lane !== 'normal' && `, ${lane}`}
        </span>
      </div>
      <div className="hook-state">
        <HookMark state={now.state} />
        {now.state === 'open' && (
          <CountdownPill
            untilMs={now.retryAtMs}
            before="Tried again in"
            due="Tried at the next event"
          />
        )}
      </div>
      <Numbers hook={hook} />
      <Acts hook={hook} act={act} />
      {hook.lastProblem !== undefined && (
        <p className="hook-problem">Last problem: {hook.lastProblem}</p>
      )}
      {failure !== undefined && <Problem words={failure} />}
    </li>
  );
}

const shownMs = (ms: number): string => duration(ms * 1000);

function Numbers({ hook }: { hook: HookEntry }) {
  const { runs, failures, timeouts, skipped, dropped, averageMs, longestMs, waiting } = hook;
  const missed = skipped + dropped;
  return (
    <dl className="hook-numbers">
      <div>
        <dt>Calls</dt>
        <dd>{runs.toLocaleString()}</dd>
      </div>
      <div data-trouble={failures > 0 || undefined}>
        <dt>Failed</dt>
        <dd>
          {failures}
          {timeouts > 0 && <small> ({counted(timeouts, 'time-out')})</small>}
        </dd>
      </div>
      <div>
        <dt>Missed</dt>
        <dd>{missed.toLocaleString()}</dd>
      </div>
      <div>
        <dt>Takes</dt>
        <dd>{runs === 0 ? '–' : shownMs(averageMs)}</dd>
      </div>
      <div>
        <dt>At most</dt>
        <dd>{runs === 0 ? '–' : shownMs(longestMs)}</dd>
      </div>
      <div>
        <dt>Waiting</dt>
        <dd>{waiting}</dd>
      </div>
    </dl>
  );
}

type Act = 'disable' | 'enable' | 'reset';

interface ActsProps {
  readonly hook: HookEntry;
  readonly act: (what: Act) => Promise<void>;
}

function Acts({ hook, act }: ActsProps) {
  const { now } = hook;
  if (now.state === 'disabled')
    return (
      <div className="hook-acts">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          onClick={() => void act('enable').catch(() => undefined)}
        >
          Enable
        </Button>
      </div>
    );
  return (
    <div className="hook-acts">
      {now.state !== 'ready' && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={() => void act('reset').catch(() => undefined)}
        >
          Reset
        </Button>
      )}
      <Disable hook={hook} act={act} />
    </div>
  );
}

function Disable({ hook: { id, kind }, act }: ActsProps) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Tooltip label="Disable">
        <ActionIcon
          variant="default"
          size={28}
          aria-label={`Disable ${id}`}
          onClick={() => setAsked(true)}
        >
          <IconPower size={16} />
        </ActionIcon>
      </Tooltip>
      <ConfirmDialog
        opened={asked}
        title={`Disable ${id}?`}
        effect={`It hears no “${kind}” any more until it is enabled, after a restart neither. What comes meanwhile is not made up for.`}
        yes="Disable it"
        onYes={() => act('disable')}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

function useActs(id: string, onChanged: () => void) {
  const [failure, setFailure] = useState<string>();
  const act = async (what: Act) => {
    setFailure(undefined);
    try {
      await tell('POST', `/api/hooks/${encodeURIComponent(id)}/${what}`);
    } catch (thrown) {
      if (what !== 'disable') setFailure(wordsOf(thrown));
      throw thrown;
    } finally {
      onChanged();
    }
  };
  return { act, failure };
}

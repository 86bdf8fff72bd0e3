import { ActionIcon, Button, Switch, Tabs, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { AutomationEntry } from '../../../src/dashboard/automations-wire.ts';
import { counted, dayAndTime } from '../text/words.ts';
import { HistoryPanel } from './history-panel.tsx';
import { TracePanel, outcomeWords } from './trace-panel.tsx';
import type { AutomationsWork } from './use-automations.ts';

interface AutomationRowProps {
  readonly one: AutomationEntry;
  readonly community: string;
  readonly work: AutomationsWork;
  readonly onEdit: () => void;
}

/** One automation: its sentence, whether it is on, how often it ran, and how that went. */
export function AutomationRow({ one, community, work, onEdit }: AutomationRowProps) {
  const { number, name, mode, sentence } = one;
  const [open, setOpen] = useState(false);
  const change = (what: object) => void work.change({ number, ...what });
  return (
    <li className="automation-row" data-mode={mode}>
      <div className="automation-head">
        <strong>{`${number} ${name}`}</strong>
        <Switch
          size="sm"
          label={mode}
          aria-label={`Automation ${number} is ${mode}`}
          checked={mode === 'on'}
          onChange={(event) =>
            change({ act: 'mode', mode: event.currentTarget.checked ? 'on' : 'off' })
          }
        />
      </div>
      <p className="automation-sentence">{sentence}</p>
      {mode === 'paused' && (
        <p className="automation-paused">
          Paused: it failed five times in a row. The trace says why; switch it on to try again.
        </p>
      )}
      <div className="automation-head">
        <span className="automation-facts">{factsOf(one)}</span>
        <span className="automation-acts">
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(!open)}>
            {open ? 'Hide trace' : 'Trace'}
          </Button>
          <Act label={`Change automation ${number}`} onClick={onEdit} Icon={IconPencil} />
          <Act
            label={`Remove automation ${number}; the history keeps it`}
            onClick={() => change({ act: 'remove' })}
            Icon={IconTrash}
          />
        </span>
      </div>
      {open && <Past {...{ community, one }} />}
    </li>
  );
}

const Past = ({ community, one }: Pick<AutomationRowProps, 'community' | 'one'>) => (
  <Tabs defaultValue="trace" keepMounted={false}>
    <Tabs.List>
      <Tabs.Tab value="trace">Last runs</Tabs.Tab>
      <Tabs.Tab value="history">History</Tabs.Tab>
    </Tabs.List>
    <Tabs.Panel value="trace">
      <TracePanel {...{ community, number: one.number, runs: one.last?.atMs ?? 0 }} />
    </Tabs.Panel>
    <Tabs.Panel value="history">
      <HistoryPanel {...{ community, number: one.number }} />
    </Tabs.Panel>
  </Tabs>
);

function factsOf({ runs, last, nextAtMs }: AutomationEntry): string {
  const ran = runs === 0 ? 'has not run yet' : `ran ${counted(runs, 'time')}`;
  const lately = last && last.outcome !== 'done' ? `; last: ${outcomeWords[last.outcome]}` : '';
  const next = nextAtMs === undefined ? '' : `; next ${dayAndTime(nextAtMs)}`;
  return `${ran}${lately}${next}`;
}

interface ActProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly Icon: typeof IconTrash;
}

const Act = ({ label, onClick, Icon }: ActProps) => (
  <Tooltip label={label}>
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
      <Icon size={16} />
    </ActionIcon>
  </Tooltip>
);

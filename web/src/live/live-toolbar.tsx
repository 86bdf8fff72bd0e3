import { Button, Chip, Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import type { PlatformName, TraceOutcome } from '../../../src/dashboard/wire.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { platformWord } from '../parts/platform-mark.tsx';
import { outcomeNames, outcomeWord } from '../parts/outcome-mark.tsx';
import { counted } from '../text/words.ts';
import type { TraceFilter } from './trace-filter.ts';

interface LiveToolbarProps {
  readonly filter: TraceFilter;
  readonly setFilter: (filter: TraceFilter) => void;
  readonly paused: boolean;
  /** How many came since the list was paused. */
  readonly waiting: number;
  readonly onPause: () => void;
}

/** The platforms that there are connections to. */
function usePlatforms(): { value: PlatformName | 'all'; label: string }[] {
  const connections = useStore(live, (state) => state.connections);
  const known = [...new Set(connections.map((connection) => connection.platform))].sort();
  return [
    { value: 'all', label: 'All' },
    ...known.map((value) => ({ value, label: platformWord(value) })),
  ];
}

export function LiveToolbar({ filter, setFilter, paused, waiting, onPause }: LiveToolbarProps) {
  const platforms = usePlatforms();
  return (
    <div className="live-toolbar" role="search">
      <TextInput
        className="live-search"
        aria-label="Search the events"
        placeholder="Search: name, channel, words"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={filter.text}
        onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label="Platform"
        data={platforms}
        value={filter.platform}
        onChange={(platform) => setFilter({ ...filter, platform })}
      />
      <OutcomeChips
        picked={filter.outcomes}
        onPick={(outcomes) => setFilter({ ...filter, outcomes })}
      />
      <Button
        className="live-pause"
        variant={paused ? 'filled' : 'default'}
        leftSection={paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={onPause}
        aria-pressed={paused}
      >
        {paused ? `Go on (${counted(waiting, 'new event')})` : 'Pause'}
      </Button>
    </div>
  );
}

interface OutcomeChipsProps {
  readonly picked: readonly TraceOutcome[];
  readonly onPick: (outcomes: readonly TraceOutcome[]) => void;
}

function OutcomeChips({ picked, onPick }: OutcomeChipsProps) {
  const flip = (outcome: TraceOutcome) =>
    onPick(
      picked.includes(outcome) ? picked.filter((one) => one !== outcome) : [...picked, outcome],
    );
  return (
    <Group className="live-outcomes" gap={6} role="group" aria-label="Outcome">
      {outcomeNames.map((outcome) => (
        <Chip
          key={outcome}
          size="xs"
          variant="outline"
          checked={picked.includes(outcome)}
          onChange={() => flip(outcome)}
        >
          {outcomeWord(outcome)}
        </Chip>
      ))}
    </Group>
  );
}

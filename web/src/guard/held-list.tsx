import { Button, Menu } from '@mantine/core';
import { IconClockPlus, IconLockOpen, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { GuardHeld } from '../../../src/dashboard/wire.ts';
import { tell } from '../data/api.ts';
import { live } from '../data/live.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { CountdownPill } from '../parts/countdown-pill.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { counted, span } from '../text/words.ts';
import { extendEffect, liftEffect } from './effects.ts';
import { useNow } from './use-now.ts';
import { reasonWord, stageWord, subjectOf } from './words.ts';

/** What somebody is about to do to something that is held. */
interface Asked {
  readonly held: GuardHeld;
  /** Undefined: lift it. */
  readonly byMs: number | undefined;
}

const longer = [
  ['5 minutes', 300_000],
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
] as const;

/** Who and what is held back now; what is over falls out by itself. */
export function HeldList({ held }: { held: readonly GuardHeld[] }) {
  const nowMs = useNow();
  const [asked, setAsked] = useState<Asked>();
  const [opened, setOpened] = useState(false);
  const shown = held.filter(({ untilMs }) => untilMs > nowMs);
  const open = (what: Asked) => {
    setAsked(what);
    setOpened(true);
  };
  return (
    <section className="guard-panel" aria-label="Held back now">
      <h2>
        Held back now <span className="guard-count">{shown.length}</span>
      </h2>
      {shown.length === 0 && <NobodyHeld />}
      <ul className="held-rows" aria-live="polite">
        {shown.map((one) => (
          <HeldRow key={one.id} held={one} onAsk={(byMs) => open({ held: one, byMs })} />
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          opened={opened}
          title={asked.byMs === undefined ? 'Lift it now?' : 'Hold it longer?'}
          effect={effectOf(asked)}
          yes={asked.byMs === undefined ? 'Lift' : `Hold ${span(asked.byMs)} longer`}
          onYes={() => carryOut(asked)}
          onClose={() => setOpened(false)}
        />
      )}
    </section>
  );
}

const effectOf = ({ held, byMs }: Asked): string => {
  const leftMs = Math.max(0, held.untilMs - Date.now() - live.get().clockOffsetMs);
  return byMs === undefined ? liftEffect(held, leftMs) : extendEffect(held, leftMs, byMs);
};

const carryOut = ({ held, byMs }: Asked): Promise<void> =>
  byMs === undefined
    ? tell('POST', '/api/guard/lift', { id: held.id })
    : tell('POST', '/api/guard/extend', { id: held.id, byMs });

interface HeldRowProps {
  readonly held: GuardHeld;
  readonly onAsk: (byMs: number | undefined) => void;
}

function HeldRow({ held, onAsk }: HeldRowProps) {
  const { stage, reason, place, actor, command, untilMs, refusals } = held;
  const subject = subjectOf(held);
  return (
    <li className="held-row">
      <div className="held-who">
        <strong title={actor ?? held.channel}>{subject}</strong>
        <span>
          {reasonWord(reason)}
          {command !== undefined && ` (${command})`}
          {actor !== undefined && place !== undefined && ` in ${place}`}
          {refusals !== undefined && refusals > 1 && `, ${counted(refusals, 'refusal')}`}
        </span>
      </div>
      <span className="held-stage">{stageWord(stage)}</span>
      <CountdownPill untilMs={untilMs} before="For" due="Over" />
      <div className="held-acts">
        {held.canLift && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconLockOpen size={15} aria-hidden="true" />}
            aria-label={`Lift: ${subject}, ${reasonWord(reason)}`}
            onClick={() => onAsk(undefined)}
          >
            Lift
          </Button>
        )}
        {held.canExtend && <ExtendMenu held={held} onAsk={onAsk} />}
      </div>
    </li>
  );
}

const ExtendMenu = ({ held, onAsk }: HeldRowProps) => (
  <Menu position="bottom-end" withArrow>
    <Menu.Target>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconClockPlus size={15} aria-hidden="true" />}
        aria-label={`Extend: ${subjectOf(held)}, ${reasonWord(held.reason)}`}
      >
        Extend
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {longer.map(([name, byMs]) => (
        <Menu.Item key={name} onClick={() => onAsk(byMs)}>
          {name} longer
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);

const NobodyHeld = () => (
  <EmptyState icon={<IconShieldCheck />} title="Nobody and nothing is held back">
    <p>
      Whoever gives commands too fast appears here with the stage that stopped them and a countdown.
      Play the scenario “One spammer” in the Playground to see it.
    </p>
  </EmptyState>
);

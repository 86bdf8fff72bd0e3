import { IconBell, IconEye, IconHandStop, IconPower } from '@tabler/icons-react';
import type { GuardMode, GuardStageView } from '../../../src/dashboard/wire.ts';
import { modeMeaning, modeWords, stageWords } from './words.ts';

const icons = { live: IconHandStop, shadow: IconEye, watch: IconBell, off: IconPower } as const;

/** Each stage in its order, and whether it refuses, watches or sleeps: by word and shape. */
export const StageStrip = ({ stages }: { stages: readonly GuardStageView[] }) => (
  <ol className="stage-strip" aria-label="Stages, in their order">
    {stages.map(({ stage, asks, mode }) => (
      <li key={stage} title={`${asks} ${modeWords[mode]}: ${modeMeaning[mode]}.`}>
        <strong>{stageWords[stage]}</strong>
        <ModeMark mode={mode} />
        <small>{asks}</small>
      </li>
    ))}
  </ol>
);

function ModeMark({ mode }: { mode: GuardMode }) {
  const Icon = icons[mode];
  return (
    <span className="mode-mark" data-mode={mode}>
      <Icon size={14} aria-hidden="true" />
      {modeWords[mode]}
    </span>
  );
}

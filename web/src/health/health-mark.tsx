import { IconAlertTriangle, IconCircleCheck, IconFlame } from '@tabler/icons-react';
import type { HealthStateName } from '../../../src/dashboard/health-wire.ts';
import '../parts/outcome-mark.css';

const looks = {
  ok: { word: 'Well', tone: 'good', Icon: IconCircleCheck },
  degraded: { word: 'Degraded', tone: 'warn', Icon: IconAlertTriangle },
  critical: { word: 'Critical', tone: 'bad', Icon: IconFlame },
} as const satisfies Record<HealthStateName, object>;

export const healthWord = (state: HealthStateName): string => looks[state].word;

/** How something is, by word, shape and colour. */
export function HealthMark({ state }: { state: HealthStateName }) {
  const { word, tone, Icon } = looks[state];
  return (
    <span className="outcome-mark" data-tone={tone}>
      <Icon size={16} stroke={2.2} aria-hidden="true" />
      {word}
    </span>
  );
}

/**
 * Guard: how operators see what the guard holds back, lift it, and set its limits. The judging itself is elsewhere.
 */
import { defineModule } from '../../sdk/index.ts';
import { cooldownClear, cooldownList } from './cooldown.ts';
import { cooldownSet } from './cooldown-set.ts';
import { floodLift, floodStatus } from './flood.ts';
import { floodOutput } from './flood-output.ts';
import { floodSet } from './flood-set.ts';
import { outputTexts } from './output-texts.ts';
import { rateStats, rateUser } from './rate.ts';
import { rateReset } from './rate-reset.ts';
import { rateHold, rateUnban, rateUnmute } from './sanctions.ts';
import { texts } from './texts.ts';

export const guard = defineModule({
  name: 'guard',
  version: '1.0.0',
  capabilities: [
    { name: 'guard.view', least: 'helper', text: 'See whom and what the guard holds back.' },
    {
      name: 'guard.manage',
      least: 'moderator',
      text: 'Lift what the guard has set in this community, set it, and set its limits there.',
    },
    {
      name: 'guard.everywhere',
      least: 'instanceOwner',
      text: 'The same for every community at once, and forget what is counted about people.',
    },
  ],
  commands: [
    ...[cooldownClear, cooldownList, cooldownSet],
    ...[floodLift, floodOutput, floodSet, floodStatus],
    ...[rateHold, rateReset, rateStats, rateUnban, rateUnmute, rateUser],
  ],
  texts: { en: { ...texts.en, ...outputTexts.en }, fr: { ...texts.fr, ...outputTexts.fr } },
});

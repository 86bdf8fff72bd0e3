/**
 * Guard: how operators see what the guard holds back, and lift it. The judging itself is elsewhere.
 */
import { defineModule } from '../../sdk/index.ts';
import { floodLift, floodStatus } from './flood.ts';
import { floodOutput } from './flood-output.ts';
import { outputTexts } from './output-texts.ts';
import { rateReset, rateStats, rateUnban, rateUser, unmute } from './rate.ts';
import { texts } from './texts.ts';

export const guard = defineModule({
  name: 'guard',
  version: '1.0.0',
  capabilities: [
    { name: 'guard.view', least: 'helper', text: 'See whom and what the guard holds back.' },
    { name: 'guard.manage', least: 'moderator', text: 'Lift what the guard has set.' },
  ],
  commands: [
    floodLift,
    floodOutput,
    floodStatus,
    rateReset,
    rateStats,
    rateUnban,
    rateUser,
    unmute,
  ],
  texts: { en: { ...texts.en, ...outputTexts.en }, fr: { ...texts.fr, ...outputTexts.fr } },
});

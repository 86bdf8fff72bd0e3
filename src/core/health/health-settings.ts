import { channel } from '../settings/kinds.ts';
import type { SettingSet } from '../settings/settings.ts';

export const healthSettings = {
  'health.alertChannel': channel({
    text: 'Where operators are told of the bot’s health; where it is empty, where they are told of everything.',
  }),
} satisfies SettingSet;

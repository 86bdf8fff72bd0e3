/**
 * Settings: look at them, change them, compare, take back, for a channel, a space, its community or the whole
 * instance. What there is to be set is declared elsewhere, by whoever obeys it.
 */
import { defineModule } from '../../sdk/index.ts';
import { settingsConfirm, settingsExport, settingsImport } from './files.ts';
import { settingsDiff, settingsHistory, settingsRollback } from './past.ts';
import { settingsGet, settingsList, settingsValidate } from './read.ts';
import { settingsStage, settingsStaged, settingsUnstage } from './staged.ts';
import { texts } from './texts.ts';
import { settingsReset, settingsSet } from './write.ts';

export const settings = defineModule({
  name: 'settings',
  version: '1.0.0',
  capabilities: [
    { name: 'settings.view', least: 'moderator', text: 'See the settings of a space.' },
  ],
  commands: [
    ...[settingsList, settingsGet, settingsSet, settingsReset],
    ...[settingsHistory, settingsDiff, settingsRollback],
    ...[settingsExport, settingsImport, settingsConfirm, settingsValidate],
    ...[settingsStage, settingsStaged, settingsUnstage],
  ],
  texts,
});

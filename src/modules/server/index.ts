/**
 * Server: how Castellan is called in one place (prefix, by name, language). Administrators only.
 */
import { defineModule } from '../../sdk/index.ts';
import { language } from './language.ts';
import { mentionprefix } from './mentionprefix.ts';
import { serversettings } from './serversettings.ts';
import { setprefix } from './setprefix.ts';
import { texts } from './texts.ts';

export const server = defineModule({
  name: 'server',
  version: '1.0.0',
  capabilities: [
    {
      name: 'settings.manage',
      least: 'administrator',
      text: 'Change the settings of a space.',
    },
  ],
  commands: [language, mentionprefix, serversettings, setprefix],
  texts,
});

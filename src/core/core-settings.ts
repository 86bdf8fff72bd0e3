import { boolean, choice, text } from './settings/kinds.ts';
import type { SettingSet } from './settings/settings.ts';
import { languages } from './texts/texts.ts';

/** What the core itself can be told, per space or for the whole instance. */
export const coreSettings = {
  'core.prefix': text({
    default: '!',
    maxLength: 5,
    pattern: /^\S{1,5}$/u,
    takes: '1 to 5 characters without spaces',
    text: 'What stands before a command.',
  }),
  'core.mentionPrefix': boolean({
    default: true,
    text: 'Whether a message that begins by addressing the bot is a command.',
  }),
  'core.language': choice({
    default: 'en',
    options: languages,
    text: 'The language of answers.',
  }),
  'core.alertChannel': text({
    default: '',
    maxLength: 285,
    pattern: /^([a-z0-9][a-z0-9-]{0,31}\/\S{1,250})?$/u,
    takes: 'the id of a channel, like libera/#ops; nothing for none',
    text: 'Where operators are told what they should know of.',
  }),
} satisfies SettingSet;

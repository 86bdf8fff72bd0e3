import { commandSettings } from './commands/command-settings.ts';
import { boolean, channel, choice, secret, text } from './settings/kinds.ts';
import type { SettingSet } from './settings/settings.ts';
import { isTimeZone } from './settings/when.ts';
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
  'core.alertChannel': channel({ text: 'Where operators are told what they should know of.' }),
  'core.alertWebhook': secret({
    pattern: /^https?:\/\/\S{1,490}$/u,
    takes: 'the address of a webhook, which begins with https://; it is never shown again',
    text: 'Where alerts of the whole instance are posted; only what is set for the instance counts.',
  }),
  'core.timeZone': text({
    default: 'UTC',
    maxLength: 64,
    fits: isTimeZone,
    takes: 'the name of a time zone, like UTC or Europe/Paris',
    text: 'The time zone in which times are written and read.',
  }),
  ...commandSettings,
} satisfies SettingSet;

import { defineTexts } from '../texts/texts.ts';

/** What is said of the pages, cards and routes of modules. */
export const webTexts = defineTexts({
  en: {
    'web.bad-input': 'The request was not understood: {issues}.',
    'web.unknown': 'There is no `{name}` here: its extension may have been unloaded.',
    'web.resting': '`{module}` failed too often and rests for a moment.',
    'web.late': '`{module}` took too long and gave no answer.',
    'web.failed': 'Something went wrong in `{module}`; the log says what.',
  },
  fr: {
    'web.bad-input': 'La demande n’a pas été comprise : {issues}.',
    'web.unknown': 'Il n’y a pas de `{name}` ici : son extension a peut-être été déchargée.',
    'web.resting': '`{module}` a échoué trop souvent et se repose un moment.',
    'web.late': '`{module}` a mis trop de temps et n’a pas répondu.',
    'web.failed': 'Quelque chose s’est mal passé dans `{module}` ; le journal dit quoi.',
  },
});

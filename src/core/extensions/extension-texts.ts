import { defineTexts } from '../texts/texts.ts';

/** What alerts and refusals say of extensions. */
export const extensionTexts = defineTexts({
  en: {
    'check.rank':
      'Only {needed, select, instanceOwner {the owner of this bot} other {the owner of this place or of this bot}} may do that.',
    'extensions.alert':
      'The extension `{name}` failed: {problem}. {runs, select, yes {Its version before goes on.} other {It is not loaded.}}',
    'extensions.alert-over': 'The extension `{name}` is well again.',
    'extensions.unknown':
      'There is no extension `{name}`. `extensions` shows those that there are.',
    'extensions.blacklisted':
      '`{name}` is on the blacklist of the configuration ("extensions: blacklist"). Take it off there first.',
    'extensions.loaded': '`{name}` is loaded already. `reload {name}` loads it anew.',
    'extensions.not-loaded': '`{name}` is not loaded. `load {name}` loads it.',
    'extensions.built-in': '`{name}` is a part of the program and cannot be unloaded.',
    'extensions.needed': '`{name}` is needed by {by}. Unload that first.',
    'extensions.failed': '`{name}` was not loaded: {problem}',
    'extensions.failed-old-runs':
      'The new version of `{name}` was not loaded, and the one before goes on: {problem}',
  },
  fr: {
    'check.rank':
      'Seul {needed, select, instanceOwner {le propriétaire de ce robot} other {le propriétaire de ce lieu ou de ce robot}} peut faire cela.',
    'extensions.alert':
      'L’extension `{name}` a échoué : {problem}. {runs, select, yes {Sa version précédente continue.} other {Elle n’est pas chargée.}}',
    'extensions.alert-over': 'L’extension `{name}` va de nouveau bien.',
    'extensions.unknown':
      'Il n’y a pas d’extension `{name}`. `extensions` montre celles qu’il y a.',
    'extensions.blacklisted':
      '`{name}` est sur la liste noire de la configuration (« extensions: blacklist »). Retirez-la d’abord.',
    'extensions.loaded': '`{name}` est déjà chargée. `reload {name}` la recharge.',
    'extensions.not-loaded': '`{name}` n’est pas chargée. `load {name}` la charge.',
    'extensions.built-in': '`{name}` fait partie du programme et ne peut pas être déchargée.',
    'extensions.needed': '{by} a besoin de `{name}`. Déchargez-la d’abord.',
    'extensions.failed': '`{name}` n’a pas été chargée : {problem}',
    'extensions.failed-old-runs':
      'La nouvelle version de `{name}` n’a pas été chargée, et la précédente continue : {problem}',
  },
});

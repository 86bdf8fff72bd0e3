import { defineTexts } from '../texts/texts.ts';

/** What alerts and refusals say of extensions. */
export const extensionTexts = defineTexts({
  en: {
    'check.rank':
      'Only {needed, select, instanceOwner {the owner of this bot} other {the owner of this place or of this bot}} may do that.',
    'check.no-command': 'There is no command `{command}`.',
    'extensions.alert':
      'The extension `{name}` failed: {problem}. {runs, select, yes {Its version before goes on.} other {It is not loaded.}}',
    'extensions.alert-over': 'The extension `{name}` is well again.',
    'extensions.asks':
      'The extension `{name}` waits to be allowed its powers. `extensions info {name}` says what it wants, `extensions allow {name}` allows it.',
    'extensions.built-in-rights': '`{name}` is a part of the program and has all rights already.',
    'extensions.guest-away':
      '`{name}` is not running just now{state, select, resting {, and starts again in a moment} other {: an operator can `reload` it}}.',
    'extensions.guest-late': '`{name}` took too long and gave no answer.',
    'extensions.guest-forgot': 'That is too long ago. Ask again.',
    'extensions.guest-stopped':
      'The guest `{name}` was stopped: {why}. {state, select, resting {It starts again in a moment.} other {It ended too often and stays stopped until `reload {name}`.}}',
    'power.events': 'hears: {events}',
    'power.speak': 'speaks in channels without having been asked',
    'power.alert': 'raises alerts for operators',
    'power.hosts': 'exchanges data with {hosts}',
    'power.storage': 'keeps up to {storage}',
    'power.files': 'keeps files in a folder of its own',
    'power.publicRoutes': 'answers anybody who asks at its addresses on the web',
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
    'check.no-command': 'Il n’y a pas de commande `{command}`.',
    'extensions.alert':
      'L’extension `{name}` a échoué : {problem}. {runs, select, yes {Sa version précédente continue.} other {Elle n’est pas chargée.}}',
    'extensions.alert-over': 'L’extension `{name}` va de nouveau bien.',
    'extensions.asks':
      'L’extension `{name}` attend que ses pouvoirs soient autorisés. `extensions info {name}` dit ce qu’elle veut, `extensions allow {name}` l’autorise.',
    'extensions.built-in-rights': '`{name}` fait partie du programme et a déjà tous les droits.',
    'extensions.guest-away':
      '`{name}` ne tourne pas en ce moment{state, select, resting { et redémarre dans un instant} other { : un opérateur peut la recharger par `reload`}}.',
    'extensions.guest-late': '`{name}` a mis trop de temps et n’a pas répondu.',
    'extensions.guest-forgot': 'C’est trop ancien. Demandez à nouveau.',
    'extensions.guest-stopped':
      'L’invitée `{name}` a été arrêtée : {why}. {state, select, resting {Elle redémarre dans un instant.} other {Elle s’est arrêtée trop souvent et le reste jusqu’à `reload {name}`.}}',
    'power.events': 'entend : {events}',
    'power.speak': 'parle dans des salons sans qu’on le lui demande',
    'power.alert': 'alerte les opérateurs',
    'power.hosts': 'échange des données avec {hosts}',
    'power.storage': 'garde jusqu’à {storage}',
    'power.files': 'garde des fichiers dans un dossier à elle',
    'power.publicRoutes': 'répond à quiconque s’adresse à elle sur le web',
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

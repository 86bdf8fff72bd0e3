import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'server.no-space': 'This works only in a channel or server.',
    'setprefix.about': 'Change what stands before commands here.',
    'setprefix.arg.prefix': 'The new prefix, 1 to 5 characters without spaces',
    'setprefix.done': 'Commands here now begin with `{prefix}`, like `{prefix}help`.',
    'mentionprefix.about': 'Choose whether addressing me by name also makes a command.',
    'mentionprefix.arg.action': 'enable, disable or status',
    'mentionprefix.now':
      'From now on, addressing me by name {state, select, on {makes a command} other {makes no command}}.',
    'mentionprefix.is':
      'Addressing me by name {state, select, on {makes a command} other {makes no command}} here.',
    'setlanguage.about': 'Choose the language that I speak here.',
    'setlanguage.arg.language': 'en or fr',
    'setlanguage.done':
      'From the next answer on, I speak {language, select, fr {French} other {English}} here.',
    'serversettings.about': 'Show how I am set up here.',
    'serversettings.title': 'Settings of {place}',
    'serversettings.prefix': '**Prefix**: `{prefix}`',
    'serversettings.mention': '**Commands by name**: {state, select, on {on} other {off}}',
    'serversettings.language': '**Language**: {language, select, fr {French} other {English}}',
    'serversettings.members': '**Members**: {members, number}',
    'serversettings.ways': '**Ways to call me**: {ways}',
    'serversettings.way-prefix': '`{prefix}help`',
    'serversettings.way-mention': 'my name and the command',
    'serversettings.way-slash': '`/help`',
  },
  fr: {
    'server.no-space': 'Cela ne marche que dans un salon ou sur un serveur.',
    'setprefix.about': 'Changer ce qui précède les commandes ici.',
    'setprefix.arg.prefix': 'Le nouveau préfixe, de 1 à 5 caractères sans espace',
    'setprefix.done':
      'Ici, les commandes commencent désormais par `{prefix}`, comme `{prefix}help`.',
    'mentionprefix.about': 'Choisir si m’appeler par mon nom vaut commande.',
    'mentionprefix.arg.action': 'enable, disable ou status',
    'mentionprefix.now':
      'Désormais, m’appeler par mon nom {state, select, on {vaut commande} other {ne vaut plus commande}}.',
    'mentionprefix.is':
      'Ici, m’appeler par mon nom {state, select, on {vaut commande} other {ne vaut pas commande}}.',
    'setlanguage.about': 'Choisir la langue que je parle ici.',
    'setlanguage.arg.language': 'en ou fr',
    'setlanguage.done':
      'Dès la prochaine réponse, je parle {language, select, fr {français} other {anglais}} ici.',
    'serversettings.about': 'Montrer comment je suis réglé ici.',
    'serversettings.title': 'Réglages de {place}',
    'serversettings.prefix': '**Préfixe** : `{prefix}`',
    'serversettings.mention': '**Commandes par mon nom** : {state, select, on {oui} other {non}}',
    'serversettings.language': '**Langue** : {language, select, fr {français} other {anglais}}',
    'serversettings.members': '**Membres** : {members, number}',
    'serversettings.ways': '**Façons de m’appeler** : {ways}',
    'serversettings.way-prefix': '`{prefix}help`',
    'serversettings.way-mention': 'mon nom puis la commande',
    'serversettings.way-slash': '`/help`',
  },
});

import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'category.basics': 'Basics',
    'category.server': 'This place',
    'category.operators': 'For operators',
    'help.about': 'List the commands, or explain one.',
    'help.arg.command': 'The command to explain',
    'help.title': 'What I can do',
    'help.intro':
      'Choose a category below, or type `{prefix}help` and the name of a command to see how it is used.',
    'help.more': '{prefix}help and the name of a command tells how it is used.',
    'help.count': '{count, plural, one {# command} other {# commands}}',
    'help.choose': 'Choose a category',
    'help.page': 'Page {number} of {pages}',
    'help.previous': 'Previous',
    'help.next': 'Next',
    'help.back': 'Back',
    'help.usage': 'Usage: `{usage}` — for example `{example}`',
    'help.aliases': 'Also known as {names}',
    'help.unknown':
      'There is no command `{typed}` that you may use here. `{prefix}help` lists those there are.',
  },
  fr: {
    'category.basics': 'Bases',
    'category.server': 'Ce lieu',
    'category.operators': 'Pour les opérateurs',
    'help.about': 'Lister les commandes, ou en expliquer une.',
    'help.arg.command': 'La commande à expliquer',
    'help.title': 'Ce que je sais faire',
    'help.intro':
      'Choisissez une catégorie, ou tapez `{prefix}help` et le nom d’une commande pour savoir comment l’utiliser.',
    'help.more': '{prefix}help suivi du nom d’une commande dit comment l’utiliser.',
    'help.count': '{count, plural, one {# commande} other {# commandes}}',
    'help.choose': 'Choisissez une catégorie',
    'help.page': 'Page {number} sur {pages}',
    'help.previous': 'Précédente',
    'help.next': 'Suivante',
    'help.back': 'Retour',
    'help.usage': 'Usage : `{usage}` — par exemple `{example}`',
    'help.aliases': 'Aussi connue comme {names}',
    'help.unknown':
      'Aucune commande `{typed}` ne vous est ouverte ici. `{prefix}help` montre celles qu’il y a.',
  },
});

import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'plugins.about': 'The modules of this bot, and which of them are on here.',
    'plugins.unknown': 'No module `{typed}` is loaded. `plugins list` shows those that are.',
    'plugins list.about': 'The modules of this bot, and which of them are on here.',
    'plugins list.arg.page': 'Which page',
    'plugins list.title': '{count, plural, one {# module} other {# modules}}',
    'plugins list.line':
      '{mark, select, on {✅} off {⏸️} other {⚠️}} **{name}** {version} · {commands, plural, =0 {no commands} one {# command} other {# commands}}{mark, select, off {, switched off here} other {}}',
    'plugins list.page': 'Page {page} of {pages}: {prefix}plugins list 2',
    'plugins info.about': 'About one module.',
    'plugins info.arg.plugin': 'Its name, as in the list',
    'plugins info.text': '{text}',
    'plugins info.author': 'By {author}',
    'plugins info.commands': 'Commands: {names}',
    'plugins info.needs': 'Needs: {names}',
    'plugins disable.about':
      'Switch a module off here: its commands, listeners and rules rest, and help leaves it out.',
    'plugins disable.arg.plugin': 'Its name',
    'plugins disable.arg.scope': 'Where: in this space, where nothing else is said',
    'plugins disable.done':
      '{changed, select, yes {`{plugin}` is switched off there.} other {`{plugin}` was off there already.}}',
    'plugins enable.about': 'Switch a module on again here.',
    'plugins enable.arg.plugin': 'Its name',
    'plugins enable.arg.scope': 'Where: in this space, where nothing else is said',
    'plugins enable.done':
      '{changed, select, yes {`{plugin}` is on again there.} other {`{plugin}` was on there already.}}',
  },
  fr: {
    'plugins.about': 'Les modules de ce robot, et lesquels sont actifs ici.',
    'plugins.unknown':
      'Aucun module `{typed}` n’est chargé. `plugins list` montre ceux qui le sont.',
    'plugins list.about': 'Les modules de ce robot, et lesquels sont actifs ici.',
    'plugins list.arg.page': 'Quelle page',
    'plugins list.title': '{count, plural, one {# module} other {# modules}}',
    'plugins list.line':
      '{mark, select, on {✅} off {⏸️} other {⚠️}} **{name}** {version} · {commands, plural, =0 {aucune commande} one {# commande} other {# commandes}}{mark, select, off {, désactivé ici} other {}}',
    'plugins list.page': 'Page {page} sur {pages} : {prefix}plugins list 2',
    'plugins info.about': 'Tout sur un module.',
    'plugins info.arg.plugin': 'Son nom, comme dans la liste',
    'plugins info.text': '{text}',
    'plugins info.author': 'Par {author}',
    'plugins info.commands': 'Commandes : {names}',
    'plugins info.needs': 'A besoin de : {names}',
    'plugins disable.about':
      'Désactiver un module ici : ses commandes, écouteurs et règles se reposent, et l’aide l’omet.',
    'plugins disable.arg.plugin': 'Son nom',
    'plugins disable.arg.scope': 'Où : dans cet espace, sauf indication contraire',
    'plugins disable.done':
      '{changed, select, yes {`{plugin}` y est désactivé.} other {`{plugin}` y était déjà désactivé.}}',
    'plugins enable.about': 'Réactiver un module ici.',
    'plugins enable.arg.plugin': 'Son nom',
    'plugins enable.arg.scope': 'Où : dans cet espace, sauf indication contraire',
    'plugins enable.done':
      '{changed, select, yes {`{plugin}` y est de nouveau actif.} other {`{plugin}` y était déjà actif.}}',
  },
});

import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'market menu.about': 'What the market of extensions can do.',
    'market menu.title': 'Market',
    'market menu.look':
      'Look: `{prefix}market browse`, `{prefix}market search quotes`, `{prefix}market info quotes`',
    'market menu.change':
      'For the owner of the bot: `{prefix}market install`, `enable`, `update`, `rollback`, `uninstall`, `installed`, `refresh`, `deps`, `id`',
    'market terms.about': 'The terms of the market.',
    'market terms.title': 'Terms of the market',
    'market terms.accepted': 'You have accepted them.',
    'market terms.how': 'To accept them: `{prefix}market accept`',
    'market accept.about': 'Accept the terms of the market.',
    'market accept.done': 'Accepted. `{prefix}market browse` shows what there is.',
    'market list.title': '{count, plural, one {# extension} other {# extensions}} on offer',
    'market list.none': 'Nothing is like that.',
    'market list.line':
      '{status, select, working {✅} beta {🧪} other {⛔}} **{title}** {version} by {author} (`{id}`{held, select, here {, installed} waits {, waits to be enabled} older {, another version is installed} other {}}): {description}',
    'market list.problem': '❌ {index}: {why}',
    'market list.page':
      'Page {page} of {pages}. ✅ working 🧪 beta ⛔ broken. {prefix}market info ID tells more.',
    'market list.choose': 'Look at one',
    'market list.previous': 'Previous',
    'market list.next': 'Next',
    'market list.back': 'Back',
    'market browse.about': 'The extensions on offer, five at a time.',
    'market browse.arg.page': 'Which page',
    'market browse.arg.category': 'Only those of this category',
    'market search.about': 'Extensions on offer that have these words in name or description.',
    'market search.arg.words': 'What to look for',
    'market info.about': 'All about one extension on offer.',
    'market info.arg.id': 'Its id, as in the list',
    'market info.details': '{details}',
    'market info.facts': 'Category {category}, licence {licence}, of {date}, {kilobytes} kB',
    'market info.powers':
      '{count, plural, =0 {It names nothing that it asks to be allowed.} other {It asks to be allowed: {powers}}}',
    'market info.fits': 'Works with Castellan {range}',
    'market info.from': 'From {index}, signed by key {publisher}',
    'market info.page': 'More: {homepage}',
    'market info.next':
      '{held, select, no {{prefix}market install {id}} waits {{prefix}market enable {id}} older {{prefix}market update {id}} other {It is enabled.}}',
    'market install.about': 'Download and check an extension. It does not run yet.',
    'market install.arg.id': 'Its id',
    'market install.done':
      '`{id}` {staged} is installed. None of it runs yet: `{prefix}market enable {id}` puts it to use.',
    'market update.about': 'Download and check the newest version. The one that runs goes on.',
    'market update.arg.id': 'Its id',
    'market update.done':
      '`{id}` {staged} is installed beside {enabled}, which goes on. `{prefix}market enable {id}` puts it to use.',
    'market enable.about': 'Load what was installed, in the place of the version before.',
    'market enable.arg.id': 'Its id',
    'market enable.done':
      '`{id}` {enabled} is enabled.{previous, select, none {} other { `{prefix}market rollback {id}` brings back {previous}.}}',
    'market uninstall.about': 'Take an extension out; what it kept stays, unless told otherwise.',
    'market uninstall.arg.id': 'Its id',
    'market uninstall.arg.data': '`--purge`: what it kept goes, too, and does not come back',
    'market uninstall.done': '`{id}` is uninstalled.',
    'market uninstall.data':
      '{purged, select, yes {Gone with it} other {Kept}}: {rows, plural, one {# row} other {# rows}}, {values, plural, one {# value} other {# values}}, {files, plural, one {# file} other {# files}}, {settings, plural, one {# setting} other {# settings}}.{purged, select, yes {} other { `{prefix}market uninstall {id} --purge` removes that.}}',
    'market uninstall.needed': '⚠️ {names} need `{id}` and will not be loaded without it.',
    'market rollback.about': 'Back to the version before.',
    'market rollback.arg.id': 'Its id',
    'market rollback.done':
      '`{id}` {enabled} is enabled again.{previous, select, none {} other { `{prefix}market rollback {id}` would bring back {previous}.}}',
    'market refresh.about': 'Ask every index again.',
    'market refresh.done': '{count, plural, one {# extension} other {# extensions}} on offer',
    'market refresh.index': '✅ {index}, number {serial}',
    'market installed.about': 'What was installed from a market.',
    'market installed.title':
      '{count, plural, =0 {Nothing was installed from a market} one {# extension from a market} other {# extensions from a market}}',
    'market installed.line':
      '**{id}**: {enabled, select, none {not enabled} other {{enabled} is enabled}}{staged, select, none {} other {, {staged} waits to be enabled}}{previous, select, none {} other {, {previous} can be brought back}}',
    'market deps.about': 'What extensions ask for and have not. Brings nothing.',
    'market deps.title':
      '{count, plural, =0 {Nothing is missing} one {# thing is missing} other {# things are missing}}',
    'market deps.line':
      '**{extension}** needs the {kind, select, package {package} other {extension}} **{what}**: `{todo}`',
    'market deps.how':
      'I bring none of it: read what it is first, then type the line yourself (packages on the machine, extensions here). Then `reload` the extension.',
    'market id.about': 'The id of this Castellan for markets. Keep it to yourself.',
    'market id.is': 'This Castellan is {id} to markets. Keep it to yourself.',
  },
  fr: {
    'market menu.about': 'Ce que peut le marché des extensions.',
    'market menu.title': 'Marché',
    'market menu.look':
      'Regarder : `{prefix}market browse`, `{prefix}market search quotes`, `{prefix}market info quotes`',
    'market menu.change':
      'Pour le propriétaire du robot : `{prefix}market install`, `enable`, `update`, `rollback`, `uninstall`, `installed`, `refresh`, `deps`, `id`',
    'market terms.about': 'Les conditions du marché.',
    'market terms.title': 'Conditions du marché',
    'market terms.accepted': 'Vous les avez acceptées.',
    'market terms.how': 'Pour les accepter : `{prefix}market accept`',
    'market accept.about': 'Accepter les conditions du marché.',
    'market accept.done': 'C’est accepté. `{prefix}market browse` montre ce qu’il y a.',
    'market list.title':
      '{count, plural, one {# extension proposée} other {# extensions proposées}}',
    'market list.none': 'Rien de tel.',
    'market list.line':
      '{status, select, working {✅} beta {🧪} other {⛔}} **{title}** {version} de {author} (`{id}`{held, select, here {, installée} waits {, attend d’être activée} older {, une autre version est installée} other {}}) : {description}',
    'market list.problem': '❌ {index} : {why}',
    'market list.page':
      'Page {page} sur {pages}. ✅ marche 🧪 bêta ⛔ cassée. {prefix}market info ID en dit plus.',
    'market list.choose': 'En regarder une',
    'market list.previous': 'Précédente',
    'market list.next': 'Suivante',
    'market list.back': 'Retour',
    'market browse.about': 'Les extensions proposées, cinq à la fois.',
    'market browse.arg.page': 'Quelle page',
    'market browse.arg.category': 'Seulement celles de cette catégorie',
    'market search.about': 'Les extensions proposées avec ces mots dans le nom ou la description.',
    'market search.arg.words': 'Ce qu’on cherche',
    'market info.about': 'Tout sur une extension proposée.',
    'market info.arg.id': 'Son identifiant, comme dans la liste',
    'market info.details': '{details}',
    'market info.facts': 'Catégorie {category}, licence {licence}, du {date}, {kilobytes} ko',
    'market info.powers':
      '{count, plural, =0 {Elle n’indique rien qu’elle demande de pouvoir.} other {Elle demande de pouvoir : {powers}}}',
    'market info.fits': 'Marche avec Castellan {range}',
    'market info.from': 'De {index}, signée par la clé {publisher}',
    'market info.page': 'Plus : {homepage}',
    'market info.next':
      '{held, select, no {{prefix}market install {id}} waits {{prefix}market enable {id}} older {{prefix}market update {id}} other {Elle est activée.}}',
    'market install.about': 'Télécharger et vérifier une extension. Elle ne tourne pas encore.',
    'market install.arg.id': 'Son identifiant',
    'market install.done':
      '`{id}` {staged} est installée. Rien n’en tourne encore : `{prefix}market enable {id}` l’active.',
    'market update.about':
      'Télécharger et vérifier la dernière version. Celle qui tourne continue.',
    'market update.arg.id': 'Son identifiant',
    'market update.done':
      '`{id}` {staged} est installée à côté de {enabled}, qui continue. `{prefix}market enable {id}` l’active.',
    'market enable.about': 'Charger ce qui a été installé, à la place de la version précédente.',
    'market enable.arg.id': 'Son identifiant',
    'market enable.done':
      '`{id}` {enabled} est activée.{previous, select, none {} other { `{prefix}market rollback {id}` ramène {previous}.}}',
    'market uninstall.about':
      'Enlever une extension ; ce qu’elle a gardé reste, sauf si on dit autrement.',
    'market uninstall.arg.id': 'Son identifiant',
    'market uninstall.arg.data': '`--purge` : ce qu’elle a gardé part aussi, sans retour',
    'market uninstall.done': '`{id}` est désinstallée.',
    'market uninstall.data':
      '{purged, select, yes {Parti avec elle} other {Gardé}} : {rows, plural, one {# ligne} other {# lignes}}, {values, plural, one {# valeur} other {# valeurs}}, {files, plural, one {# fichier} other {# fichiers}}, {settings, plural, one {# réglage} other {# réglages}}.{purged, select, yes {} other { `{prefix}market uninstall {id} --purge` l’enlève.}}',
    'market uninstall.needed': '⚠️ {names} ont besoin de `{id}` et ne se chargeront pas sans elle.',
    'market rollback.about': 'Revenir à la version précédente.',
    'market rollback.arg.id': 'Son identifiant',
    'market rollback.done':
      '`{id}` {enabled} est de nouveau activée.{previous, select, none {} other { `{prefix}market rollback {id}` ramènerait {previous}.}}',
    'market refresh.about': 'Interroger de nouveau chaque index.',
    'market refresh.done':
      '{count, plural, one {# extension proposée} other {# extensions proposées}}',
    'market refresh.index': '✅ {index}, numéro {serial}',
    'market installed.about': 'Ce qui a été installé depuis un marché.',
    'market installed.title':
      '{count, plural, =0 {Rien n’a été installé depuis un marché} one {# extension d’un marché} other {# extensions d’un marché}}',
    'market installed.line':
      '**{id}** : {enabled, select, none {pas activée} other {{enabled} est activée}}{staged, select, none {} other {, {staged} attend d’être activée}}{previous, select, none {} other {, {previous} peut être ramenée}}',
    'market deps.about': 'Ce que les extensions demandent et n’ont pas. N’apporte rien.',
    'market deps.title':
      '{count, plural, =0 {Rien ne manque} one {# chose manque} other {# choses manquent}}',
    'market deps.line':
      '**{extension}** a besoin {kind, select, package {du paquet} other {de l’extension}} **{what}** : `{todo}`',
    'market deps.how':
      'Je n’en apporte rien : lisez d’abord ce que c’est, puis tapez la ligne vous-même (les paquets sur la machine, les extensions ici). Ensuite, `reload` l’extension.',
    'market id.about': 'L’identifiant de ce Castellan pour les marchés. Gardez-le pour vous.',
    'market id.is': 'Ce Castellan est {id} pour les marchés. Gardez-le pour vous.',
  },
});

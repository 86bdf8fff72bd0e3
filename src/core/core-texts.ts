import { settingsTexts } from './settings/settings-texts.ts';
import { defineTexts } from './texts/texts.ts';

/** Words for what every command may answer. */
export const coreTexts = defineTexts({
  en: {
    'usage.missing': 'Something is missing: `{argument}`.',
    'usage.expected': '`{argument}` should be {what}; you wrote "{typed}".',
    'usage.too-much': 'I do not know what to do with "{extra}".',
    'usage.line': 'Usage: {usage}',
    'usage.example': 'For example: `{example}`',
    'usage.others': 'Beside it: {names}',
    'command.did-you-mean': 'There is no command `{typed}`. Did you mean `{closest}`?',
    'command.family': '`{typed}` needs a second word: {names}.',
    'command.unknown': 'There is no command `{typed}`. `{prefix}help` lists what I can do.',
    'command.space-only': '`{command}` works only in a channel or server, not in a private talk.',
    'command.slash-only': '`{command}` is given from the menu here: type `/{command}`.',
    'plugins.fixed':
      '`{module}` cannot be switched off: by it people are told what goes on, and switch things on again.',
    'command.off': '`{command}` is switched off here.',
    'command.not-for-you':
      'Only those whom the administrators here have named may give `{command}`.',
    'command.fixed':
      '`{command}` stays as it is: without it nobody could take a decision back, or it is the owner’s alone.',
    'command.bad-name':
      '"{name}" cannot be a name: take letters, digits, `-` and `_`, at most 32 of them.',
    'command.name-taken':
      '`{name}` is what `{command}` is called here already. Choose another name.',
    'slash-menu.fine': 'The menu of slash commands has room again.',
    'slash-menu.near':
      'The menu of slash commands is getting full: {taken} of {limit} places. `slashlimit` tells more.',
    'slash-menu.full':
      'The menu of slash commands is full: {left, plural, =0 {what comes next is given by prefix only.} one {# command is given by prefix only.} other {# commands are given by prefix only.}} `slashlimit` tells which; `commands.pinned` decides.',
    'command.failed':
      'Something went wrong on my side. Reference: `{reference}`; the operators find it in the log.',
    'permission.missing':
      'You may not do that: it takes `{capability}`, which {needed, select, instanceOwner {the owner of this bot} communityOwner {the owner of this community} administrator {administrators} moderator {moderators} helper {helpers} other {members}} and those granted it have. {where, select, private {In a private message I cannot tell which place is meant: write it in the server or channel.} other {You are {rank, select, instanceOwner {the owner of this bot} communityOwner {the owner here} administrator {an administrator here} moderator {a moderator here} helper {a helper here} other {a member here}}.}}',
    'permission.unknown': 'Nobody may do that: `{capability}` is not known to this bot.',
    'permission.no-such-grant': '{subject} was not granted `{capability}` here.',
    ...settingsTexts.en,
    'question.line':
      '{what}? Say it in your next line{skip, select, yes {, `-` to leave it out,} other {}} or `cancel`.',
    'question.fill-in': '`{command}` needs to know more.',
    'question.open': 'Fill in',
    'question.yes': 'Yes',
    'question.no': 'No',
    'question.sure': 'Do you mean it?',
    'question.say-yes': 'Say `yes` or `no`.',
    'question.cancelled': 'Then not: `{command}` was not done.',
    'question.late': 'Nobody answered, so `{command}` was not done.',
    'question.not-here':
      '`{command}` asks back before it does anything, and nobody can answer here. Give it in chat or on the console.',
    'view.not-yours':
      'These controls belong to someone else. Run the command yourself to get your own.',
    'view.over': 'These controls have expired. Run the command again.',
    'answer.more':
      '… {lines, plural, one {# line more: say {prefix}more.} other {# lines more: say {prefix}more.}}',
    'alert.untold':
      '({untold, plural, one {# more} other {# more}} since the last message about this)',
    'mention.greeting': 'Hello! Commands here begin with `{prefix}`. Try `{prefix}help`.',
  },
  fr: {
    'usage.missing': 'Il manque quelque chose : `{argument}`.',
    'usage.expected': '`{argument}` devrait être {what} ; vous avez écrit « {typed} ».',
    'usage.too-much': 'Je ne sais que faire de « {extra} ».',
    'usage.line': 'Usage : {usage}',
    'usage.example': 'Par exemple : `{example}`',
    'usage.others': 'À côté : {names}',
    'command.did-you-mean': 'La commande `{typed}` n’existe pas. Vouliez-vous dire `{closest}` ?',
    'command.family': '`{typed}` attend un second mot : {names}.',
    'command.unknown':
      'La commande `{typed}` n’existe pas. `{prefix}help` montre ce que je sais faire.',
    'command.space-only':
      '`{command}` ne marche que dans un salon ou sur un serveur, pas en conversation privée.',
    'command.slash-only': '`{command}` se donne par le menu ici : tapez `/{command}`.',
    'plugins.fixed':
      '`{module}` ne peut pas être désactivé : c’est par lui qu’on apprend ce qui se passe et qu’on réactive les choses.',
    'command.off': '`{command}` est désactivée ici.',
    'command.not-for-you':
      'Seuls ceux que les administrateurs d’ici ont désignés peuvent donner `{command}`.',
    'command.fixed':
      '`{command}` reste telle quelle : sans elle, personne ne pourrait revenir sur une décision, ou elle n’appartient qu’au propriétaire.',
    'command.bad-name':
      '« {name} » ne peut pas être un nom : prenez lettres, chiffres, `-` et `_`, 32 au plus.',
    'command.name-taken': '`{name}` est déjà le nom de `{command}` ici. Choisissez un autre nom.',
    'slash-menu.fine': 'Le menu des commandes slash a de nouveau de la place.',
    'slash-menu.near':
      'Le menu des commandes slash se remplit : {taken} places sur {limit}. `slashlimit` en dit plus.',
    'slash-menu.full':
      'Le menu des commandes slash est plein : {left, plural, =0 {ce qui vient ensuite ne se donne qu’avec le préfixe.} one {# commande ne se donne qu’avec le préfixe.} other {# commandes ne se donnent qu’avec le préfixe.}} `slashlimit` dit lesquelles ; `commands.pinned` décide.',
    'command.failed':
      'Quelque chose a échoué de mon côté. Référence : `{reference}` ; les opérateurs la trouvent dans le journal.',
    'permission.missing':
      'Vous n’en avez pas le droit : il faut `{capability}`, réservé {needed, select, instanceOwner {au propriétaire de ce robot} communityOwner {au propriétaire de cette communauté} administrator {aux administrateurs} moderator {aux modérateurs} helper {aux assistants} other {aux membres}} et à qui l’a reçu. {where, select, private {En message privé, je ne sais pas de quel lieu il s’agit : écrivez-le dans le serveur ou le canal.} other {Vous êtes {rank, select, instanceOwner {propriétaire de ce robot} communityOwner {propriétaire ici} administrator {administrateur ici} moderator {modérateur ici} helper {assistant ici} other {membre ici}}.}}',
    'permission.unknown': 'Personne n’en a le droit : `{capability}` est inconnu de ce robot.',
    'permission.no-such-grant': '{subject} n’avait pas reçu `{capability}` ici.',
    ...settingsTexts.fr,
    'question.line':
      '{what} ? Dites-le dans votre prochaine ligne{skip, select, yes {, `-` pour le laisser de côté,} other {}} ou `annuler`.',
    'question.fill-in': '`{command}` doit en savoir plus.',
    'question.open': 'Remplir',
    'question.yes': 'Oui',
    'question.no': 'Non',
    'question.sure': 'En êtes-vous sûr ?',
    'question.say-yes': 'Dites `oui` ou `non`.',
    'question.cancelled': 'Alors non : `{command}` n’a pas été fait.',
    'question.late': 'Personne n’a répondu : `{command}` n’a pas été fait.',
    'question.not-here':
      '`{command}` pose une question avant de faire quoi que ce soit, et personne ne peut répondre ici. Donnez-la dans le chat ou sur la console.',
    'view.not-yours':
      'Ces boutons sont à quelqu’un d’autre. Lancez la commande vous-même pour avoir les vôtres.',
    'view.over': 'Ces boutons ont expiré. Relancez la commande.',
    'answer.more':
      '… encore {lines, plural, one {# ligne : dites {prefix}more.} other {# lignes : dites {prefix}more.}}',
    'alert.untold':
      '({untold, plural, one {# autre} other {# autres}} depuis le dernier message à ce sujet)',
    'mention.greeting':
      'Bonjour ! Ici, les commandes commencent par `{prefix}`. Essayez `{prefix}help`.',
  },
});

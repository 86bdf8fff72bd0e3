import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'command.about': 'What commands are called here, and whether they are on',
    'command.no-such':
      'There is no command `{typed}`. Two words are written with a dash: `rate-user`.',
    'command.fixed':
      '`{command}` stays as it is: without it nobody could take a decision back, or it is the owner’s alone.',
    'command.bad-name':
      '"{name}" cannot be a name: take letters, digits, `-` and `_`, at most 32 of them.',
    'command.name-taken':
      '`{name}` is what `{command}` is called here already. Choose another name.',
    'command.owner-only': 'Only the owner of this bot decides for all places.',
    'command.no-space': 'Say this in the channel or server that it is about.',
    'command disable.about': 'Switch a command off here.',
    'command disable.arg.scope': 'Where: channel, space (usual), community or instance',
    'command disable.arg.command': 'The command',
    'command disable.done':
      '{changed, select, yes {`{command}` is off here now.} other {`{command}` was off already.}}',
    'command enable.about': 'Switch a command on again here.',
    'command enable.arg.scope': 'Where: channel, space (usual), community or instance',
    'command enable.arg.command': 'The command',
    'command enable.done':
      '{changed, select, yes {`{command}` is on here again.} other {`{command}` was on already.}}',
    'command rename.about': 'Give a command another name here.',
    'command rename.arg.command': 'The command; two words with a dash',
    'command rename.arg.name': 'The new name, or “none” for its own',
    'command rename.arg.scope': 'Where: channel, space (usual), community or instance',
    'command rename.done':
      '`{command}` is called `{name}` here now. In the menu of slash commands it keeps its name: that is the same everywhere.',
    'command rename.undone': '`{command}` has its own name again.',
    'command alias.about': 'Give a command one more name here.',
    'command alias.arg.command': 'The command; two words with a dash',
    'command alias.arg.alias': 'The additional name',
    'command alias.arg.scope': 'Where: channel, space (usual), community or instance',
    'command alias.done': '`{alias}` stands for `{command}` here now.',
    'command unalias.about': 'Take an additional name away again.',
    'command unalias.arg.alias': 'The additional name',
    'command unalias.arg.scope': 'Where: channel, space (usual), community or instance',
    'command unalias.none': '`{alias}` stands for no command here.',
    'command unalias.done':
      '{changed, select, yes {`{alias}` no longer stands for `{command}`.} other {`{alias}` was not set in this layer; name the one it was set in.}}',
    'config.about': 'Who may do what here',
    'config access.about': 'Decide who may give a command, or list what was decided.',
    'config access.arg.command': 'The command; two words with a dash',
    'config access.arg.who':
      'A role, a person, a rank like moderator, or “none” for the command’s own rules',
    'config access.arg.scope': 'Where: channel, space (usual), community or instance',
    'config access.nothing': 'Nothing is decided here: each command goes by its own rules.',
    'config access.title': 'Who may give which command',
    'config access.added': '{who} may give `{command}` here; who is not named may not.',
    'config access.cleared': '`{command}` goes by its own rules again.',
    'config access.line': '`{command}`: {who}, and administrators',
    'config access.own': '`{command}`: by its own rules',
    'slashlimit.about': 'How full the menu of slash commands is, and what found no place in it.',
    'slashlimit.title': 'Menu of slash commands',
    'slashlimit.fine': 'There is room: every command has its place.',
    'slashlimit.near': 'It is getting full: from {safe} on new commands are given by prefix only.',
    'slashlimit.full':
      'It is full: {safe} places are given by use, the rest up to {limit} is for pinned commands.',
    'slashlimit.pinned': 'Always in it: {names}',
    'slashlimit.left':
      '{count, plural, one {# command is} other {# commands are}} given by prefix only, since: {names}',
    'slashlimit.more': '… and {more} more',
    'sync.about': 'Tell the networks which slash commands there are.',
    'sync.nobody': 'No network that I am on has a menu of commands.',
    'sync.same': '{connection}: knew its {commands} commands already; nothing was written.',
    'sync.written': '{connection}: told {commands} commands.',
    'sync.failed': '{connection}: did not take them. The log says why; try again in a minute.',
  },
  fr: {
    'command.about': 'Comment les commandes s’appellent ici, et si elles sont actives',
    'command.no-such':
      'La commande `{typed}` n’existe pas. Deux mots s’écrivent avec un tiret : `rate-user`.',
    'command.fixed':
      '`{command}` reste telle quelle : sans elle, personne ne pourrait revenir sur une décision, ou elle n’appartient qu’au propriétaire.',
    'command.bad-name':
      '« {name} » ne peut pas être un nom : prenez lettres, chiffres, `-` et `_`, 32 au plus.',
    'command.name-taken': '`{name}` est déjà le nom de `{command}` ici. Choisissez un autre nom.',
    'command.owner-only': 'Seul le propriétaire de ce bot décide pour tous les lieux.',
    'command.no-space': 'Dites cela dans le salon ou serveur concerné.',
    'command disable.about': 'Désactiver une commande ici.',
    'command disable.arg.scope': 'Où : channel, space (d’usage), community ou instance',
    'command disable.arg.command': 'La commande',
    'command disable.done':
      '{changed, select, yes {`{command}` est désactivée ici.} other {`{command}` l’était déjà.}}',
    'command enable.about': 'Réactiver une commande ici.',
    'command enable.arg.scope': 'Où : channel, space (d’usage), community ou instance',
    'command enable.arg.command': 'La commande',
    'command enable.done':
      '{changed, select, yes {`{command}` est de nouveau active ici.} other {`{command}` était déjà active.}}',
    'command rename.about': 'Donner un autre nom à une commande ici.',
    'command rename.arg.command': 'La commande ; deux mots avec un tiret',
    'command rename.arg.name': 'Le nouveau nom, ou « aucun » pour le sien',
    'command rename.arg.scope': 'Où : channel, space (d’usage), community ou instance',
    'command rename.done':
      '`{command}` s’appelle désormais `{name}` ici. Dans le menu des commandes slash elle garde son nom : il est le même partout.',
    'command rename.undone': '`{command}` reprend son propre nom.',
    'command alias.about': 'Donner un nom de plus à une commande ici.',
    'command alias.arg.command': 'La commande ; deux mots avec un tiret',
    'command alias.arg.alias': 'Le nom supplémentaire',
    'command alias.arg.scope': 'Où : channel, space (d’usage), community ou instance',
    'command alias.done': '`{alias}` désigne désormais `{command}` ici.',
    'command unalias.about': 'Retirer un nom supplémentaire.',
    'command unalias.arg.alias': 'Le nom supplémentaire',
    'command unalias.arg.scope': 'Où : channel, space (d’usage), community ou instance',
    'command unalias.none': '`{alias}` ne désigne aucune commande ici.',
    'command unalias.done':
      '{changed, select, yes {`{alias}` ne désigne plus `{command}`.} other {`{alias}` n’était pas réglé à ce niveau ; nommez le bon.}}',
    'config.about': 'Qui peut quoi ici',
    'config access.about': 'Décider qui peut donner une commande, ou lister ce qui est décidé.',
    'config access.arg.command': 'La commande ; deux mots avec un tiret',
    'config access.arg.who':
      'Un rôle, une personne, un rang comme moderator, ou « aucun » pour les règles de la commande',
    'config access.arg.scope': 'Où : channel, space (d’usage), community ou instance',
    'config access.nothing': 'Rien n’est décidé ici : chaque commande suit ses propres règles.',
    'config access.title': 'Qui peut donner quelle commande',
    'config access.added':
      '{who} peut donner `{command}` ici ; qui n’est pas nommé ne le peut pas.',
    'config access.cleared': '`{command}` suit de nouveau ses propres règles.',
    'config access.line': '`{command}` : {who}, et les administrateurs',
    'config access.own': '`{command}` : selon ses propres règles',
    'slashlimit.about': 'Si le menu des commandes slash est plein, et ce qui n’y a pas de place.',
    'slashlimit.title': 'Menu des commandes slash',
    'slashlimit.fine': 'Il y a de la place : chaque commande y est.',
    'slashlimit.near':
      'Il se remplit : à partir de {safe}, les nouvelles commandes ne se donnent qu’avec le préfixe.',
    'slashlimit.full':
      'Il est plein : {safe} places vont aux plus utilisées, le reste jusqu’à {limit} aux commandes épinglées.',
    'slashlimit.pinned': 'Toujours présentes : {names}',
    'slashlimit.left':
      '{count, plural, one {# commande ne se donne} other {# commandes ne se donnent}} qu’avec le préfixe, depuis : {names}',
    'slashlimit.more': '… et {more} de plus',
    'sync.about': 'Dire aux réseaux quelles commandes slash existent.',
    'sync.nobody': 'Aucun réseau où je suis n’a de menu de commandes.',
    'sync.same': '{connection} : connaissait déjà ses {commands} commandes ; rien n’a été écrit.',
    'sync.written': '{connection} : {commands} commandes annoncées.',
    'sync.failed':
      '{connection} : ne les a pas prises. Le journal dit pourquoi ; réessayez dans une minute.',
  },
});

import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'category.basics': 'Basics',
    'category.server': 'This place',
    'category.operators': 'For operators',
    'category.custom': 'Made here',
    'help.own': '{about}',
    'help.about': 'List the commands, or explain one.',
    'help.arg.command': 'The command to explain, or “limits”',
    'help.title': 'What I can do',
    'help.intro':
      'Choose a category below, or type `{prefix}help` and the name of a command to see how it is used.',
    'help.more':
      '{prefix}help and the name of a command tells how it is used; {prefix}help limits, how often.',
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
    'help.unknown-but':
      'There is no command `{typed}` that you may use here. Did you mean `{closest}`?',
    'help.others': 'Beside it: {names}',
    'help.family': '{prefix}help {example} tells how that one is used.',
    'help.mark.both': 'menu or prefix',
    'help.mark.typed': 'prefix only',
    'help.mark.left': 'prefix, the menu is full',
    'help.ways.both': 'Type it, or choose it from the menu that opens with `/`.',
    'help.ways.typed': 'It is typed: `{prefix}{command}`.',
    'help.ways.left': 'The menu of slash commands is full, so it is typed: `{prefix}{command}`.',
    'help.limits.hint': '`{prefix}help limits` tells how often you may ask.',
    'help.limits.title': 'How often you may ask',
    'help.limits.window': 'You may give **{max}** commands in any **{window}**.',
    'help.limits.minute': 'In a minute you may give {each}; what you use comes back bit by bit.',
    'help.limits.basic':
      '**{perMinute}** ordinary commands{more, select, yes { (at most {burst} at once)} other {}}',
    'help.limits.gameplay':
      '**{perMinute}** of games{more, select, yes { (at most {burst} at once)} other {}}',
    'help.limits.management':
      '**{perMinute}** that manage something{more, select, yes { (at most {burst} at once)} other {}}',
    'help.limits.same': 'The same command: **{max}** times in **{window}**.',
    'help.limits.rests': '`{command}` rests **{length}** after each use, whoever used it.',
    'help.limits.channel':
      'All together: more than **{max}** commands in **{window}** make me silent in {place} for **{silence}**. One person alone cannot cause that.',
    'help.limits.mute':
      'Go on too fast **{strikes}** times in a row, and I do not hear you for **{length}**. A pause makes up for it.',
    'help.limits.ban':
      'Break the limits **{max}** times in **{window}**, and you may give no commands for **{length}**; each time twice as long, up to {longest}. It ends by itself.',
    'help.limits.notice':
      'I tell you privately how long to wait, at most once in {every}; then I am silent.',
    'help.limits.exempt': 'Those who run this place are not limited.',
    'help.limits.none': 'No limits are in force here.',
  },
  fr: {
    'category.basics': 'Bases',
    'category.server': 'Ce lieu',
    'category.operators': 'Pour les opérateurs',
    'category.custom': 'Faites ici',
    'help.own': '{about}',
    'help.about': 'Lister les commandes, ou en expliquer une.',
    'help.arg.command': 'La commande à expliquer, ou « limites »',
    'help.title': 'Ce que je sais faire',
    'help.intro':
      'Choisissez une catégorie, ou tapez `{prefix}help` et le nom d’une commande pour savoir comment l’utiliser.',
    'help.more':
      '{prefix}help suivi du nom d’une commande dit comment l’utiliser ; {prefix}help limites, combien de fois.',
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
    'help.unknown-but':
      'Vous ne disposez d’aucune commande `{typed}` ici. Vouliez-vous dire `{closest}` ?',
    'help.others': 'À côté : {names}',
    'help.family': '{prefix}help {example} dit comment celle-ci s’emploie.',
    'help.mark.both': 'menu ou préfixe',
    'help.mark.typed': 'préfixe seulement',
    'help.mark.left': 'préfixe, le menu est plein',
    'help.ways.both': 'Tapez-la, ou choisissez-la dans le menu qui s’ouvre avec `/`.',
    'help.ways.typed': 'Elle se tape : `{prefix}{command}`.',
    'help.ways.left':
      'Le menu des commandes slash est plein, elle se tape donc : `{prefix}{command}`.',
    'help.limits.hint': '`{prefix}help limites` dit combien de fois vous pouvez demander.',
    'help.limits.title': 'Combien de fois vous pouvez demander',
    'help.limits.window': 'Vous pouvez donner **{max}** commandes en **{window}**, à tout moment.',
    'help.limits.minute':
      'En une minute, vous pouvez donner {each} ; ce qui est utilisé revient peu à peu.',
    'help.limits.basic':
      '**{perMinute}** commandes ordinaires{more, select, yes { (au plus {burst} à la fois)} other {}}',
    'help.limits.gameplay':
      '**{perMinute}** de jeux{more, select, yes { (au plus {burst} à la fois)} other {}}',
    'help.limits.management':
      '**{perMinute}** de gestion{more, select, yes { (au plus {burst} à la fois)} other {}}',
    'help.limits.same': 'La même commande : **{max}** fois en **{window}**.',
    'help.limits.rests':
      '`{command}` se repose **{length}** après chaque usage, par qui que ce soit.',
    'help.limits.channel':
      'Tous ensemble : plus de **{max}** commandes en **{window}** me rendent silencieux dans {place} pendant **{silence}**. Une seule personne ne peut pas le causer.',
    'help.limits.mute':
      'Allez trop vite **{strikes}** fois de suite, et je ne vous entends plus pendant **{length}**. Une pause efface cela.',
    'help.limits.ban':
      'Dépassez les limites **{max}** fois en **{window}**, et vous ne donnez plus de commandes pendant **{length}** ; chaque fois le double, jusqu’à {longest}. Cela finit de soi-même.',
    'help.limits.notice':
      'Je vous dis en privé combien attendre, au plus une fois en {every} ; ensuite je me tais.',
    'help.limits.exempt': 'Ceux qui dirigent ce lieu ne sont pas limités.',
    'help.limits.none': 'Aucune limite n’est en vigueur ici.',
  },
});

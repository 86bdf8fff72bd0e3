import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'hooks.about': 'What listens for events, and how it fares.',
    'hooks list.about': 'Show what listens for events: states, failures, times.',
    'hooks list.title': 'Hooks',
    'hooks list.none': 'No module listens for anything.',
    'hooks list.more': '… and {more, number} more: the dashboard shows all.',
    'hooks list.sums':
      '**{waiting, number}** events wait ({average} ms on average, {longest} ms at most), **{running, number}** calls run, **{dropped, number}** were dropped',
    'hooks line':
      '`{hook}` · {state, select, ready {ready} disabled {🔴 disabled} open {⚠️ rests for {retry} more} other {⚠️ tried again now}} · {runs, number} calls, {failures, number} failed, {missed, number} left out · {average} ms on average, {longest} ms at most',
    'hooks line.problem': '— last problem: {problem}',
    'hooks history.about': 'Show the last calls of hooks.',
    'hooks history.arg.limit': 'How many, 10 when left out, 50 at most',
    'hooks history.arg.event': 'Only calls for this kind of event',
    'hooks history.title': 'Last calls of hooks',
    'hooks history.none': 'None was called yet.',
    'hooks history.line':
      '{ago} ago: `{hook}` {outcome, select, done {✓} failed {**failed**} cut {was cut off} other {**took too long**}} after {took} ms {problem}',
    'hooks disable.about': 'Call a hook no more, until it is enabled; a restart changes nothing.',
    'hooks disable.arg.hook': 'The hook’s id, as `hooks list` shows it',
    'hooks disable.done': '`{hook}` is disabled. `hooks enable {hook}` brings it back.',
    'hooks enable.about': 'Call a hook again that was disabled.',
    'hooks enable.arg.hook': 'The hook’s id, as `hooks list` shows it',
    'hooks enable.done': '`{hook}` is enabled.',
    'hooks reset.about': 'Forget a hook’s failures and call it again at once.',
    'hooks reset.arg.hook': 'The hook’s id, as `hooks list` shows it',
    'hooks reset.done': 'Its failures are forgotten.',
    'hooks alert.about': 'Choose where operators are told of hooks.',
    'hooks alert.arg.channel': 'The channel; this one when left out',
    'hooks alert.done': 'From now on, operators are told of hooks in {place}.',
    'hooks alert.where':
      'Say this in the channel where operators are to be told, or set `hooks.alertChannel` to its id.',
  },
  fr: {
    'hooks.about': 'Ce qui écoute les événements, et comment cela se porte.',
    'hooks list.about': 'Montrer ce qui écoute les événements : états, échecs, durées.',
    'hooks list.title': 'Crochets',
    'hooks list.none': 'Aucun module n’écoute quoi que ce soit.',
    'hooks list.more': '… et {more, number} de plus : le tableau de bord les montre tous.',
    'hooks list.sums':
      '**{waiting, number}** événements attendent ({average} ms en moyenne, {longest} ms au plus), **{running, number}** appels en cours, **{dropped, number}** perdus',
    'hooks line':
      '`{hook}` · {state, select, ready {prêt} disabled {🔴 éteint} open {⚠️ se repose encore {retry}} other {⚠️ à l’essai}} · {runs, number} appels, {failures, number} échecs, {missed, number} manqués · {average} ms en moyenne, {longest} ms au plus',
    'hooks line.problem': '— dernier problème : {problem}',
    'hooks history.about': 'Montrer les derniers appels des crochets.',
    'hooks history.arg.limit': 'Combien ; 10 si omis, 50 au plus',
    'hooks history.arg.event': 'Seulement les appels pour ce genre d’événement',
    'hooks history.title': 'Derniers appels des crochets',
    'hooks history.none': 'Aucun appel encore.',
    'hooks history.line':
      'Il y a {ago} : `{hook}` {outcome, select, done {✓} failed {**échec**} cut {interrompu} other {**trop long**}} après {took} ms {problem}',
    'hooks disable.about': 'Ne plus appeler un crochet, même après un redémarrage.',
    'hooks disable.arg.hook': 'L’identifiant du crochet, comme dans `hooks list`',
    'hooks disable.done': '`{hook}` est éteint. `hooks enable {hook}` le rallume.',
    'hooks enable.about': 'Appeler de nouveau un crochet éteint.',
    'hooks enable.arg.hook': 'L’identifiant du crochet, comme dans `hooks list`',
    'hooks enable.done': '`{hook}` est rallumé.',
    'hooks reset.about': 'Oublier les échecs d’un crochet et le rappeler aussitôt.',
    'hooks reset.arg.hook': 'L’identifiant du crochet, comme dans `hooks list`',
    'hooks reset.done': 'Ses échecs sont oubliés.',
    'hooks alert.about': 'Choisir où prévenir les opérateurs au sujet des crochets.',
    'hooks alert.arg.channel': 'Le salon ; celui-ci si omis',
    'hooks alert.done':
      'Désormais, les opérateurs apprennent ce qui touche aux crochets dans {place}.',
    'hooks alert.where':
      'Dites-le dans le salon où prévenir les opérateurs, ou réglez `hooks.alertChannel`.',
  },
});

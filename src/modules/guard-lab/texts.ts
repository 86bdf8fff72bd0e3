import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'guard.about': 'Understand the limits, and try others out.',
    'guard why.about': 'Why the guard held someone back, in numbers, and what to change.',
    'guard why.arg.who': 'Whom it is about',
    'guard why.nothing': 'The guard has held nothing against {who} lately.',
    'guard why.title': 'What the guard held against {who}',
    'guard why.held':
      '{kind, select, muted {**Muted** for {left} more: `{prefix}unmute {who}` lifts it.} other {**Banned** from commands for {left} more: `{prefix}rate unban {who}` lifts it.}}',
    'guard why.last':
      '{ago} ago in {place}: {kind, select, refused {refused by **{stage}**} muted {muted} banned {banned} other {would have been refused by **{stage}**, which only watches}} (`{command}`, {times, plural, one {once} other {# times}}).',
    'guard why.trace': 'Trace `{trace}`.',
    'guard why.standing':
      'Now: {inWindow} of {windowMax} in the window, {strikes} strikes, {violations} violations, {bans} bans.',
    'guard why.change.sanction':
      'Whoever is muted or banned is not heard. {strikesToMute} windows overrun in a row are a mute of {muteMs} (`guard.strikesToMute`, `guard.muteMs`); {violationsToBan} violations within {violationWindowMs} are a ban of {banMs} and more (`guard.violationsToBan`, `guard.banMs`).',
    'guard why.change.window':
      'One person may give {actorMax} commands in {actorWindowMs}: `guard.actorMax`, `guard.actorWindowMs`. Try first: `{prefix}guard replay actorMax=10`.',
    'guard why.change.bucket':
      'A minute holds {basicPerMinute} basic commands, {gameplayPerMinute} of games, {managementPerMinute} that manage: `guard.basicPerMinute` and its like. Try first: `{prefix}guard replay basicPerMinute=40`.',
    'guard why.change.channel':
      'More than {channelMax} commands of several people in {channelWindowMs} silence a channel for {channelSilenceMs}: `guard.channelMax`, `guard.channelWindowMs`, `guard.channelSilenceMs`. `{prefix}flood lift` ends it.',
    'guard why.change.cooldown':
      'The command rested, or was the same more than {sameCommandMax, plural, one {once} other {# times}} in {sameCommandWindowMs}: `guard.sameCommandMax`, `guard.sameCommandWindowMs`.',
    'guard simulate.about': 'What would happen if someone gave many commands here now.',
    'guard simulate.arg.who': 'Who would give them',
    'guard simulate.arg.count': 'How many',
    'guard simulate.arg.seconds': 'Over how many seconds, evenly',
    'guard simulate.arg.command': 'Which one; each time another when left out',
    'guard simulate.no-command': 'There is no command `{typed}` to try.',
    'guard simulate.title':
      'If {who} gave {count, plural, one {# command} other {# commands}}{command} in {seconds, plural, one {# second} other {# seconds}} here now',
    'guard simulate.sums': '**{letIn}** would be let in, **{refused}** refused.',
    'guard simulate.exempt': '{who} runs this place: no limit holds.',
    'guard simulate.stage': '**{stage}**: {refused} refused, the first after {after}',
    'guard simulate.watched': '**{stage}** only watches: it would have refused {flagged}',
    'guard simulate.happened':
      'After {after}: {kind, select, muted {muted for {left}} banned {banned from commands for {left}} silenced {the channel falls silent for {left}} other {the channel would fall silent for {left}, but is only watched}}',
    'guard simulate.nothing-changed': 'Tried on a copy: nothing has changed.',
    'guard replay.about': 'What other limits would have done to the last days.',
    'guard replay.arg.draft':
      'A channel, a number of days, and limits to try: #general 7 actorMax=3 channelSilenceMs=1m windowMode=shadow',
    'guard replay.not-understood':
      'Say at most one channel, one number of days, and limits to try as `setting=value`: `#general 7 actorMax=3`.',
    'guard replay.no-facts':
      'Nothing is recorded of {place}. Facts come with every command there, unless `guard.record` is off.',
    'guard replay.title':
      '{place}, {days, plural, one {the last day} other {the last # days}} replayed',
    'guard replay.change': '`{setting}`: {before} → **{after}**',
    'guard replay.draft':
      'This setting would have refused **{people, plural, one {# person} other {# people}}, {refused, plural, one {# message} other {# messages}}**.',
    'guard replay.in-force':
      'The limits in force would have refused **{people, plural, one {# person} other {# people}}, {refused, plural, one {# message} other {# messages}}**.',
    'guard replay.now':
      'The limits in force: {people, plural, one {# person} other {# people}}, {refused, plural, one {# message} other {# messages}}.',
    'guard replay.stage': '**{stage}**: {refused} refused',
    'guard replay.watched':
      'Stages that only watch would have refused {people, plural, one {# person} other {# people}}, {flagged, plural, one {# message} other {# messages}} more.',
    'guard replay.consequences':
      '{mutes, plural, one {# mute} other {# mutes}}, {bans, plural, one {# ban} other {# bans}}, {silences, plural, one {# silence} other {# silences}} of the channel',
    'guard replay.watched-silences':
      'The channel would have fallen silent {watchedSilences, plural, one {once} other {# times}}, but is only watched.',
    'guard replay.of': 'Of {uses, plural, one {# command} other {# commands}} recorded',
  },
  fr: {
    'guard.about': 'Comprendre les limites, et en essayer d’autres.',
    'guard why.about': 'Pourquoi le gardien a retenu quelqu’un, en chiffres, et que changer.',
    'guard why.arg.who': 'De qui il s’agit',
    'guard why.nothing': 'Le gardien n’a rien retenu contre {who} ces derniers temps.',
    'guard why.title': 'Ce que le gardien a retenu contre {who}',
    'guard why.held':
      '{kind, select, muted {**Muet** encore {left} : `{prefix}unmute {who}` y met fin.} other {**Banni** des commandes encore {left} : `{prefix}rate unban {who}` y met fin.}}',
    'guard why.last':
      'Il y a {ago} dans {place} : {kind, select, refused {refus par **{stage}**} muted {rendu muet} banned {banni} other {aurait été refusé par **{stage}**, qui ne fait qu’observer}} (`{command}`, {times} fois).',
    'guard why.trace': 'Trace `{trace}`.',
    'guard why.standing':
      'En ce moment : {inWindow} sur {windowMax} dans la fenêtre, {strikes} avertissements, {violations} violations, {bans} bannissements.',
    'guard why.change.sanction':
      'Qui est muet ou banni n’est pas entendu. {strikesToMute} fenêtres dépassées de suite rendent muet {muteMs} (`guard.strikesToMute`, `guard.muteMs`) ; {violationsToBan} violations en {violationWindowMs} bannissent {banMs} et plus (`guard.violationsToBan`, `guard.banMs`).',
    'guard why.change.window':
      'Une personne peut donner {actorMax} commandes en {actorWindowMs} : `guard.actorMax`, `guard.actorWindowMs`. À essayer d’abord : `{prefix}guard replay actorMax=10`.',
    'guard why.change.bucket':
      'Une minute contient {basicPerMinute} commandes simples, {gameplayPerMinute} de jeux, {managementPerMinute} de gestion : `guard.basicPerMinute` et semblables. À essayer d’abord : `{prefix}guard replay basicPerMinute=40`.',
    'guard why.change.channel':
      'Plus de {channelMax} commandes de plusieurs personnes en {channelWindowMs} font taire un salon pendant {channelSilenceMs} : `guard.channelMax`, `guard.channelWindowMs`, `guard.channelSilenceMs`. `{prefix}flood lift` y met fin.',
    'guard why.change.cooldown':
      'La commande se reposait, ou c’était la même au-delà de {sameCommandMax} fois en {sameCommandWindowMs} : `guard.sameCommandMax`, `guard.sameCommandWindowMs`.',
    'guard simulate.about':
      'Ce qui arriverait si quelqu’un donnait ici beaucoup de commandes maintenant.',
    'guard simulate.arg.who': 'Qui les donnerait',
    'guard simulate.arg.count': 'Combien',
    'guard simulate.arg.seconds': 'En combien de secondes, régulièrement',
    'guard simulate.arg.command': 'Laquelle ; chaque fois une autre si elle est omise',
    'guard simulate.no-command': 'Il n’y a pas de commande `{typed}` à essayer.',
    'guard simulate.title':
      'Si {who} donnait ici {count, plural, one {# commande} other {# commandes}}{command} en {seconds, plural, one {# seconde} other {# secondes}}',
    'guard simulate.sums': '**{letIn}** passeraient, **{refused}** seraient refusées.',
    'guard simulate.exempt': '{who} dirige ce lieu : aucune limite ne vaut.',
    'guard simulate.stage': '**{stage}** : {refused} refusées, la première après {after}',
    'guard simulate.watched': '**{stage}** ne fait qu’observer : {flagged} auraient été refusées',
    'guard simulate.happened':
      'Après {after} : {kind, select, muted {rendu muet pour {left}} banned {banni des commandes pour {left}} silenced {le salon se tait pour {left}} other {le salon se tairait pour {left}, mais il n’est qu’observé}}',
    'guard simulate.nothing-changed': 'Essayé sur une copie : rien n’a changé.',
    'guard replay.about': 'Ce que d’autres limites auraient fait ces derniers jours.',
    'guard replay.arg.draft':
      'Un salon, un nombre de jours, et des limites à essayer : #general 7 actorMax=3 channelSilenceMs=1m windowMode=shadow',
    'guard replay.not-understood':
      'Dites au plus un salon, un nombre de jours, et des limites à essayer comme `réglage=valeur` : `#general 7 actorMax=3`.',
    'guard replay.no-facts':
      'Rien n’est enregistré de {place}. Les faits viennent avec chaque commande, sauf si `guard.record` est désactivé.',
    'guard replay.title':
      '{place}, {days, plural, one {le dernier jour rejoué} other {les # derniers jours rejoués}}',
    'guard replay.change': '`{setting}` : {before} → **{after}**',
    'guard replay.draft':
      'Ce réglage aurait refusé **{people, plural, one {# personne} other {# personnes}}, {refused, plural, one {# message} other {# messages}}**.',
    'guard replay.in-force':
      'Les limites en vigueur auraient refusé **{people, plural, one {# personne} other {# personnes}}, {refused, plural, one {# message} other {# messages}}**.',
    'guard replay.now':
      'Les limites en vigueur : {people, plural, one {# personne} other {# personnes}}, {refused, plural, one {# message} other {# messages}}.',
    'guard replay.stage': '**{stage}** : {refused} refusées',
    'guard replay.watched':
      'Les étapes qui ne font qu’observer auraient refusé en plus {people, plural, one {# personne} other {# personnes}}, {flagged, plural, one {# message} other {# messages}}.',
    'guard replay.consequences':
      '{mutes, plural, one {# silence imposé} other {# silences imposés}}, {bans, plural, one {# bannissement} other {# bannissements}}, {silences, plural, one {# silence} other {# silences}} du salon',
    'guard replay.watched-silences':
      'Le salon se serait tu {watchedSilences, plural, one {une fois} other {# fois}}, mais il n’est qu’observé.',
    'guard replay.of':
      'Sur {uses, plural, one {# commande enregistrée} other {# commandes enregistrées}}',
  },
});

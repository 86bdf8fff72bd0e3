import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'guard.not-yours': 'You may do that only for your own channels; {place} has other staff.',
    'guard.which-channel': 'Say which channel is meant, like `#castle`.',
    'guard.owner-only': 'That reaches every community: only the owner of this bot may do it.',
    'guard.owners-word':
      'The owner of this bot has set that for {who}; only the owner can lift it.',
    'rate.about': 'See and lift the limits of people.',
    'rate stats.about': 'How often the guard let commands in and turned them away.',
    'rate stats.title': 'Decisions of the guard since the start',
    'rate stats.sums': '{allowed, number} let in, {refused, number} turned away',
    'rate stats.stage': '**{stage}**: {count, number} turned away',
    'rate user.menu': 'Limits of this person',
    'rate user.about': 'Where someone stands with the limits here.',
    'rate user.arg.who': 'Whom to look at',
    'rate user.window': '**Window**: {inWindow} of {windowMax} commands',
    'rate user.left': '**Left this minute**: {left}',
    'rate user.offences': '**Strikes** {strikes}, **violations** {violations}, **bans** {bans}',
    'rate user.held': '{kind, select, muted {Muted} other {Banned}} for {left} more',
    'rate unban.about':
      'Lift a temporary ban from commands: in this community, or everywhere if you own the bot.',
    'rate unban.arg.who': 'Whom to forgive',
    'rate unban.done':
      '{who} may give commands again{lifted, select, gone {} other { here; elsewhere the ban goes on}}.',
    'rate unban.none': '{who} was not banned.',
    'rate hold.about':
      'Mute someone, or make that longer: in this community, or everywhere if you own the bot.',
    'rate hold.arg.who': 'Whom not to hear',
    'rate hold.arg.duration': 'For how long, at most 7 days',
    'rate hold.arg.kind': 'A mute (the usual) or a ban; only the words differ',
    'rate hold.done':
      '{who} is {kind, select, muted {muted} other {banned}} {reach, select, here {here} other {everywhere}} for {left} more.',
    'rate hold.exempt': '{who} runs this place: no limit holds for those who do.',
    'rate reset.about': 'Forget all that is counted about someone, or about everyone.',
    'rate reset.arg.who': 'Whom to begin anew with; nobody: everyone',
    'rate reset.arg.everyone': '“all”: everyone',
    'rate reset.arg.code': 'The code that was shown, to confirm',
    'rate reset.done': 'Everything counted about {who} is forgotten.',
    'rate reset.all-done':
      'Everything that the guard counted is forgotten: all mutes, bans, silences and counts, in every community.',
    'rate reset.sure':
      'This forgets all mutes, bans, silences and counts of everyone, in every community. It cannot be undone.',
    'rate reset.repeat':
      'If you mean it, say `{prefix}rate reset all {code}` within {seconds} seconds.',
    'rate reset.within': 'Good for {seconds} seconds, and for you alone.',
    'rate reset.confirm': 'Forget everything',
    'rate reset.cancel': 'Leave it',
    'rate reset.called-off': 'Nothing was forgotten.',
    'rate reset.expired':
      'That confirmation is not good: it is another one, or its minute is over. Ask again with `rate reset`.',
    'rate unmute.about': 'Lift a mute: in this community, or everywhere if you own the bot.',
    'rate unmute.arg.who': 'Whom to hear again',
    'rate unmute.done':
      '{who} is heard again{lifted, select, gone {} other { here; elsewhere the mute goes on}}.',
    'rate unmute.none': '{who} was not muted.',
    'flood.about': 'See, set and lift what holds floods back.',
    'flood status.about': 'Who and what is held back now, layer by layer.',
    'flood status.arg.channel': 'The channel to look at; without it, here',
    'flood status.title': 'What the guard holds back',
    'flood status.quiet': 'Nobody and nothing.',
    'flood status.all-output': '**All that I say on {connection}**',
    'flood status.output': '**Said in {place}**',
    'flood status.channel':
      '**Asked in {place}**: {state}{mode, select, live {} watch { (only watched)} shadow { (only counted)} other { (off)}}',
    'flood status.count': '{count} of {max} in {window}',
    'flood status.silent': 'silent for {left} more',
    'flood status.waiting': '{waiting, plural, one {# message waits} other {# messages wait}}',
    'flood status.held.muted': '**{who}** is muted for {left} more',
    'flood status.held.banned': '**{who}** is banned for {left} more',
    'flood status.held.too-fast': '**{who}** asks too fast; again in {left}',
    'flood status.held.used-up': '**{who}** has used the minute up; again in {left}',
    'flood status.held.same-command': '**{who}** repeats a command; again in {left}',
    'flood status.held.cooling-down':
      '`{command}` rests {kind, select, direct {for **{who}**} other {in {place}}} for {left} more',
    'flood status.near':
      '**{who}** is near the limit in {place}: {inWindow} of {windowMax} commands; {category} {tokens} of {burst} left',
    'flood status.more': '… and {count} more',
    'flood lift.about': 'End the silence that a flood has caused in a channel.',
    'flood lift.arg.channel': 'The channel to hear again; without it, here',
    'flood lift.done': 'Commands are heard again in {place}.',
    'flood lift.none': '{place} is not silent.',
    'flood set.about': 'Show or set how many commands a channel may give before it is silent.',
    'flood set.arg.channel': 'The channel; without it, here',
    'flood set.arg.window': 'The window, in seconds or like 10s',
    'flood set.arg.max': 'Commands that all together may give in it',
    'flood set.arg.silence': 'How long the channel is silent then, in seconds or like 1m',
    'flood set.arg.mode': 'live refuses; watch only tells operators; shadow only counts; off',
    'flood set.title': 'Flood limit of {place}',
    'flood set.everywhere': 'Flood limit of every channel without its own',
    'flood set.limits':
      'More than **{max}** commands in **{window}**, from two people or more: silent for **{silence}**.',
    'flood set.mode':
      '{mode, select, live {This is in force.} watch {This is only watched: operators hear of it, nothing is refused.} shadow {This is only counted: nothing is refused.} other {This is off.}}',
    'flood set.clamped':
      '{field, select, window {The window} max {The number} other {The silence}} became {value}, the nearest that is possible.',
    'cooldown.about': 'See, set and end how long commands rest after a use.',
    'cooldown list.about': 'The commands that rest in a channel after a use.',
    'cooldown list.arg.channel': 'The channel; without it, here',
    'cooldown list.title': 'Commands that rest in {place}',
    'cooldown list.none': 'None rests.',
    'cooldown list.line':
      '`{command}`: {length} after each use{resting, select, yes {, ready in {left}} other {}}',
    'cooldown set.about': 'Set how long a command rests in a channel after a use.',
    'cooldown set.arg.channel': 'The channel; without it, here',
    'cooldown set.arg.command': 'The command; without it, all that rest are listed',
    'cooldown set.arg.seconds':
      'Seconds up to 3600, or like 2m; 0 takes the setting away; off: no rest',
    'cooldown set.arg.scope': 'How far it holds; the usual is the channel',
    'cooldown set.done':
      '`{command}` {rests, select, yes {rests {length} after each use} other {does not rest}} in {place} now.',
    'cooldown set.clamped': 'More than an hour is not possible.',
    'cooldown set.no-command': 'There is no command `{typed}`.',
    'cooldown set.bad-length':
      '"{typed}" is no length: write seconds from 0 to 3600, a duration like 2m, or off.',
    'cooldown clear.about': 'Let commands be used again at once, though they rest.',
    'cooldown clear.arg.channel': 'The channel; without it, here',
    'cooldown clear.arg.command': 'The command; without it, all',
    'cooldown clear.done':
      '{count, plural, one {# command is} other {# commands are}} ready again in {place}.',
    'cooldown clear.none': 'Nothing rests in {place}.',
  },
  fr: {
    'guard.not-yours':
      'Cela ne vaut que pour vos propres salons ; {place} a d’autres responsables.',
    'guard.which-channel': 'Dites de quel salon il s’agit, comme `#castle`.',
    'guard.owner-only':
      'Cela touche toutes les communautés : seul le propriétaire de ce bot peut le faire.',
    'guard.owners-word':
      'Le propriétaire de ce bot l’a décidé pour {who} ; lui seul peut le lever.',
    'rate.about': 'Voir et lever les limites de quelqu’un.',
    'rate stats.about': 'Combien de commandes le gardien a laissé passer ou renvoyées.',
    'rate stats.title': 'Décisions du gardien depuis le départ',
    'rate stats.sums': '{allowed, number} passées, {refused, number} renvoyées',
    'rate stats.stage': '**{stage}** : {count, number} renvoyées',
    'rate user.menu': 'Limites de cette personne',
    'rate user.about': 'Où en est quelqu’un avec les limites d’ici.',
    'rate user.arg.who': 'Qui regarder',
    'rate user.window': '**Fenêtre** : {inWindow} commandes sur {windowMax}',
    'rate user.left': '**Reste pour cette minute** : {left}',
    'rate user.offences':
      '**Avertissements** {strikes}, **violations** {violations}, **bannissements** {bans}',
    'rate user.held': 'Encore {left} {kind, select, muted {muet} other {banni}}',
    'rate unban.about':
      'Lever un bannissement des commandes : ici, ou partout si le bot est à vous.',
    'rate unban.arg.who': 'À qui pardonner',
    'rate unban.done':
      '{who} peut de nouveau donner des commandes{lifted, select, gone {} other { ici ; ailleurs, le bannissement dure}}.',
    'rate unban.none': '{who} n’était pas banni.',
    'rate hold.about':
      'Rendre quelqu’un muet, ou plus longtemps : ici, ou partout si le bot est à vous.',
    'rate hold.arg.who': 'Qui ne plus entendre',
    'rate hold.arg.duration': 'Pour combien de temps, 7 jours au plus',
    'rate hold.arg.kind': 'Muet (d’ordinaire) ou banni ; seuls les mots changent',
    'rate hold.done':
      '{who} est {kind, select, muted {muet} other {banni}} {reach, select, here {ici} other {partout}} encore {left}.',
    'rate hold.exempt': '{who} dirige ce lieu : aucune limite ne vaut pour qui le dirige.',
    'rate reset.about': 'Oublier tout ce qui est compté sur quelqu’un, ou sur tous.',
    'rate reset.arg.who': 'Avec qui tout recommence ; personne : avec tous',
    'rate reset.arg.everyone': '« all » : tous',
    'rate reset.arg.code': 'Le code affiché, pour confirmer',
    'rate reset.done': 'Tout ce qui était compté sur {who} est oublié.',
    'rate reset.all-done':
      'Tout ce que le gardien comptait est oublié : muets, bannissements, silences et comptes, dans toutes les communautés.',
    'rate reset.sure':
      'Cela oublie les muets, les bannissements, les silences et les comptes de tous, dans toutes les communautés, sans retour.',
    'rate reset.repeat':
      'Si c’est voulu, dites `{prefix}rate reset all {code}` dans les {seconds} secondes.',
    'rate reset.within': 'Valable {seconds} secondes, et pour vous seul.',
    'rate reset.confirm': 'Tout oublier',
    'rate reset.cancel': 'Laisser',
    'rate reset.called-off': 'Rien n’a été oublié.',
    'rate reset.expired':
      'Cette confirmation ne vaut pas : c’en est une autre, ou sa minute est passée. Redemandez avec `rate reset`.',
    'rate unmute.about': 'Lever un silence : ici, ou partout si le bot est à vous.',
    'rate unmute.arg.who': 'Qui entendre de nouveau',
    'rate unmute.done':
      '{who} est de nouveau entendu{lifted, select, gone {} other { ici ; ailleurs, le silence dure}}.',
    'rate unmute.none': '{who} n’était pas muet.',
    'flood.about': 'Voir, régler et lever ce qui retient les inondations.',
    'flood status.about': 'Qui et quoi est retenu en ce moment, couche par couche.',
    'flood status.arg.channel': 'Le salon à regarder ; sans lui, celui-ci',
    'flood status.title': 'Ce que le gardien retient',
    'flood status.quiet': 'Personne et rien.',
    'flood status.all-output': '**Tout ce que je dis sur {connection}**',
    'flood status.output': '**Dit dans {place}**',
    'flood status.channel':
      '**Demandé dans {place}** : {state}{mode, select, live {} watch { (seulement observé)} shadow { (seulement compté)} other { (éteint)}}',
    'flood status.count': '{count} sur {max} en {window}',
    'flood status.silent': 'silencieux encore {left}',
    'flood status.waiting':
      '{waiting, plural, one {# message attend} other {# messages attendent}}',
    'flood status.held.muted': '**{who}** est muet encore {left}',
    'flood status.held.banned': '**{who}** est banni encore {left}',
    'flood status.held.too-fast': '**{who}** demande trop vite ; de nouveau dans {left}',
    'flood status.held.used-up': '**{who}** a épuisé sa minute ; de nouveau dans {left}',
    'flood status.held.same-command': '**{who}** répète une commande ; de nouveau dans {left}',
    'flood status.held.cooling-down':
      '`{command}` se repose {kind, select, direct {pour **{who}**} other {dans {place}}} encore {left}',
    'flood status.near':
      '**{who}** approche de la limite dans {place} : {inWindow} commandes sur {windowMax} ; {category} reste {tokens} sur {burst}',
    'flood status.more': '… et {count} de plus',
    'flood lift.about': 'Mettre fin au silence qu’une inondation a causé dans un salon.',
    'flood lift.arg.channel': 'Le salon à entendre de nouveau ; sans lui, celui-ci',
    'flood lift.done': 'Les commandes sont de nouveau entendues dans {place}.',
    'flood lift.none': '{place} n’est pas silencieux.',
    'flood set.about':
      'Montrer ou régler combien de commandes un salon peut donner avant d’être silencieux.',
    'flood set.arg.channel': 'Le salon ; sans lui, celui-ci',
    'flood set.arg.window': 'La fenêtre, en secondes ou comme 10s',
    'flood set.arg.max': 'Commandes que tous ensemble peuvent y donner',
    'flood set.arg.silence': 'Durée du silence ensuite, en secondes ou comme 1m',
    'flood set.arg.mode':
      'live refuse ; watch prévient les opérateurs ; shadow compte ; off éteint',
    'flood set.title': 'Limite d’inondation de {place}',
    'flood set.everywhere': 'Limite d’inondation des salons sans la leur',
    'flood set.limits':
      'Plus de **{max}** commandes en **{window}**, par deux personnes au moins : silence de **{silence}**.',
    'flood set.mode':
      '{mode, select, live {C’est en vigueur.} watch {C’est seulement observé : les opérateurs l’apprennent, rien n’est refusé.} shadow {C’est seulement compté : rien n’est refusé.} other {C’est éteint.}}',
    'flood set.clamped':
      '{field, select, window {La fenêtre} max {Le nombre} other {Le silence}} : {value}, le plus proche possible.',
    'cooldown.about': 'Voir, régler et lever le repos des commandes après usage.',
    'cooldown list.about': 'Les commandes qui se reposent dans un salon après usage.',
    'cooldown list.arg.channel': 'Le salon ; sans lui, celui-ci',
    'cooldown list.title': 'Commandes qui se reposent dans {place}',
    'cooldown list.none': 'Aucune ne se repose.',
    'cooldown list.line':
      '`{command}` : {length} après chaque usage{resting, select, yes {, prête dans {left}} other {}}',
    'cooldown set.about': 'Régler le repos d’une commande dans un salon après usage.',
    'cooldown set.arg.channel': 'Le salon ; sans lui, celui-ci',
    'cooldown set.arg.command': 'La commande ; sans elle, toutes celles qui se reposent',
    'cooldown set.arg.seconds':
      'Secondes jusqu’à 3600, ou comme 2m ; 0 retire le réglage ; off : aucun repos',
    'cooldown set.arg.scope': 'Jusqu’où cela vaut ; d’ordinaire, le salon',
    'cooldown set.done':
      '`{command}` {rests, select, yes {se repose {length} après chaque usage} other {ne se repose pas}} dans {place} désormais.',
    'cooldown set.clamped': 'Plus d’une heure n’est pas possible.',
    'cooldown set.no-command': 'Il n’y a pas de commande `{typed}`.',
    'cooldown set.bad-length':
      '« {typed} » n’est pas une durée : écrivez des secondes de 0 à 3600, une durée comme 2m, ou off.',
    'cooldown clear.about': 'Rendre des commandes utilisables tout de suite, malgré leur repos.',
    'cooldown clear.arg.channel': 'Le salon ; sans lui, celui-ci',
    'cooldown clear.arg.command': 'La commande ; sans elle, toutes',
    'cooldown clear.done':
      '{count, plural, one {# commande est prête} other {# commandes sont prêtes}} de nouveau dans {place}.',
    'cooldown clear.none': 'Rien ne se repose dans {place}.',
  },
});

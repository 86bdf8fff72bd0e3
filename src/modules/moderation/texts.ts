import { defineTexts } from '../../sdk/index.ts';

const doneEn =
  '{kind, select, warn {{name} is warned} note {Noted about {name}} mute {{name} is muted in {place}} unmute {{name} may speak again in {place}} kick {{name} is out of {place}} ban {{name} is banned from {place}} unban {{name} may come back to {place}} exempt {No ban holds {name} in {place}} unexempt {Bans hold {name} in {place} again} invex {{name} needs no invitation to {place}} uninvex {{name} needs an invitation to {place} again} purge {{count, plural, one {# message is} other {# messages are}} deleted in {place}} other {{name} is banned from {place}, as everywhere}}';
const lastsEn =
  '{kind, select, mute {{until, select, ever { until that is lifted} other { until {until}}}} ban {{until, select, ever {} other { until {until}}}} exempt {{until, select, ever {} other { until {until}}}} invex {{until, select, ever {} other { until {until}}}} other {}}';
const othersEn =
  '{others, plural, =0 {} one { and with him # other person: {names}} other { and with him # others: {names}}}';
const oldEn =
  '{tooOld, plural, =0 {} one {; # is older than 14 days and stays} other {; # are older than 14 days and stay}}';
const doneFr =
  '{kind, select, warn {{name} est averti} note {Noté à propos de {name}} mute {{name} est réduit au silence dans {place}} unmute {{name} peut de nouveau parler dans {place}} kick {{name} est sorti de {place}} ban {{name} est banni de {place}} unban {{name} peut revenir dans {place}} exempt {Aucun bannissement ne touche {name} dans {place}} unexempt {Les bannissements touchent de nouveau {name} dans {place}} invex {{name} entre sans invitation dans {place}} uninvex {{name} a de nouveau besoin d’une invitation dans {place}} purge {{count, plural, one {# message est supprimé} other {# messages sont supprimés}} dans {place}} other {{name} est banni de {place}, comme partout}}';
const lastsFr =
  '{kind, select, mute {{until, select, ever { jusqu’à ce que ce soit levé} other { jusqu’à {until}}}} ban {{until, select, ever {} other { jusqu’à {until}}}} exempt {{until, select, ever {} other { jusqu’à {until}}}} invex {{until, select, ever {} other { jusqu’à {until}}}} other {}}';
const othersFr =
  '{others, plural, =0 {} one { et avec lui # autre personne : {names}} other { et avec lui # autres : {names}}}';
const oldFr =
  '{tooOld, plural, =0 {} one {; # a plus de 14 jours et reste} other {; # ont plus de 14 jours et restent}}';

/** Arguments that nearly every command here has. */
const argsEn = (command: string, who: string) => ({
  [`${command}.arg.who`]: who,
  [`${command}.arg.place`]: 'in:#castle, when you are elsewhere (owner of the bot)',
  [`${command}.arg.reason`]: 'Why',
});
const argsFr = (command: string, who: string) => ({
  [`${command}.arg.who`]: who,
  [`${command}.arg.place`]: 'in:#castle, si vous êtes ailleurs (propriétaire du bot)',
  [`${command}.arg.reason`]: 'Pourquoi',
});
const punishingEn = (command: string, who: string) => ({
  ...argsEn(command, who),
  [`${command}.arg.rule`]: 'rule:3, the rule that was broken',
  [`${command}.arg.dry`]: '“dry”: only say what would be done',
  [`${command}.arg.sure`]: 'sure:code, to confirm what was shown',
});
const punishingFr = (command: string, who: string) => ({
  ...argsFr(command, who),
  [`${command}.arg.rule`]: 'rule:3, la règle enfreinte',
  [`${command}.arg.dry`]: '« dry » : dire seulement ce qui serait fait',
  [`${command}.arg.sure`]: 'sure:code, pour confirmer ce qui a été montré',
});

export const texts = defineTexts({
  en: {
    'act.done': `${doneEn}${lastsEn}${othersEn} (#{number}){reason, select, none {{more, select, yes {.} other {}}} other {: {reason}}}${oldEn}{replaced, plural, =0 {} other { Instead of {numbers}.}}{told, select, told { He was told.} deaf { He could not be told.} other {}}`,
    'act.dry': `Nothing was done. {kind, select, purge {{count, plural, one {# message} other {# messages}} would be deleted in {place}} unban {{name} would be let back into {place}; ends: {numbers}} unmute {{name} would be let speak in {place}; ends: {numbers}} unexempt {Bans would hold {name} in {place} again; ends: {numbers}} uninvex {{name} would need an invitation to {place} again; ends: {numbers}} exempt {No ban would hold {name} in {place} ({others, plural, =0 {nobody else is meant} one {nor # other person: {names}} other {nor # others: {names}}})} invex {{name} would need no invitation to {place} ({others, plural, =0 {nobody else is meant} one {nor would # other person: {names}} other {nor would # others: {names}}})} other {It would hit {name} in {place}, {others, plural, =0 {nobody else} one {and # other person: {names}} other {and # others: {names}}}}}${lastsEn}${oldEn}.`,
    'act.told':
      '{kind, select, warn {You are warned in {place}} mute {You cannot speak in {place}{until, select, ever {} other { until {until}}}} kick {You were sent out of {place}} other {You are banned from {place}{until, select, ever {} other { until {until}}}}}{reason, select, none {} other {: {reason}}} (case {number})',
    'act.sure.title': 'That hits more people than {name}',
    'act.sure.others':
      'In {place} it would hit {count, plural, one {# person} other {# people}}: also {names}{others, plural, =0 {} other {}}.',
    'act.sure.repeat':
      'If you mean it, say the same again with `sure:{code}` before the reason, within {seconds} seconds.',
    'act.refusal-of': '**{name}**: {why}',
    'act.more-refusals': '… and {count} more.',
    'act.nobody': 'Say who is meant.',
    'act.nowhere': 'That can only be done in a server or a channel.',
    'act.which-place': 'Say which place is meant: add `in:#channel` or `in:ServerName`.',
    'act.elsewhere': 'Only the owner of this bot may name another place.',
    'act.no-place': 'I am in no place called "{named}".',
    'act.unknown-person':
      'I know nobody called "{typed}" in {place}. Name somebody who is here, an id, or on IRC a mask like `*!*@host`.',
    'act.how-long':
      'Is "{typed}" a time? Then add its unit: `{typed}m`, `{typed}h` or `{typed}d`. A reason has words.',
    'act.in-the-past': '"{typed}" is over already. Name a moment that is still to come.',
    'act.not-here': '{name} is not here.',
    'act.no-such-person': 'The network knows nobody of this id ({name}).',
    'act.hits-others':
      'That would also hit {count, plural, one {# other person} other {# others}} ({names}), more than was said before. Look again and confirm.',
    'act.nothing-to-delete':
      'There is nothing to delete in {place}{old, plural, =0 {} one {: # message is older than 14 days, and Discord lets nobody delete those at once} other {: # messages are older than 14 days, and Discord lets nobody delete those at once}}.',
    'act.cannot.right':
      'I may not do that here. Give my role the permission "{permission}" (server settings → Roles).',
    'act.cannot.operator':
      'I am no operator in {place}. Give me op: /mode {place} +o {nick}, or let services do it.',
    'act.cannot.myself': 'I will not do that to myself.',
    'act.cannot.yourself': 'You cannot do that to yourself.',
    'act.cannot.owner': '{name} owns this place; nobody acts on owners.',
    'act.cannot.above-me':
      '{name} stands as high as I do or higher. Move my role above his, or give me a higher rank.',
    'act.cannot.above-you': '{name} stands as high as you do or higher; nobody acts on his equals.',
    'act.cannot.mute-administrator':
      '{name} is an administrator, and Discord lets nobody time those out. Take that role away first.',
    'act.cannot.voiced':
      '{name} has voice in {place}, and a quiet does not silence that. Take it first: /mode {place} -v {name}',
    'act.cannot.mute':
      'This server knows no way to silence somebody in a channel (neither +q nor a ban that only silences). Use kick or ban.',
    'act.cannot.kick': 'Nobody can be sent away here.',
    'act.cannot.ban': 'Nobody can be banned here.',
    'act.cannot.purge': 'What was said on IRC is with everybody already and cannot be deleted.',
    'act.cannot.mask':
      'Nothing is known of {name} that the server could ban. Give a mask like `*!*@host`.',
    'act.cannot.hits-me': 'That mask hits me, too. Give a narrower one.',
    'act.list-full':
      'The list{list, select, none {} other { {list}}} of {place} is full. Lift entries that nobody needs any more (`masks` shows them), then try again.',
    'act.refused': 'The network refuses: {text}',
    'act.away':
      'The network cannot be reached ({problem}). It is written down as #{number} and done when it is back.',
    'act.out-of-reach': 'The network cannot be reached ({problem}). Nothing was done.',
    'act.too-late': 'Its time was over before it could be done.',
    'act.interrupted': 'The program ended before it was done.',
    'act.withdrawn': 'It was lifted before it could be done.',
    'act.not-held.ban': '{name} is not banned from {place}.',
    'act.not-held.mute': '{name} is not muted in {place}.',
    'act.held-by-other': '{name} is held by case #{number}, which is of another kind.',
    'act.too-many':
      'That were more {kind, select, bans {bans} kicks {kicks} mutes {mutes} other {purges}} within {minutes, number} min than this community allows ({count}). Your rights here are suspended until an owner gives them back.',
    'act.quarantined': 'Your rights here are suspended until an owner gives them back.',
    'alert.staff-quarantined':
      '{name} ({actor}) did {count} {kind, select, bans {bans} kicks {kicks} mutes {mutes} channels {deletions of channels} roles {deletions of roles} other {purges}} within {minutes, number} min, which is the limit here or more. His rights with me are suspended{disarmed, select, yes {, and he also lost what gave power on the network} refused {; what gives power on the network I could not take: do that by hand} other {; take his roles away if the account was stolen}}. An owner gives them back with `quarantine lift`.',
    'warn.menu': 'Warn …',
    'warn.about': 'Warn somebody; it is written down.',
    ...punishingEn('warn', 'Whom to warn'),
    'note.menu': 'Note about this person …',
    'note.about': 'Note something about somebody, for staff alone.',
    ...punishingEn('note', 'Whom it is about'),
    'mute.menu': 'Mute …',
    'mute.about': 'Let somebody not speak for a while (Discord timeout, IRC quiet).',
    ...punishingEn('mute', 'Whom to mute'),
    'mute.arg.period': '2h30m, permanent, or until monday 9:00',
    'kick.about': 'Send somebody away; he may come back.',
    ...punishingEn('kick', 'Whom to send away'),
    'ban.menu': 'Ban …',
    'ban.about': 'Keep somebody out, for a while or for ever.',
    ...punishingEn('ban', 'Whom to ban; also an id, or a mask on IRC'),
    'ban.arg.period': '2h30m, permanent, or until monday 9:00',
    'unmute.about': 'Let somebody speak again.',
    ...argsEn('unmute', 'Whom to let speak'),
    'unmute.arg.dry': '“dry”: only say what would be done',
    'unmute.heard': 'The guard listens to {name} again.',
    'unban.about': 'Let somebody back in: everything that keeps him out is lifted.',
    ...argsEn('unban', 'Whom to let back in'),
    'unban.arg.dry': '“dry”: only say what would be done',
    'purge.who':
      'Nothing is deleted yet. For what {name} said alone write `purge {count} @{name}`; if “{name}” is meant as the reason, begin it with another word.',
    'purge.about': 'Delete the last messages of a channel, or of one person there.',
    ...argsEn('purge', 'Whose messages; nobody: everyone’s'),
    'purge.arg.count': 'How many messages, at most 1000',
    'purge.arg.dry': '“dry”: only say what would be done',
    'massban.about': 'Ban many at once; goes on when one is refused.',
    'massban.arg.reason': 'Why, in quotes',
    'massban.arg.who': 'Whom to ban: ids, mentions or nicks',
    'massban.too-many': 'At most {most} at once.',
    'massban.done':
      '{done, plural, one {# person is} other {# people are}} banned{refused, plural, =0 {} other {, # not}}.',
    'globalban.about': 'Ban somebody from every place on this network.',
    ...argsEn('globalban', 'Whom to ban everywhere'),
    'globalban.arg.sure': 'sure:code, to confirm what was shown',
    'globalban.sure':
      '{name} will be banned from {count, plural, one {# place} other {# places}}: {places}',
    'globalban.done':
      'Banned from {done, plural, one {# place} other {# places}}{refused, plural, =0 {} other {, # refused}}.',
    'globalunban.about': 'Lift a ban from every place on this network.',
    ...argsEn('globalunban', 'Whom to let back in everywhere'),
    'globalunban.arg.sure': 'sure:code, to confirm what was shown',
    'globalunban.sure':
      '{name} will be let back into {count, plural, one {# place} other {# places}}: {places}',
    'globalunban.done':
      'Let back into {done, plural, one {# place} other {# places}}{refused, plural, =0 {} other {, # without a ban or refused}}.',
  },
  fr: {
    'act.done': `${doneFr}${lastsFr}${othersFr} (#{number}){reason, select, none {{more, select, yes {.} other {}}} other { : {reason}}}${oldFr}{replaced, plural, =0 {} other { Au lieu de {numbers}.}}{told, select, told { Il est prévenu.} deaf { Il n’a pas pu être prévenu.} other {}}`,
    'act.dry': `Rien n’a été fait. {kind, select, purge {{count, plural, one {# message} other {# messages}} seraient supprimés dans {place}} unban {{name} pourrait revenir dans {place} ; prend fin : {numbers}} unmute {{name} pourrait parler dans {place} ; prend fin : {numbers}} unexempt {Les bannissements toucheraient de nouveau {name} dans {place} ; prend fin : {numbers}} uninvex {{name} aurait de nouveau besoin d’une invitation dans {place} ; prend fin : {numbers}} exempt {Aucun bannissement ne toucherait {name} dans {place} ({others, plural, =0 {personne d’autre n’est visé} one {ni # autre personne : {names}} other {ni # autres : {names}}})} invex {{name} entrerait sans invitation dans {place} ({others, plural, =0 {personne d’autre n’est visé} one {et # autre personne : {names}} other {et # autres : {names}}})} other {Cela toucherait {name} dans {place}, {others, plural, =0 {personne d’autre} one {et # autre personne : {names}} other {et # autres : {names}}}}}${lastsFr}${oldFr}.`,
    'act.told':
      '{kind, select, warn {Vous êtes averti dans {place}} mute {Vous ne pouvez plus parler dans {place}{until, select, ever {} other { jusqu’à {until}}}} kick {Vous avez été sorti de {place}} other {Vous êtes banni de {place}{until, select, ever {} other { jusqu’à {until}}}}}{reason, select, none {} other { : {reason}}} (dossier {number})',
    'act.sure.title': 'Cela touche plus de monde que {name}',
    'act.sure.others':
      'Dans {place}, cela toucherait {count, plural, one {# personne} other {# personnes}} : aussi {names}{others, plural, =0 {} other {}}.',
    'act.sure.repeat':
      'Si c’est voulu, redites-le avec `sure:{code}` avant la raison, dans les {seconds} secondes.',
    'act.refusal-of': '**{name}** : {why}',
    'act.more-refusals': '… et {count} de plus.',
    'act.nobody': 'Dites de qui il s’agit.',
    'act.nowhere': 'Cela ne se fait que dans un serveur ou un salon.',
    'act.which-place':
      'Dites de quel endroit il s’agit : ajoutez `in:#salon` ou `in:NomDuServeur`.',
    'act.elsewhere': 'Seul le propriétaire de ce bot peut nommer un autre endroit.',
    'act.no-place': 'Je ne suis dans aucun endroit nommé « {named} ».',
    'act.unknown-person':
      'Je ne connais personne nommé « {typed} » dans {place}. Nommez quelqu’un de présent, un identifiant, ou sur IRC un masque comme `*!*@host`.',
    'act.how-long':
      '« {typed} » est-il une durée ? Ajoutez alors l’unité : `{typed}m`, `{typed}h` ou `{typed}j`. Une raison contient des mots.',
    'act.in-the-past': '« {typed} » est déjà passé. Nommez un moment à venir.',
    'act.not-here': '{name} n’est pas là.',
    'act.no-such-person': 'Le réseau ne connaît personne de cet identifiant ({name}).',
    'act.hits-others':
      'Cela toucherait aussi {count, plural, one {# autre personne} other {# autres}} ({names}), plus qu’annoncé. Regardez encore et confirmez.',
    'act.nothing-to-delete':
      'Il n’y a rien à supprimer dans {place}{old, plural, =0 {} one { : # message a plus de 14 jours, et Discord ne laisse pas les supprimer d’un coup} other { : # messages ont plus de 14 jours, et Discord ne laisse pas les supprimer d’un coup}}.',
    'act.cannot.right':
      'Je n’en ai pas le droit ici. Donnez à mon rôle la permission « {permission} » (paramètres du serveur → Rôles).',
    'act.cannot.operator':
      'Je ne suis pas opérateur dans {place}. Donnez-moi op : /mode {place} +o {nick}, ou laissez les services le faire.',
    'act.cannot.myself': 'Je ne me ferai pas cela.',
    'act.cannot.yourself': 'Vous ne pouvez pas vous faire cela.',
    'act.cannot.owner': '{name} possède cet endroit ; personne n’agit sur un propriétaire.',
    'act.cannot.above-me':
      '{name} est aussi haut que moi ou plus haut. Placez mon rôle au-dessus du sien, ou donnez-moi un rang plus élevé.',
    'act.cannot.above-you':
      '{name} est aussi haut que vous ou plus haut ; personne n’agit sur ses égaux.',
    'act.cannot.mute-administrator':
      '{name} est administrateur, et Discord ne les laisse pas exclure. Retirez-lui d’abord ce rôle.',
    'act.cannot.voiced':
      '{name} a la voix dans {place}, et un silence ne l’arrête pas. Retirez-la d’abord : /mode {place} -v {name}',
    'act.cannot.mute':
      'Ce serveur ne sait pas faire taire quelqu’un dans un salon (ni +q ni un bannissement qui ne fait que taire). Utilisez kick ou ban.',
    'act.cannot.kick': 'Personne ne peut être sorti d’ici.',
    'act.cannot.ban': 'Personne ne peut être banni d’ici.',
    'act.cannot.purge':
      'Ce qui a été dit sur IRC est déjà chez tout le monde et ne peut être supprimé.',
    'act.cannot.mask':
      'On ne sait rien de {name} que le serveur puisse bannir. Donnez un masque comme `*!*@host`.',
    'act.cannot.hits-me': 'Ce masque me touche aussi. Donnez-en un plus étroit.',
    'act.list-full':
      'La liste{list, select, none {} other { {list}}} de {place} est pleine. Levez des entrées inutiles (`masks` les montre), puis réessayez.',
    'act.refused': 'Le réseau refuse : {text}',
    'act.away':
      'Le réseau est injoignable ({problem}). C’est noté sous #{number} et sera fait à son retour.',
    'act.out-of-reach': 'Le réseau est injoignable ({problem}). Rien n’a été fait.',
    'act.too-late': 'Son temps était passé avant que ce soit possible.',
    'act.interrupted': 'Le programme s’est arrêté avant.',
    'act.withdrawn': 'C’était levé avant d’être possible.',
    'act.not-held.ban': '{name} n’est pas banni de {place}.',
    'act.not-held.mute': '{name} n’est pas réduit au silence dans {place}.',
    'act.held-by-other': '{name} est tenu par le dossier #{number}, qui est d’un autre genre.',
    'act.too-many':
      'Cela fait plus {kind, select, bans {de bannissements} kicks {d’expulsions} mutes {de silences} other {de suppressions}} en {minutes, number} min que cette communauté ne permet ({count}). Vos droits ici sont suspendus jusqu’à ce qu’un propriétaire les rende.',
    'act.quarantined': 'Vos droits ici sont suspendus jusqu’à ce qu’un propriétaire les rende.',
    'alert.staff-quarantined':
      '{name} ({actor}) a fait {count} {kind, select, bans {bannissements} kicks {expulsions} mutes {silences} channels {suppressions de salons} roles {suppressions de rôles} other {suppressions}} en {minutes, number} min, soit la limite ici ou plus. Ses droits auprès de moi sont suspendus{disarmed, select, yes {, et il a aussi perdu ce qui lui donnait du pouvoir sur le réseau} refused { ; je n’ai pas pu lui prendre ce qui lui donne du pouvoir sur le réseau : faites-le à la main} other { ; retirez-lui ses rôles si son compte est volé}}. Un propriétaire les rend par `quarantine lift`.',
    'warn.menu': 'Avertir …',
    'warn.about': 'Avertir quelqu’un ; c’est consigné.',
    ...punishingFr('warn', 'Qui avertir'),
    'note.menu': 'Noter sur cette personne …',
    'note.about': 'Noter quelque chose sur quelqu’un, pour l’équipe seule.',
    ...punishingFr('note', 'De qui il s’agit'),
    'mute.menu': 'Faire taire …',
    'mute.about': 'Faire taire quelqu’un un moment (exclusion Discord, silence IRC).',
    ...punishingFr('mute', 'Qui faire taire'),
    'mute.arg.period': '2h30m, permanent, ou until lundi 9h00',
    'kick.about': 'Sortir quelqu’un ; il peut revenir.',
    ...punishingFr('kick', 'Qui sortir'),
    'ban.menu': 'Bannir …',
    'ban.about': 'Tenir quelqu’un dehors, un moment ou pour toujours.',
    ...punishingFr('ban', 'Qui bannir ; aussi un identifiant, ou un masque sur IRC'),
    'ban.arg.period': '2h30m, permanent, ou until lundi 9h00',
    'unmute.about': 'Laisser quelqu’un parler de nouveau.',
    ...argsFr('unmute', 'Qui laisser parler'),
    'unmute.arg.dry': '« dry » : dire seulement ce qui serait fait',
    'unmute.heard': 'La garde écoute de nouveau {name}.',
    'unban.about': 'Laisser quelqu’un revenir : tout ce qui le tient dehors est levé.',
    ...argsFr('unban', 'Qui laisser revenir'),
    'unban.arg.dry': '« dry » : dire seulement ce qui serait fait',
    'purge.who':
      'Rien n’est encore supprimé. Pour les seuls messages de {name}, écrivez `purge {count} @{name}` ; si « {name} » est la raison, commencez-la par un autre mot.',
    'purge.about': 'Supprimer les derniers messages d’un salon, ou d’une personne.',
    ...argsFr('purge', 'De qui ; personne : de tous'),
    'purge.arg.count': 'Combien de messages, 1000 au plus',
    'purge.arg.dry': '« dry » : dire seulement ce qui serait fait',
    'massban.about': 'Bannir beaucoup de gens d’un coup ; continue si l’un est refusé.',
    'massban.arg.reason': 'Pourquoi, entre guillemets',
    'massban.arg.who': 'Qui bannir : identifiants, mentions ou pseudos',
    'massban.too-many': 'Au plus {most} d’un coup.',
    'massban.done':
      '{done, plural, one {# personne est bannie} other {# personnes sont bannies}}{refused, plural, =0 {} other {, # non}}.',
    'globalban.about': 'Bannir quelqu’un de tous les endroits de ce réseau.',
    ...argsFr('globalban', 'Qui bannir partout'),
    'globalban.arg.sure': 'sure:code, pour confirmer ce qui a été montré',
    'globalban.sure':
      '{name} sera banni de {count, plural, one {# endroit} other {# endroits}} : {places}',
    'globalban.done':
      'Banni de {done, plural, one {# endroit} other {# endroits}}{refused, plural, =0 {} other {, # refusés}}.',
    'globalunban.about': 'Lever un bannissement de tous les endroits de ce réseau.',
    ...argsFr('globalunban', 'Qui laisser revenir partout'),
    'globalunban.arg.sure': 'sure:code, pour confirmer ce qui a été montré',
    'globalunban.sure':
      '{name} pourra revenir dans {count, plural, one {# endroit} other {# endroits}} : {places}',
    'globalunban.done':
      'De retour dans {done, plural, one {# endroit} other {# endroits}}{refused, plural, =0 {} other {, # sans bannissement ou refusés}}.',
  },
});

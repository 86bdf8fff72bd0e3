import { defineTexts } from '../../sdk/index.ts';

const placeEn = 'in:#castle, when you are elsewhere (owner of the bot)';
const placeFr = 'in:#castle, si vous êtes ailleurs (propriétaire du bot)';

const argsEn = (command: string) => ({
  [`${command}.arg.dry`]: '“dry”: only say what would be taken back',
  [`${command}.arg.place`]: placeEn,
  [`${command}.arg.sure`]: 'sure:code, to confirm what was shown',
  [`${command}.arg.reason`]: 'Why',
});
const argsFr = (command: string) => ({
  [`${command}.arg.dry`]: '« dry » : dire seulement ce qui serait repris',
  [`${command}.arg.place`]: placeFr,
  [`${command}.arg.sure`]: 'sure:code, pour confirmer ce qui a été montré',
  [`${command}.arg.reason`]: 'Pourquoi',
});
const namesEn = '{names}{others, plural, =0 {} other { and # more}}';
const namesFr = '{names}{others, plural, =0 {} other { et # de plus}}';

export const undoTexts = defineTexts({
  en: {
    'undo.about': 'Take back many acts at once: shown first, done when you say so.',
    'undo.nothing': 'There is nothing to take back.',
    'undo.unknown': 'There is no undo #{number} here.',
    'undo.changed': 'That is not what was shown any more. Look at it again.',
    'undo.no-rule': 'There is no rule "{rule}" here. `rules` lists them.',
    'undo.no-window':
      'Name when it began and when it ended, in this order: `undo window 14:00 14:30`.',
    'undo.no-level': 'That level is over already.',
    'act.stopped': 'It was taken back before it could be done.',
    'act.cannot.disarm': 'I cannot take the roles of {name}: they stand as high as mine or higher.',
    'undo.preview.title':
      '{dry, select, yes {It would take back} other {This takes back}} {count, plural, one {# case} other {# cases}}{of, select, rule { of rule {number}} moderator { of {name}} incident { of incident #{number}} other {}}',
    'undo.preview.bans': `**Let back in** {count, number}: ${namesEn}`,
    'undo.preview.mutes': `**May speak again** {count, number}: ${namesEn}`,
    'undo.preview.withdrawn': `**Not done any more** {count, number} that waited: ${namesEn}`,
    'undo.preview.again': `**Held again**, because the pardon is taken back, {count, number}: ${namesEn}`,
    'undo.preview.warns': `**Count no more** {count, number}: ${namesEn}`,
    'undo.preview.kicks': `**Cannot be undone**: {count, plural, one {# kick} other {# kicks}} ({names}{others, plural, =0 {} other { and # more}}); they may come back by themselves, and it counts no more`,
    'undo.preview.purges':
      '**Cannot be undone**: {sum, plural, one {# deleted message stays deleted} other {# deleted messages stay deleted}}; it counts no more',
    'undo.preview.over': `**Over already** {count, number}: ${namesEn}`,
    'undo.preview.level': '**Put back as it was**: level {level} in {place}',
    'undo.preview.reinstates': '{name} is held by #{number} again, which had been replaced',
    'undo.preview.held': '{name} stays held by #{number}, which is not taken back',
    'undo.preview.more': 'There are more than are taken back at once: do it again afterwards.',
    'undo.done':
      '{state, select, done {Taken back: {done, number} of {all, number}} other {Going on: {done, number} of {all, number} so far; it goes on by itself, also after a restart. `undo status {number}` tells how far}} (undo #{number}){refused, plural, =0 {.} one {, # could not be.} other {, # could not be.}}',
    'undo.refused': '{kind, select, case {#{ref}} rule {Rule {ref}} other {Level}}: {why}',
    'undo case.about': 'Take back some cases: what they set goes, and they count no more.',
    'undo case.arg.numbers': 'The numbers of the cases: 3 4 5',
    ...argsEn('undo case'),
    'undo rule.about': 'Take back what a rule did.',
    'undo rule.arg.rule': 'The name or number of the rule',
    'undo rule.arg.since': 'since 2h, since monday 9:00; from the beginning unless told',
    'undo rule.arg.shadow': '“shadow”: the rule only watches from now on',
    ...argsEn('undo rule'),
    'undo moderator.about':
      'Take back what somebody of the staff did, here or on the network itself.',
    'undo moderator.arg.who': 'Whose acts',
    'undo moderator.arg.since': 'since 2h, since monday 9:00; from the beginning unless told',
    ...argsEn('undo moderator'),
    'undo incident.about':
      'Take back what was done in an incident, and what was set because of it.',
    'undo incident.arg.number': 'The number of the incident',
    ...argsEn('undo incident'),
    'undo window.about': 'Take back everything that was done between two moments.',
    'undo window.arg.from': 'When it began: 14:00, 2h',
    'undo window.arg.to': 'When it ended: 14:30, now',
    ...argsEn('undo window'),
    'undo status.about': 'How far an undo has come.',
    'undo status.arg.number': 'The number of the undo',
    'undo status.arg.place': placeEn,
  },
  fr: {
    'undo.about':
      'Reprendre beaucoup d’actes d’un coup : montré d’abord, fait quand vous le dites.',
    'undo.nothing': 'Il n’y a rien à reprendre.',
    'undo.unknown': 'Il n’y a pas d’annulation #{number} ici.',
    'undo.changed': 'Ce n’est plus ce qui a été montré. Regardez à nouveau.',
    'undo.no-rule': 'Il n’y a pas de règle « {rule} » ici. `rules` les liste.',
    'undo.no-window':
      'Dites quand cela a commencé et quand cela a fini, dans cet ordre : `undo window 14:00 14:30`.',
    'undo.no-level': 'Ce niveau est déjà fini.',
    'act.stopped': 'C’était repris avant d’être possible.',
    'act.cannot.disarm':
      'Je ne peux pas retirer les rôles de {name} : ils sont aussi hauts que les miens ou plus.',
    'undo.preview.title':
      '{dry, select, yes {Cela reprendrait} other {Ceci reprend}} {count, plural, one {# dossier} other {# dossiers}}{of, select, rule { de la règle {number}} moderator { de {name}} incident { de l’incident #{number}} other {}}',
    'undo.preview.bans': `**Peuvent revenir** {count, number} : ${namesFr}`,
    'undo.preview.mutes': `**Peuvent reparler** {count, number} : ${namesFr}`,
    'undo.preview.withdrawn': `**Ne seront plus faits** {count, number} en attente : ${namesFr}`,
    'undo.preview.again': `**Retenus à nouveau**, car la grâce est reprise, {count, number} : ${namesFr}`,
    'undo.preview.warns': `**Ne comptent plus** {count, number} : ${namesFr}`,
    'undo.preview.kicks': `**Ne se reprend pas** : {count, plural, one {# expulsion} other {# expulsions}} ({names}{others, plural, =0 {} other { et # de plus}}) ; ils peuvent revenir d’eux-mêmes, et cela ne compte plus`,
    'undo.preview.purges':
      '**Ne se reprend pas** : {sum, plural, one {# message supprimé le reste} other {# messages supprimés le restent}} ; cela ne compte plus',
    'undo.preview.over': `**Déjà finis** {count, number} : ${namesFr}`,
    'undo.preview.level': '**Remis comme avant** : niveau {level} dans {place}',
    'undo.preview.reinstates': '{name} est retenu à nouveau par #{number}, qui avait été remplacé',
    'undo.preview.held': '{name} reste retenu par #{number}, qui n’est pas repris',
    'undo.preview.more': 'Il y en a plus qu’on n’en reprend d’un coup : recommencez ensuite.',
    'undo.done':
      '{state, select, done {Repris : {done, number} sur {all, number}} other {En cours : {done, number} sur {all, number} ; cela continue tout seul, aussi après un redémarrage. `undo status {number}` dit où cela en est}} (annulation #{number}){refused, plural, =0 {.} one {, # n’a pas pu l’être.} other {, # n’ont pas pu l’être.}}',
    'undo.refused': '{kind, select, case {#{ref}} rule {Règle {ref}} other {Niveau}} : {why}',
    'undo case.about':
      'Reprendre des dossiers : ce qu’ils ont posé disparaît, et ils ne comptent plus.',
    'undo case.arg.numbers': 'Les numéros des dossiers : 3 4 5',
    ...argsFr('undo case'),
    'undo rule.about': 'Reprendre ce qu’une règle a fait.',
    'undo rule.arg.rule': 'Le nom ou le numéro de la règle',
    'undo rule.arg.since': 'since 2h, since lundi 9:00 ; depuis le début si rien n’est dit',
    'undo rule.arg.shadow': '« shadow » : la règle ne fait plus qu’observer',
    ...argsFr('undo rule'),
    'undo moderator.about':
      'Reprendre ce que quelqu’un de l’équipe a fait, ici ou sur le réseau même.',
    'undo moderator.arg.who': 'De qui',
    'undo moderator.arg.since': 'since 2h, since lundi 9:00 ; depuis le début si rien n’est dit',
    ...argsFr('undo moderator'),
    'undo incident.about':
      'Reprendre ce qui a été fait dans un incident, et ce qu’il a fait poser.',
    'undo incident.arg.number': 'Le numéro de l’incident',
    ...argsFr('undo incident'),
    'undo window.about': 'Reprendre tout ce qui a été fait entre deux moments.',
    'undo window.arg.from': 'Quand cela a commencé : 14:00, 2h',
    'undo window.arg.to': 'Quand cela a fini : 14:30, now',
    ...argsFr('undo window'),
    'undo status.about': 'Où en est une annulation.',
    'undo status.arg.number': 'Le numéro de l’annulation',
    'undo status.arg.place': placeFr,
  },
});

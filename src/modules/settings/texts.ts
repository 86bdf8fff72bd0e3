import { defineTexts } from '../../sdk/index.ts';

const name = 'The setting, like core.prefix';
const scope = 'here (this channel), space, community or instance; without it, the space';
const nom = 'Le réglage, comme core.prefix';
const portée = 'here (ce salon), space, community ou instance ; sinon l’espace';

export const texts = defineTexts({
  en: {
    'settings.about': 'Look at the settings, change them, and take changes back.',
    'settings.scope':
      '{kind, select, channel {the channel {id}} space {the space {id}} community {the community {id}} other {the whole instance}}',
    'settings.wider': 'as wider places say',
    'settings.empty': 'nothing',
    'settings.file': 'castellan.yaml',
    'settings.restart': 'It holds from the next start on.',
    'settings.undo': '(revision {revision, number})',
    'settings list.about': 'List what differs from the defaults here, or find settings.',
    'settings list.arg.filter': 'Words in the name or the sentence, or "all"',
    'settings list.changed':
      '{count, plural, =0 {Nothing differs from the defaults here} one {# of {all, number} settings differs from its default here} other {# of {all, number} settings differ from their defaults here}}',
    'settings list.found':
      '{count, plural, =0 {No setting has that} one {# setting} other {# settings}} of {all, number}',
    'settings list.more': '"settings list guard" finds by words. There are: {modules}',
    'settings get.about': 'Tell all about one setting.',
    'settings get.arg.name': name,
    'settings get.value':
      '{from, select, default {Holds here, by default:} file {Holds here, from castellan.yaml:} other {Holds here:}}',
    'settings get.takes': 'It takes {takes}.',
    'settings get.default': 'Default:',
    'settings set.about': 'Change a setting. It is obeyed at once.',
    'settings set.arg.name': name,
    'settings set.arg.value': 'The new value; several words in double quotes',
    'settings set.arg.scope': scope,
    'settings reset.about': 'Take a setting back to what wider places say.',
    'settings reset.arg.name': name,
    'settings reset.arg.scope': scope,
    'settings history.about': 'Tell who changed what, and when.',
    'settings history.arg.name': `${name}; without it, all`,
    'settings history.none': 'Nothing was changed here yet.',
    'settings history.title': 'Changes of settings, newest first ({timeZone})',
    'settings history.by': 'by {who}{noted, select, yes {, {note}} other {}}',
    'settings history.back':
      '"settings rollback <number>" takes one back; with a time, like 2h, everything since.',
    'settings diff.about': 'Compare with the defaults, or two times.',
    'settings diff.arg.from': 'A revision or a time (12, 2h, 20:00); without it, the defaults',
    'settings diff.arg.to': 'A revision or a time; without it, now',
    'settings diff.title':
      '{count, plural, =0 {Nothing differs} one {# value differs} other {# values differ}}{kind, select, default { from the defaults} other {}}',
    'settings rollback.about': 'Take back one change, or everything since a time.',
    'settings rollback.arg.point': 'The number of a revision (12), or a time (2h, 20:00)',
    'settings rollback.arg.scope': scope,
    'settings rollback.done':
      '{count, plural, =0 {Nothing had to be taken back} one {# value is as it was} other {# values are as they were}}',
    'settings export.about': 'Give the settings as YAML, for a file.',
    'settings export.arg.scope': 'Only these: here, space, community or instance',
    'settings import.about': 'Show what a file of settings would change, then take it.',
    'settings import.arg.file': 'YAML, as export gives it, or names with values',
    'settings import.plan':
      '{changes, plural, =0 {Nothing would change} one {# value would change} other {# values would change}}, {same, number} {same, plural, one {is} other {are}} so already{problems, plural, =0 {} one {, # cannot be taken} other {, # cannot be taken}}',
    'settings import.more': '… and {count, number} more.',
    'settings import.nothing': 'Nothing is taken until that is mended or taken out of the file.',
    'settings import.confirm':
      'To take it, say `{prefix}settings confirm {code}` within five minutes.',
    'settings import.apply': 'Take it',
    'settings import.done':
      '{count, plural, =0 {Nothing was changed} one {# value was changed} other {# values were changed}}',
    'settings confirm.about': 'Take the import that was shown to you.',
    'settings confirm.arg.code': 'The code that you were shown',
    'settings validate.about': 'Look for stored values that nothing obeys.',
    'settings validate.fine': 'Every stored value fits its setting.',
    'settings validate.title':
      '{count, plural, one {# stored value is not obeyed} other {# stored values are not obeyed}}',
    'settings validate.why':
      '{why, select, unknown {no part of this Castellan declares it} noScope {its place has no form that is known} other {it takes {takes}}}',
    'settings validate.kept': 'They stay where they are until you set or reset them.',
    'settings stage.about': 'Change a setting at a time, and take it back at another.',
    'settings stage.arg.name': name,
    'settings stage.arg.value': 'The new value',
    'settings stage.arg.at': 'When: 20:00, 2h or 2027-01-31 20:00',
    'settings stage.arg.until': 'When it is taken back (22:00), or for how long it holds (2h)',
    'settings stage.arg.scope': scope,
    'settings stage.times':
      '{state, select, applied {since} other {at}} {at} ({timeZone}){ends, select, yes {, taken back at {until}} other {}}.',
    'settings stage.cancel': 'To cancel it, say `settings unstage {id}`.',
    'settings staged.about': 'List the changes that wait for their time.',
    'settings staged.none': 'No change waits for its time.',
    'settings staged.title': 'Changes that wait for their time ({timeZone})',
    'settings staged.cancel':
      '"settings unstage <id>" cancels one; what was made already then stays.',
    'settings unstage.about': 'Cancel a change that waits for its time.',
    'settings unstage.arg.id': 'What "settings staged" shows first',
    'settings unstage.done':
      '{state, select, cancelled {The change {id} will not be made.} other {The change {id} was made already and now stays.}}',
  },
  fr: {
    'settings.about': 'Voir les réglages, les changer, reprendre des changements.',
    'settings.scope':
      '{kind, select, channel {le salon {id}} space {l’espace {id}} community {la communauté {id}} other {toute l’instance}}',
    'settings.wider': 'comme dit plus haut',
    'settings.empty': 'rien',
    'settings.file': 'castellan.yaml',
    'settings.restart': 'Cela vaut dès le prochain démarrage.',
    'settings.undo': '(révision {revision, number})',
    'settings list.about': 'Montrer ce qui diffère des valeurs par défaut, ou chercher.',
    'settings list.arg.filter': 'Des mots du nom ou de la phrase, ou « all »',
    'settings list.changed':
      '{count, plural, =0 {Rien ne diffère des valeurs par défaut ici} one {# réglage sur {all, number} diffère de sa valeur par défaut} other {# réglages sur {all, number} diffèrent de leur valeur par défaut}}',
    'settings list.found':
      '{count, plural, =0 {Aucun réglage n’a cela} one {# réglage} other {# réglages}} sur {all, number}',
    'settings list.more': '« settings list guard » cherche des mots. Il y a : {modules}',
    'settings get.about': 'Tout dire d’un réglage.',
    'settings get.arg.name': nom,
    'settings get.value':
      '{from, select, default {Vaut ici, par défaut :} file {Vaut ici, d’après castellan.yaml :} other {Vaut ici :}}',
    'settings get.takes': 'Il faut {takes}.',
    'settings get.default': 'Par défaut :',
    'settings set.about': 'Changer un réglage. Il est suivi aussitôt.',
    'settings set.arg.name': nom,
    'settings set.arg.value': 'La nouvelle valeur ; plusieurs mots entre guillemets droits',
    'settings set.arg.scope': portée,
    'settings reset.about': 'Rendre un réglage à ce que disent les endroits plus larges.',
    'settings reset.arg.name': nom,
    'settings reset.arg.scope': portée,
    'settings history.about': 'Dire qui a changé quoi, et quand.',
    'settings history.arg.name': `${nom} ; sinon tous`,
    'settings history.none': 'Rien n’a encore été changé ici.',
    'settings history.title': 'Changements de réglages, le plus récent d’abord ({timeZone})',
    'settings history.by': 'par {who}{noted, select, yes {, {note}} other {}}',
    'settings history.back':
      '« settings rollback <numéro> » en reprend un ; avec une heure, comme 2h, tout depuis.',
    'settings diff.about': 'Comparer aux valeurs par défaut, ou deux moments.',
    'settings diff.arg.from': 'Une révision ou une heure (12, 2h, 20:00) ; sinon les défauts',
    'settings diff.arg.to': 'Une révision ou une heure ; sinon maintenant',
    'settings diff.title':
      '{count, plural, =0 {Rien ne diffère} one {# valeur diffère} other {# valeurs diffèrent}}{kind, select, default { des valeurs par défaut} other {}}',
    'settings rollback.about': 'Reprendre un changement, ou tout depuis une heure.',
    'settings rollback.arg.point': 'Le numéro d’une révision (12), ou une heure (2h, 20:00)',
    'settings rollback.arg.scope': portée,
    'settings rollback.done':
      '{count, plural, =0 {Il n’y avait rien à reprendre} one {# valeur est comme avant} other {# valeurs sont comme avant}}',
    'settings export.about': 'Donner les réglages en YAML, pour un fichier.',
    'settings export.arg.scope': 'Seulement : here, space, community ou instance',
    'settings import.about': 'Montrer ce que changerait un fichier de réglages, puis le prendre.',
    'settings import.arg.file': 'Du YAML comme le donne export, ou des noms avec des valeurs',
    'settings import.plan':
      '{changes, plural, =0 {Rien ne changerait} one {# valeur changerait} other {# valeurs changeraient}}, {same, number} {same, plural, one {est} other {sont}} déjà ainsi{problems, plural, =0 {} one {, # ne peut être prise} other {, # ne peuvent être prises}}',
    'settings import.more': '… et {count, number} de plus.',
    'settings import.nothing': 'Rien n’est pris tant que cela n’est pas corrigé ou ôté du fichier.',
    'settings import.confirm':
      'Pour le prendre, dites `{prefix}settings confirm {code}` dans les cinq minutes.',
    'settings import.apply': 'Le prendre',
    'settings import.done':
      '{count, plural, =0 {Rien n’a été changé} one {# valeur a été changée} other {# valeurs ont été changées}}',
    'settings confirm.about': 'Prendre l’import qui vous a été montré.',
    'settings confirm.arg.code': 'Le code qui vous a été montré',
    'settings validate.about': 'Chercher des valeurs gardées que rien ne suit.',
    'settings validate.fine': 'Chaque valeur gardée convient à son réglage.',
    'settings validate.title':
      '{count, plural, one {# valeur gardée n’est pas suivie} other {# valeurs gardées ne sont pas suivies}}',
    'settings validate.why':
      '{why, select, unknown {aucune partie de ce Castellan ne le déclare} noScope {son endroit n’a pas de forme connue} other {il faut {takes}}}',
    'settings validate.kept': 'Elles restent là jusqu’à ce que vous les changiez.',
    'settings stage.about': 'Changer un réglage à une heure, et le reprendre à une autre.',
    'settings stage.arg.name': nom,
    'settings stage.arg.value': 'La nouvelle valeur',
    'settings stage.arg.at': 'Quand : 20:00, 2h ou 2027-01-31 20:00',
    'settings stage.arg.until': 'Quand c’est repris (22:00), ou pour combien de temps (2h)',
    'settings stage.arg.scope': portée,
    'settings stage.times':
      '{state, select, applied {depuis} other {à}} {at} ({timeZone}){ends, select, yes {, repris à {until}} other {}}.',
    'settings stage.cancel': 'Pour l’annuler, dites `settings unstage {id}`.',
    'settings staged.about': 'Montrer les changements qui attendent leur heure.',
    'settings staged.none': 'Aucun changement n’attend son heure.',
    'settings staged.title': 'Changements qui attendent leur heure ({timeZone})',
    'settings staged.cancel':
      '« settings unstage <id> » en annule un ; ce qui est déjà fait reste alors.',
    'settings unstage.about': 'Annuler un changement qui attend son heure.',
    'settings unstage.arg.id': 'Ce que « settings staged » montre en premier',
    'settings unstage.done':
      '{state, select, cancelled {Le changement {id} ne sera pas fait.} other {Le changement {id} est déjà fait et reste.}}',
  },
});

import { type Texts, defineTexts } from '../../sdk/index.ts';
import { refusalsEn, refusalsFr } from './refusal-texts.ts';

const modeEn = '{mode, select, on {on} off {off} other {paused}}';
const modeFr = '{mode, select, on {active} off {inactive} other {en pause}}';
const outcomeEn =
  '{outcome, select, done {done} passed {a condition did not hold} failed {**failed**} busy {left out: too many at once} other {held back by the guard}}';
const outcomeFr =
  '{outcome, select, done {fait} passed {une condition manquait} failed {**échec**} busy {omis : trop à la fois} other {retenu par la garde}}';

export const texts: Texts = defineTexts({
  en: {
    ...refusalsEn,
    'automation.about': 'What happens by itself here: when this, then that.',
    'automation.words': '{en}',
    'automation.line': `**{number}** {name} (${modeEn}{runs, plural, =0 {} one {, ran once} other {, ran # times}}): {en}`,
    'automation.more': '… and {more, plural, one {# more} other {# more}}.',
    'automation.verdict': '{holds, select, yes {✓} other {✗}} {en}',
    'automation.deed.done': '→ {en}',
    'automation.deed.said': '→ “{text}”',
    'automation.deed.held': '→ “{text}” (held back by the guard)',
    'automation.deed.missed': '→ “{text}” (did not reach the person)',
    'automation.deed.refused': '✗ {en}: {why}',
    'automation.paused':
      'Automation {number} ({name}) failed {times} times in a row and is paused. `automation trace {number}` tells more; `automation enable {number}` tries again.',
    'automation create.about': 'Make an automation.',
    'automation create.arg.sentence':
      'When what happens, and which conditions, then what: `when … and … then …`; `name: when …` gives it a name',
    'automation create.title': '{count, plural, one {It is on} other {# automations are on}}',
    'automation create.next':
      '`{prefix}automation test {number}` shows what it would do; `{prefix}automation disable {number}` switches it off.',
    'automation edit.about': 'Change what an automation does.',
    'automation edit.arg.number': 'Its number',
    'automation edit.arg.sentence': 'As it shall be: `when … then …`',
    'automation edit.done': 'Automation {number} is changed',
    'automation enable.about': 'Switch an automation on.',
    'automation enable.arg.number': 'Its number',
    'automation enable.done': 'Automation {number} is on',
    'automation disable.about': 'Switch an automation off.',
    'automation disable.arg.number': 'Its number',
    'automation disable.done': 'Automation {number} is off',
    'automation delete.about': 'Remove an automation; the history keeps it.',
    'automation delete.arg.number': 'Its number',
    'automation delete.done': 'Automation {number} is removed',
    'automation starter.about': 'Examples to begin with.',
    'automation starter.arg.name': 'Which one',
    'automation starter.arg.then': '`add` takes it over as it is',
    'automation starter.title': 'To begin with',
    'automation starter.line': '**{name}**: {sentence}',
    'automation starter.how':
      '`{prefix}automation starter welcome add` takes one over; or copy a sentence, change it, and give it to `{prefix}automation create`.',
    'automation reactionrole.about': 'Give a role for a reaction, and take it with the reaction.',
    'automation reactionrole.arg.message': 'The message’s id or address',
    'automation reactionrole.arg.emoji': 'The reaction',
    'automation reactionrole.arg.role': 'The role',
    'automation list.about': 'List the automations here.',
    'automation list.title':
      '{count, plural, =0 {Automations} one {# automation} other {# automations}}',
    'automation list.none':
      'There are none yet. `{prefix}automation starter` shows some to begin with.',
    'automation show.about': 'Show one automation.',
    'automation show.arg.number': 'Its number',
    'automation show.title': `{number} {name} (${modeEn})`,
    'automation show.runs':
      '{runs, plural, =0 {It has not run yet.} one {It ran once.} other {It ran # times.}}',
    'automation show.last': `Last asked {at}: ${outcomeEn}.`,
    'automation show.next': 'It comes next {at}.',
    'automation test.about': 'Show what an automation would do; nothing is done.',
    'automation test.arg.what':
      'Its number and what somebody writes, or a sentence: `when … then …`',
    'automation test.title':
      '{outcome, select, runs {It would run} passes {A condition does not hold} other {This does not begin it}}',
    'automation test.nothing-done': 'Nothing was done.',
    'automation trace.about': 'Show how automations went lately, with each condition.',
    'automation trace.arg.number': 'Of this one only',
    'automation trace.title': 'How automations went',
    'automation trace.none': 'None was asked since the start.',
    'automation trace.run': `**{number}** {name}: ${outcomeEn}, {minutes, plural, =0 {just now} one {# minute ago} other {# minutes ago}}{someone, select, yes {, by {who} in {place}} other {}}{said, select, yes {: “{text}”} other {}}`,
    'automation history.about': 'Show who changed what.',
    'automation history.arg.count': 'How many changes',
    'automation history.title': 'Changes of automations',
    'automation history.none': 'Nothing was changed yet.',
    'automation history.line':
      '{seq}. {at} {by} ({via}) {what, select, added {made {number}: {after}} removed {removed {number}: {before}} other {changed {number}: {before} → {after}}}',
    'custom.about': 'A command that was made here.',
    'custom.arg.words': 'What you want to say with it',
  },
  fr: {
    ...refusalsFr,
    'automation.about': 'Ce qui arrive tout seul ici : quand ceci, alors cela.',
    'automation.words': '{fr}',
    'automation.line': `**{number}** {name} (${modeFr}{runs, plural, =0 {} one {, une fois} other {, # fois}}) : {fr}`,
    'automation.more': '… et {more, plural, one {# autre} other {# autres}}.',
    'automation.verdict': '{holds, select, yes {✓} other {✗}} {fr}',
    'automation.deed.done': '→ {fr}',
    'automation.deed.said': '→ « {text} »',
    'automation.deed.held': '→ « {text} » (retenu par la garde)',
    'automation.deed.missed': '→ « {text} » (n’a pas atteint la personne)',
    'automation.deed.refused': '✗ {fr} : {why}',
    'automation.paused':
      'L’automatisation {number} ({name}) a échoué {times} fois de suite et est en pause. `automation trace {number}` en dit plus ; `automation enable {number}` réessaie.',
    'automation create.about': 'Créer une automatisation.',
    'automation create.arg.sentence':
      'Quand quoi, à quelles conditions, alors quoi : `when … and … then …` ; `nom: when …` lui donne un nom',
    'automation create.title':
      '{count, plural, one {Elle est active} other {# automatisations sont actives}}',
    'automation create.next':
      '`{prefix}automation test {number}` montre ce qu’elle ferait ; `{prefix}automation disable {number}` la désactive.',
    'automation edit.about': 'Changer ce que fait une automatisation.',
    'automation edit.arg.number': 'Son numéro',
    'automation edit.arg.sentence': 'Comme elle doit être : `when … then …`',
    'automation edit.done': 'L’automatisation {number} est changée',
    'automation enable.about': 'Activer une automatisation.',
    'automation enable.arg.number': 'Son numéro',
    'automation enable.done': 'L’automatisation {number} est active',
    'automation disable.about': 'Désactiver une automatisation.',
    'automation disable.arg.number': 'Son numéro',
    'automation disable.done': 'L’automatisation {number} est inactive',
    'automation delete.about': 'Retirer une automatisation ; l’historique la garde.',
    'automation delete.arg.number': 'Son numéro',
    'automation delete.done': 'L’automatisation {number} est retirée',
    'automation starter.about': 'Des exemples pour commencer.',
    'automation starter.arg.name': 'Lequel',
    'automation starter.arg.then': '`add` le prend tel quel',
    'automation starter.title': 'Pour commencer',
    'automation starter.line': '**{name}** : {sentence}',
    'automation starter.how':
      '`{prefix}automation starter welcome add` en prend un ; ou copiez une phrase, changez-la, et donnez-la à `{prefix}automation create`.',
    'automation reactionrole.about':
      'Donner un rôle pour une réaction, et le retirer avec la réaction.',
    'automation reactionrole.arg.message': 'L’identifiant ou l’adresse du message',
    'automation reactionrole.arg.emoji': 'La réaction',
    'automation reactionrole.arg.role': 'Le rôle',
    'automation list.about': 'Lister les automatisations d’ici.',
    'automation list.title':
      '{count, plural, =0 {Automatisations} one {# automatisation} other {# automatisations}}',
    'automation list.none':
      'Il n’y en a pas encore. `{prefix}automation starter` en montre pour commencer.',
    'automation show.about': 'Montrer une automatisation.',
    'automation show.arg.number': 'Son numéro',
    'automation show.title': `{number} {name} (${modeFr})`,
    'automation show.runs':
      '{runs, plural, =0 {Elle n’a pas encore servi.} one {Elle a servi une fois.} other {Elle a servi # fois.}}',
    'automation show.last': `Demandée la dernière fois {at} : ${outcomeFr}.`,
    'automation show.next': 'Elle vient ensuite {at}.',
    'automation test.about': 'Montrer ce que ferait une automatisation ; rien n’est fait.',
    'automation test.arg.what':
      'Son numéro et ce que quelqu’un écrit, ou une phrase : `when … then …`',
    'automation test.title':
      '{outcome, select, runs {Elle serait exécutée} passes {Une condition n’est pas remplie} other {Ceci ne la déclenche pas}}',
    'automation test.nothing-done': 'Rien n’a été fait.',
    'automation trace.about': 'Montrer les dernières exécutions, avec chaque condition.',
    'automation trace.arg.number': 'De celle-ci seulement',
    'automation trace.title': 'Les dernières exécutions',
    'automation trace.none': 'Aucune n’a été demandée depuis le démarrage.',
    'automation trace.run': `**{number}** {name} : ${outcomeFr}, {minutes, plural, =0 {à l’instant} one {il y a # minute} other {il y a # minutes}}{someone, select, yes {, par {who} dans {place}} other {}}{said, select, yes { : « {text} »} other {}}`,
    'automation history.about': 'Montrer qui a changé quoi.',
    'automation history.arg.count': 'Combien de changements',
    'automation history.title': 'Changements des automatisations',
    'automation history.none': 'Rien n’a encore été changé.',
    'automation history.line':
      '{seq}. {at} {by} ({via}) {what, select, added {a créé {number} : {after}} removed {a retiré {number} : {before}} other {a changé {number} : {before} → {after}}}',
    'custom.about': 'Une commande faite ici.',
    'custom.arg.words': 'Ce que vous voulez dire avec',
  },
});

import { defineTexts } from '../../sdk/index.ts';

const what = (words: Readonly<Record<string, string>>): string =>
  `{what, select, ${Object.entries(words)
    .map(([key, text]) => `${key} {${text}}`)
    .join(' ')}}`;

const expectedEn = what({
  when: '`when` at the beginning',
  trigger: '`a message`, `an edit`, `someone joins`, `a name`, `a reaction` or `a thread`',
  condition: 'a condition, like `has a link`, `says "word"` or `the author is younger than 7d`',
  author: '`sent at least 5 messages within 10s`, `is younger than 7d` or `has no role`',
  countable: 'links, invites, mentions, emoji, attachments, lines, characters or `% capitals`',
  number: 'a number, like `at least 5`, or `a`',
  window: 'a number from 1 to 32: more messages are not remembered',
  duration: 'a time, like `10s`, `10m` or `7 days`',
  quoted: 'words in double quotes, like `"one", "another"`',
  pattern: 'an expression between slashes, like `/free .* now/i`',
  domain: 'a domain, like `example.org`',
  file: 'the ending of a file, like `exe`',
  channel: 'a channel, like `#general`',
  rank: '`a helper`, `a moderator`, `an administrator` or `the owner`',
  then: '`and` another condition, or `then` what follows',
  act: '`delete it`, `warn`, `mute for 10m`, `kick`, `ban`, `tell staff`, `ask the moderators to …` or `add 3 heat`',
  proposal: 'what the moderators may do: `delete it`, `warn`, `mute for 10m`, `kick` or `ban`',
  heat: '`heat` behind the number',
  end: 'nothing more, or `and` another thing to do, or `because "…"`',
  other: '{what}',
});

const expectedFr = what({
  when: '`when` au début',
  trigger: '`a message`, `an edit`, `someone joins`, `a name`, `a reaction` ou `a thread`',
  condition: 'une condition, comme `has a link`, `says "mot"` ou `the author is younger than 7d`',
  author: '`sent at least 5 messages within 10s`, `is younger than 7d` ou `has no role`',
  countable: 'links, invites, mentions, emoji, attachments, lines, characters ou `% capitals`',
  number: 'un nombre, comme `at least 5`, ou `a`',
  window: 'un nombre de 1 à 32 : on ne se souvient pas de plus de messages',
  duration: 'une durée, comme `10s`, `10m` ou `7 days`',
  quoted: 'des mots entre guillemets droits, comme `"un", "autre"`',
  pattern: 'une expression entre barres, comme `/free .* now/i`',
  domain: 'un domaine, comme `example.org`',
  file: 'la fin d’un nom de fichier, comme `exe`',
  channel: 'un salon, comme `#general`',
  rank: '`a helper`, `a moderator`, `an administrator` ou `the owner`',
  then: '`and` et une autre condition, ou `then` et la suite',
  act: '`delete it`, `warn`, `mute for 10m`, `kick`, `ban`, `tell staff`, `ask the moderators to …` ou `add 3 heat`',
  proposal:
    'ce que les modérateurs peuvent faire : `delete it`, `warn`, `mute for 10m`, `kick` ou `ban`',
  heat: '`heat` après le nombre',
  end: 'rien de plus, ou `and` et une autre suite, ou `because "…"`',
  other: '{what}',
});

const modeEn = '{mode, select, off {off} shadow {only watches} other {in force}}';
const modeFr = '{mode, select, off {inactive} shadow {observe seulement} other {en vigueur}}';

export const texts = defineTexts({
  en: {
    'automod.about': 'Rules: what is not wanted here, as sentences.',
    'automod.words': '{en}',
    'automod.line': `**{number}** {name} (${modeEn}{hits, plural, =0 {} one {, held once} other {, held # times for {people, plural, one {# person} other {# people}}}}{judged, select, yes {; moderators: {right} right, {wrong} wrong} other {}}): {words}`,
    'automod.more': '… and {more, plural, one {# more rule} other {# more rules}}.',
    'automod.which': 'Say this in the place whose rules you mean.',
    'automod.no-rule': 'There is no rule {number} here. `automod list` shows those that there are.',
    'automod.many': 'At most {most} rules fit into one community. Remove some first.',
    'automod.nothing-kept':
      'Nothing that was said is kept here, so there is nothing to try a rule on. An administrator may set `automod.keepDays` (members can see it with `automod kept`).',
    'automod.alert':
      'Rule {number} ({rule}): **{name}** in {place}{quoted, select, yes {: "{found}"} other {}}. {sanction, select, none {} warn {A warning. } mute {A mute. } kick {A kick. } other {A ban. }}{deletes, select, yes {The message is deleted. } other {}}Reason: {reason}',
    'automod.refused':
      'Rule {number} ({rule}) holds for **{name}** in {place}, but I could not do all of it. Why:',
    'automod.pattern.long': 'An expression has at most {most} characters.',
    'automod.pattern.empty': '`/{source}/` matches an empty text, and so every message.',
    'automod.pattern.bad':
      '`/{source}/` cannot be read: {why}. Backreferences and lookarounds are not known: no text may take long.',
    'automod.sentence.long': 'A rule has at most {most} characters.',
    'automod.sentence.open': 'A quote or an expression is not closed: `{where}`.',
    'automod.sentence.expected': `At "{found}" I expected ${expectedEn}. For example: when a message has a link and the author is younger than 7d then delete it and warn`,
    'automod.sentence.no-condition':
      'This rule would hold for everything that is said. Add a condition, like `has a link`.',
    'automod.sentence.many': 'A rule has at most {most} conditions. Make two of it.',
    'automod.sentence.long-mute': 'A mute lasts 28 days at most; a ban can last longer.',
    'automod.sentence.window':
      'Only messages are counted over a while. Begin with `when a message`, and make another rule for the rest.',
    'automod.sentence.word': '"{word}" is too short for a list of words: two letters at least.',
    'automod list.about': 'The rules here, in their order, and how often they held.',
    'automod list.title':
      '{count, plural, =0 {No rules} one {# rule} other {# rules}} of this community',
    'automod list.none':
      'None yet. `{prefix}automod preset small` shows a set to begin with; rules only watch at first.',
    'automod check.about': 'How a sentence is understood. Changes nothing.',
    'automod check.arg.sentence': 'A rule, or several with | between',
    'automod check.title': '{count, plural, one {A rule} other {# rules}} that can be added',
    'automod check.nothing-changed': 'Nothing was changed.',
    'automod add.about': 'Add a rule, or several with | between. They only watch at first.',
    'automod add.arg.sentence': 'when … and … then … (name: when … gives it a name)',
    'automod add.title':
      '{count, plural, one {Added; it only watches} other {# added; they only watch}}',
    'automod add.next':
      'See what it would do, then `{prefix}automod mode {number} live` puts it in force.',
    'automod preset.about': 'A set of rules to begin with: see it, then add it.',
    'automod preset.arg.name':
      'small: friendly; large: public; strict; irc: an IRC channel; bots: accounts that sell or lure',
    'automod preset.arg.then': 'show (nothing is changed) or add',
    'automod preset.title': 'The set "{name}": {count, plural, one {# rule} other {# rules}}',
    'automod preset.how':
      '`{prefix}automod preset {name} add` adds them; they only watch at first.',
    'automod edit.about': 'Change what a rule says. Its mode stays.',
    'automod edit.arg.number': 'The number of the rule',
    'automod edit.arg.sentence': 'when … and … then …',
    'automod edit.done': 'Rule {number} is changed',
    'automod mode.about': 'Switch a rule off, let it only watch, or put it in force.',
    'automod mode.arg.number': 'The number of the rule',
    'automod mode.arg.mode': 'off, shadow (only watches) or live',
    'automod mode.done': `Rule {number}: ${modeEn}`,
    'automod move.about': 'Put a rule to another place in the order.',
    'automod move.arg.number': 'The number of the rule',
    'automod move.arg.place': 'Its place, from 1',
    'automod move.done': 'Rule {number} is moved',
    'automod remove.about': 'Remove a rule. The history keeps it.',
    'automod remove.arg.number': 'The number of the rule',
    'automod remove.done': 'Rule {number} is removed',
    'automod test.about': 'Which rules would hold for a text said by a newcomer, and why.',
    'automod test.arg.text': 'What somebody might write',
    'automod test.title':
      '{count, plural, =0 {No rule would hold} one {# rule would hold} other {# rules would hold}} (of {all})',
    'automod test.rule':
      '**{number}** {name} ({mode, select, shadow {only watches} other {in force}}): {outcome, select, fires {**holds**} spared {this person is spared} other {does not hold}}',
    'automod test.reason':
      '{holds, select, yes {✓} other {✗}} {words}{to, plural, =0 {} other {: "{found}" at {from}–{to}}}{value, plural, =0 {} other { ({value})}}',
    'automod why.about': 'What rules hit lately, or of somebody, and why.',
    'automod why.arg.who': 'Whose messages; all when left out',
    'automod why.title': 'What rules hit lately{named, select, yes {: {who}} other {}}',
    'automod why.none': 'Nothing since the start.',
    'automod why.hit':
      '{minutes, plural, =0 {Just now} one {# minute ago} other {# minutes ago}}, {place}: rule **{number}** ({name}, {mode, select, shadow {only watches} other {in force}}) hit **{who}**: "{text}" {found}',
    'automod history.about': 'Who changed which rule, and how it was before.',
    'automod history.arg.count': 'How many changes',
    'automod history.title': 'Changes of rules',
    'automod history.none': 'None yet.',
    'automod history.line':
      '**{seq}** {at}: rule {number} {what, select, added {added: {after}} removed {removed; it was {before}} other {changed: {before} → {after}}} ({by}, {via})',
    'automod replay.about': 'What a rule would have done to the last days. Changes nothing.',
    'automod replay.arg.days': 'How many days back',
    'automod replay.arg.rule': 'The number of a rule, or a sentence',
    'automod replay.title':
      'Held {hits, plural, =0 {never} one {once} other {# times}} for {people, plural, one {# person} other {# people}}, in {messages, plural, one {# message} other {# messages}} of {days, plural, one {the last day} other {the last # days}}',
    'automod replay.curve': 'With other numbers (now: {now}):',
    'automod replay.point':
      '{least}: {hits, plural, one {# hit} other {# hits}}, {people, plural, one {# person} other {# people}}',
    'automod replay.sample':
      '{at} {place} **{name}**: "{text}" {found}{wrong, select, yes { (wrong, as people found)} other {}}',
    'automod replay.wrong':
      '{wrong, plural, one {# of them was wrong} other {# of them were wrong}}: dismissed by moderators, or in a case that was overturned.',
    'automod replay.took': 'Replayed in {seconds} s. Nothing was changed.',
    'automod kept.about': 'Whether messages are kept here so that rules can be tried on them.',
    'automod kept.nothing': 'No messages are kept here.',
    'automod kept.kept':
      'Messages are kept here for {days, plural, one {# day} other {# days}}, so that staff can try rules on them before they are in force ({messages, plural, one {# message} other {# messages}} now). `{prefix}automod forget` removes yours.',
    'automod forget.about': 'Remove what is kept of your own messages.',
    'automod forget.done':
      '{count, plural, =0 {Nothing of yours was kept.} one {# message of yours is removed.} other {# messages of yours are removed.}}',
  },
  fr: {
    'automod.about': 'Règles : ce dont on ne veut pas ici, en phrases.',
    'automod.words': '{fr}',
    'automod.line': `**{number}** {name} (${modeFr}{hits, plural, =0 {} one {, tenue une fois} other {, tenue # fois pour {people, plural, one {# personne} other {# personnes}}}}{judged, select, yes { ; modérateurs : {right} à raison, {wrong} à tort} other {}}) : {words}`,
    'automod.more': '… et encore {more, plural, one {# règle} other {# règles}}.',
    'automod.which': 'Dites-le à l’endroit dont vous voulez voir les règles.',
    'automod.no-rule':
      'Il n’y a pas de règle {number} ici. `automod list` montre celles qui existent.',
    'automod.many': 'Une communauté a au plus {most} règles. Supprimez-en d’abord.',
    'automod.nothing-kept':
      'Rien de ce qui a été dit n’est gardé ici : il n’y a rien sur quoi essayer une règle. Un administrateur peut régler `automod.keepDays` (les membres le voient avec `automod kept`).',
    'automod.alert':
      'Règle {number} ({rule}) : **{name}** dans {place}{quoted, select, yes { : « {found} »} other {}}. {sanction, select, none {} warn {Un avertissement. } mute {Muet. } kick {Une expulsion. } other {Un bannissement. }}{deletes, select, yes {Le message est supprimé. } other {}}Raison : {reason}',
    'automod.refused':
      'La règle {number} ({rule}) vaut pour **{name}** dans {place}, mais je n’ai pas pu tout faire. Pourquoi :',
    'automod.pattern.long': 'Une expression a au plus {most} caractères.',
    'automod.pattern.empty': '`/{source}/` correspond à un texte vide, donc à tout message.',
    'automod.pattern.bad':
      '`/{source}/` ne peut être lue : {why}. Références arrière et assertions sont inconnues : aucun texte ne doit prendre longtemps.',
    'automod.sentence.long': 'Une règle a au plus {most} caractères.',
    'automod.sentence.open': 'Un guillemet ou une expression n’est pas fermé : `{where}`.',
    'automod.sentence.expected': `À « {found} » j’attendais ${expectedFr}. Par exemple : when a message has a link and the author is younger than 7d then delete it and warn`,
    'automod.sentence.no-condition':
      'Cette règle tiendrait pour tout ce qui est dit. Ajoutez une condition, comme `has a link`.',
    'automod.sentence.many': 'Une règle a au plus {most} conditions. Faites-en deux.',
    'automod.sentence.long-mute':
      'On rend muet pour 28 jours au plus ; un bannissement peut durer plus.',
    'automod.sentence.window':
      'Seuls les messages se comptent dans le temps. Commencez par `when a message`, et faites une autre règle pour le reste.',
    'automod.sentence.word': '« {word} » est trop court pour une liste : deux lettres au moins.',
    'automod list.about': 'Les règles d’ici, dans leur ordre, et combien de fois elles ont tenu.',
    'automod list.title':
      '{count, plural, =0 {Aucune règle} one {# règle} other {# règles}} de cette communauté',
    'automod list.none':
      'Aucune encore. `{prefix}automod preset small` montre un ensemble pour commencer ; les règles observent d’abord.',
    'automod check.about': 'Comment une phrase est comprise. Ne change rien.',
    'automod check.arg.sentence': 'Une règle, ou plusieurs séparées par |',
    'automod check.title': '{count, plural, one {Une règle} other {# règles}} à ajouter',
    'automod check.nothing-changed': 'Rien n’a été changé.',
    'automod add.about': 'Ajouter une règle, ou plusieurs séparées par |. Elles observent d’abord.',
    'automod add.arg.sentence': 'when … and … then … (nom: when … lui donne un nom)',
    'automod add.title':
      '{count, plural, one {Ajoutée ; elle observe seulement} other {# ajoutées ; elles observent seulement}}',
    'automod add.next':
      'Voyez ce qu’elle ferait, puis `{prefix}automod mode {number} live` la met en vigueur.',
    'automod preset.about': 'Un ensemble de règles pour commencer : à voir, puis à ajouter.',
    'automod preset.arg.name':
      'small : amical ; large : public ; strict ; irc : un salon IRC ; bots : comptes qui vendent ou appâtent',
    'automod preset.arg.then': 'show (rien ne change) ou add',
    'automod preset.title':
      'L’ensemble « {name} » : {count, plural, one {# règle} other {# règles}}',
    'automod preset.how':
      '`{prefix}automod preset {name} add` les ajoute ; elles observent d’abord.',
    'automod edit.about': 'Changer ce que dit une règle. Son mode reste.',
    'automod edit.arg.number': 'Le numéro de la règle',
    'automod edit.arg.sentence': 'when … and … then …',
    'automod edit.done': 'La règle {number} est changée',
    'automod mode.about': 'Désactiver une règle, la laisser observer, ou la mettre en vigueur.',
    'automod mode.arg.number': 'Le numéro de la règle',
    'automod mode.arg.mode': 'off, shadow (observe) ou live',
    'automod mode.done': `Règle {number} : ${modeFr}`,
    'automod move.about': 'Mettre une règle à une autre place.',
    'automod move.arg.number': 'Le numéro de la règle',
    'automod move.arg.place': 'Sa place, à partir de 1',
    'automod move.done': 'La règle {number} est déplacée',
    'automod remove.about': 'Supprimer une règle. L’historique la garde.',
    'automod remove.arg.number': 'Le numéro de la règle',
    'automod remove.done': 'La règle {number} est supprimée',
    'automod test.about': 'Quelles règles tiendraient pour un texte d’un nouveau, et pourquoi.',
    'automod test.arg.text': 'Ce que quelqu’un pourrait écrire',
    'automod test.title':
      '{count, plural, =0 {Aucune règle ne tiendrait} one {# règle tiendrait} other {# règles tiendraient}} (sur {all})',
    'automod test.rule':
      '**{number}** {name} ({mode, select, shadow {observe} other {en vigueur}}) : {outcome, select, fires {**tient**} spared {cette personne est épargnée} other {ne tient pas}}',
    'automod test.reason':
      '{holds, select, yes {✓} other {✗}} {words}{to, plural, =0 {} other { : « {found} » en {from}–{to}}}{value, plural, =0 {} other { ({value})}}',
    'automod why.about': 'Pour quoi, ou pour qui, des règles ont tenu récemment, et pourquoi.',
    'automod why.arg.who': 'Les messages de qui ; tous si rien n’est dit',
    'automod why.title':
      'Pour quoi des règles ont tenu récemment{named, select, yes { : {who}} other {}}',
    'automod why.none': 'Rien depuis le démarrage.',
    'automod why.hit':
      '{minutes, plural, =0 {À l’instant} one {Il y a # minute} other {Il y a # minutes}}, {place} : la règle **{number}** ({name}, {mode, select, shadow {observe} other {en vigueur}}) a tenu pour **{who}** : « {text} » {found}',
    'automod history.about': 'Qui a changé quelle règle, et comment elle était avant.',
    'automod history.arg.count': 'Combien de changements',
    'automod history.title': 'Changements de règles',
    'automod history.none': 'Aucun encore.',
    'automod history.line':
      '**{seq}** {at} : règle {number} {what, select, added {ajoutée : {after}} removed {supprimée ; c’était {before}} other {changée : {before} → {after}}} ({by}, {via})',
    'automod replay.about': 'Ce qu’une règle aurait fait des derniers jours. Ne change rien.',
    'automod replay.arg.days': 'Combien de jours en arrière',
    'automod replay.arg.rule': 'Le numéro d’une règle, ou une phrase',
    'automod replay.title':
      'Aurait tenu {hits, plural, =0 {zéro fois} one {une fois} other {# fois}} pour {people, plural, one {# personne} other {# personnes}}, dans {messages, plural, one {# message} other {# messages}} {days, plural, one {du dernier jour} other {des # derniers jours}}',
    'automod replay.curve': 'Avec d’autres nombres (actuel : {now}) :',
    'automod replay.point':
      '{least} : {hits, plural, one {# fois} other {# fois}}, {people, plural, one {# personne} other {# personnes}}',
    'automod replay.sample':
      '{at} {place} **{name}** : « {text} » {found}{wrong, select, yes { (à tort, comme on l’a vu)} other {}}',
    'automod replay.wrong':
      '{wrong, plural, one {# était à tort} other {# étaient à tort}} : classé par des modérateurs, ou dans un cas annulé.',
    'automod replay.took': 'Rejoué en {seconds} s. Rien n’a été changé.',
    'automod kept.about': 'Si des messages sont gardés ici pour y essayer des règles.',
    'automod kept.nothing': 'Aucun message n’est gardé ici.',
    'automod kept.kept':
      'Les messages sont gardés ici {days, plural, one {# jour} other {# jours}}, pour que l’équipe y essaie des règles avant de les mettre en vigueur ({messages, plural, one {# message} other {# messages}} en ce moment). `{prefix}automod forget` supprime les vôtres.',
    'automod forget.about': 'Supprimer ce qui est gardé de vos propres messages.',
    'automod forget.done':
      '{count, plural, =0 {Rien de vous n’était gardé.} one {# message de vous est supprimé.} other {# messages de vous sont supprimés.}}',
  },
});

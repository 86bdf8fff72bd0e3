const what = (words: Readonly<Record<string, string>>): string =>
  `{what, select, ${Object.entries(words)
    .map(([key, text]) => `${key} {${text}}`)
    .join(' ')}}`;

const expectedEn = what({
  when: '`when` at the beginning',
  trigger:
    '`someone joins`, `a message says "…"`, `a reaction 👍 is added to message …`, `the command "…"`, `it is "0 9 * * 1"` or `every 2h`',
  deed: '`joins`, `leaves`, `is renamed`, `boosts the server` or `gives the command "…"`',
  said: '`says "…"`, `matches /…/` or `is said`',
  reaction: '`is added to message …` or `is removed from message …`',
  message: 'a message’s id or address',
  emoji: 'an emoji',
  moment:
    'a schedule in quotes, like `"0 9 * * 1"`, or a date with a time, like `2027-01-31 20:00`',
  condition:
    'a condition, like `it is in #general`, `the person has the role "…"` or `at most once in 30s per person`',
  person: '`has the role "…"`, `is registered` or `is at least a helper`',
  age: '`younger than 7d` or `at least 7d old`',
  rank: '`a helper`, `a moderator` or `an administrator`',
  place: '`in #general`, `on discord` or `on irc`',
  percent: 'a share, like `25%`',
  action:
    '`say "…"`, `reply "…"`, `tell the person "…"`, `give the role "…"`, `give voice`, `react with 👍` or `delete the message`',
  gift: '`the role "…"`, `voice` or `op`',
  quoted: 'a text in double quotes',
  pattern: 'an expression between slashes, like `/free .* now/i`',
  channel: 'a channel, like `#general`',
  command: 'a name, like `"rules"`',
  role: 'a role, like `"Reader"`',
  duration: 'a time, like `10s`, `10m` or `7 days`',
  then: '`and` another condition, or `then` what follows',
  end: 'nothing more, or `and` another thing to do',
  other: '{what}',
});

const expectedFr = what({
  when: '`when` au début',
  trigger:
    '`someone joins`, `a message says "…"`, `a reaction 👍 is added to message …`, `the command "…"`, `it is "0 9 * * 1"` ou `every 2h`',
  deed: '`joins`, `leaves`, `is renamed`, `boosts the server` ou `gives the command "…"`',
  said: '`says "…"`, `matches /…/` ou `is said`',
  reaction: '`is added to message …` ou `is removed from message …`',
  message: 'l’identifiant ou l’adresse d’un message',
  emoji: 'un émoji',
  moment:
    'un horaire entre guillemets, comme `"0 9 * * 1"`, ou une date avec une heure, comme `2027-01-31 20:00`',
  condition:
    'une condition, comme `it is in #general`, `the person has the role "…"` ou `at most once in 30s per person`',
  person: '`has the role "…"`, `is registered` ou `is at least a helper`',
  age: '`younger than 7d` ou `at least 7d old`',
  rank: '`a helper`, `a moderator` ou `an administrator`',
  place: '`in #general`, `on discord` ou `on irc`',
  percent: 'une part, comme `25%`',
  action:
    '`say "…"`, `reply "…"`, `tell the person "…"`, `give the role "…"`, `give voice`, `react with 👍` ou `delete the message`',
  gift: '`the role "…"`, `voice` ou `op`',
  quoted: 'un texte entre guillemets droits',
  pattern: 'une expression entre barres, comme `/free .* now/i`',
  channel: 'un salon, comme `#general`',
  command: 'un nom, comme `"rules"`',
  role: 'un rôle, comme `"Reader"`',
  duration: 'une durée, comme `10s`, `10m` ou `7 days`',
  then: '`and` et une autre condition, ou `then` et la suite',
  end: 'rien de plus, ou `and` et une autre action',
  other: '{what}',
});

/** Why something could not be made, or done. */
export const refusalsEn = {
  'automation.which': 'Automations belong to a server or channel: ask there.',
  'automation.unknown': 'There is no automation {number} here.',
  'automation.many': '{most} automations are enough for one place. Remove one first.',
  'automation.absent': 'I am not there at the moment, so I cannot see whether it would work.',
  'automation.fault': 'The network said: {why}',
  'automation.busy': 'Too much runs by itself here at the moment. Try again in a minute.',
  'automation.does-not-hold': 'Not now: it runs only when {en}.',
  'automation.command-failed': 'That did not work. Staff can see why with `automation trace`.',
  'automation.past': '{moment} is over.',
  'automation.twin': 'Automation {number} is the command `{name}` already.',
  'automation.fill-in':
    'Something must be filled in first. Copy it and change it: `automation create {sentence}` — or `automation reactionrole <message> <emoji> <role>`.',
  'automation.which-message':
    'Put the id or address of the message in: it is in the message’s menu on Discord.',
  'automation.say-where':
    'Say where: this concerns the whole server. For example: `say "…" in #general`.',
  'automation.no-channel': 'I see no channel {channel} here.',
  'automation.elsewhere':
    '{channel} is not of this place: its own staff decide what is said there.',
  'automation.no-everyone':
    'A text that calls everyone is refused here. An administrator can allow it: `settings set automation.everyone on`.',
  'automation.cannot.react': 'There are no reactions on this network.',
  'automation.cannot.boost': 'Nobody can boost anything on this network.',
  'automation.cannot.delete': 'Messages cannot be deleted on this network.',
  'automation.cannot.give': 'Nothing can be given to people on this network.',
  'automation.template.source-long': 'A text has at most {most} characters.',
  'automation.template.long': 'The text became longer than {most} characters.',
  'automation.template.bad': 'The text cannot be read as a template: {why}',
  'automation.template.name': '`{name}` is nothing that I know there. I know: {names}.',
  'automation.sentence.long': 'A sentence has at most {most} characters.',
  'automation.sentence.open': 'A quote or an expression is not closed: {where}',
  'automation.sentence.expected': `At "{found}" I expected ${expectedEn}. For example: \`when someone joins then say "Welcome, '{{ person }}'!" in #general\``,
  'automation.sentence.many': 'At most {most} conditions.',
  'automation.sentence.many-actions': 'At most {most} things to do.',
  'automation.sentence.nothing': 'Something must be done.',
  'automation.sentence.words':
    'At most {most} texts of at most {longest} characters and at least two letters each.',
  'automation.sentence.emoji': 'That is too long for an emoji.',
  'automation.sentence.command':
    '"{name}" cannot be a command: take letters, digits, `-` and `_`, at most 32 of them.',
  'automation.sentence.every': 'Every minute at most, and every year at least.',
  'automation.sentence.once': 'A date with a time, please, like `2027-01-31 20:00`.',
  'automation.sentence.chance': 'A chance is from 1% to 100%.',
  'automation.sentence.cooldown': 'A rest is from one second to one day.',
  'automation.sentence.nobody': 'There is no person when a clock shows a time.',
  'automation.sentence.no-message': 'There is no message to answer, to react to or to delete then.',
  'automation.sentence.empty': 'A text is empty.',
  'gift.no-roles': 'There are no roles on this network; `give voice` and `give op` there are.',
  'gift.no-modes': 'Voice and op are given on IRC; here it is `give the role "…"`.',
  'gift.no-role': 'There is no role {role} here.',
  'gift.managed': 'The role {role} belongs to a program; Discord lets nobody give it.',
  'gift.powerful':
    'The role {role} makes people staff. That is never given by a machine: anybody who finds out how would have it.',
  'gift.above-me': 'The role {role} stands as high as mine or higher. Move mine above it.',
  'gift.above-you':
    'The role {role} stands as high as yours or higher: you could not give it yourself.',
  'gift.not-yours': 'You could not give {role} yourself, so no automation of yours gives it.',
  'gift.refused':
    'Discord does not let me: the role stands as high as mine or higher, or I lack “Manage Roles”.',
  'gift.unproven':
    'The network does not vouch for who {name} is, so nobody makes them an operator.',
};

export const refusalsFr: typeof refusalsEn = {
  'automation.which':
    'Les automatisations appartiennent à un serveur ou un salon : demandez là-bas.',
  'automation.unknown': 'Il n’y a pas d’automatisation {number} ici.',
  'automation.many': '{most} automatisations suffisent pour un lieu. Retirez-en une d’abord.',
  'automation.absent': 'Je n’y suis pas en ce moment, et ne peux pas voir si cela marcherait.',
  'automation.fault': 'Le réseau dit : {why}',
  'automation.busy':
    'Trop de choses vont toutes seules ici en ce moment. Réessayez dans une minute.',
  'automation.does-not-hold': 'Pas maintenant : seulement si {fr}.',
  'automation.command-failed':
    'Cela n’a pas marché. L’équipe peut voir pourquoi avec `automation trace`.',
  'automation.past': '{moment} est passé.',
  'automation.twin': 'L’automatisation {number} est déjà la commande `{name}`.',
  'automation.fill-in':
    'Il faut d’abord compléter quelque chose. Copiez et changez : `automation create {sentence}` — ou `automation reactionrole <message> <émoji> <rôle>`.',
  'automation.which-message':
    'Mettez l’identifiant ou l’adresse du message : c’est dans le menu du message sur Discord.',
  'automation.say-where':
    'Dites où : ceci concerne tout le serveur. Par exemple : `say "…" in #general`.',
  'automation.no-channel': 'Je ne vois pas de salon {channel} ici.',
  'automation.elsewhere':
    '{channel} n’est pas de ce lieu : sa propre équipe décide de ce qui s’y dit.',
  'automation.no-everyone':
    'Un texte qui appelle tout le monde est refusé ici. Un administrateur peut le permettre : `settings set automation.everyone on`.',
  'automation.cannot.react': 'Il n’y a pas de réactions sur ce réseau.',
  'automation.cannot.boost': 'On ne peut rien booster sur ce réseau.',
  'automation.cannot.delete': 'On ne peut pas supprimer de messages sur ce réseau.',
  'automation.cannot.give': 'On ne peut rien donner aux gens sur ce réseau.',
  'automation.template.source-long': 'Un texte a au plus {most} caractères.',
  'automation.template.long': 'Le texte est devenu plus long que {most} caractères.',
  'automation.template.bad': 'Le texte ne se lit pas comme un modèle : {why}',
  'automation.template.name': '`{name}` n’est rien que je connaisse là. Je connais : {names}.',
  'automation.sentence.long': 'Une phrase a au plus {most} caractères.',
  'automation.sentence.open': 'Un guillemet ou une expression n’est pas fermé : {where}',
  'automation.sentence.expected': `À « {found} » j’attendais ${expectedFr}. Par exemple : \`when someone joins then say "Bienvenue, '{{ person }}' !" in #general\``,
  'automation.sentence.many': 'Au plus {most} conditions.',
  'automation.sentence.many-actions': 'Au plus {most} actions.',
  'automation.sentence.nothing': 'Il faut faire quelque chose.',
  'automation.sentence.words':
    'Au plus {most} textes d’au plus {longest} caractères et d’au moins deux lettres chacun.',
  'automation.sentence.emoji': 'C’est trop long pour un émoji.',
  'automation.sentence.command':
    '« {name} » ne peut pas être une commande : prenez des lettres, des chiffres, `-` et `_`, 32 au plus.',
  'automation.sentence.every': 'Chaque minute au plus, et chaque année au moins.',
  'automation.sentence.once': 'Une date avec une heure, s’il vous plaît, comme `2027-01-31 20:00`.',
  'automation.sentence.chance': 'Une chance va de 1 % à 100 %.',
  'automation.sentence.cooldown': 'Un repos va d’une seconde à un jour.',
  'automation.sentence.nobody': 'Il n’y a personne quand une horloge montre une heure.',
  'automation.sentence.no-message':
    'Il n’y a alors pas de message auquel répondre ou réagir, ni à supprimer.',
  'automation.sentence.empty': 'Un texte est vide.',
  'gift.no-roles': 'Il n’y a pas de rôles sur ce réseau ; mais `give voice` et `give op`.',
  'gift.no-modes': 'La voix et l’opérateur se donnent sur IRC ; ici, c’est `give the role "…"`.',
  'gift.no-role': 'Il n’y a pas de rôle {role} ici.',
  'gift.managed':
    'Le rôle {role} appartient à un programme ; Discord ne laisse personne le donner.',
  'gift.powerful':
    'Le rôle {role} fait entrer dans l’équipe. Une machine ne le donne jamais : quiconque trouve comment l’aurait.',
  'gift.above-me':
    'Le rôle {role} est aussi haut que le mien ou plus haut. Placez le mien au-dessus.',
  'gift.above-you':
    'Le rôle {role} est aussi haut que le vôtre ou plus haut : vous ne pourriez pas le donner.',
  'gift.not-yours':
    'Vous ne pourriez pas donner {role} vous-même, donc aucune de vos automatisations ne le donne.',
  'gift.refused':
    'Discord ne me laisse pas : le rôle est aussi haut que le mien ou plus haut, ou « Gérer les rôles » me manque.',
  'gift.unproven':
    'Le réseau ne garantit pas qui est {name}, donc personne n’en fait un opérateur.',
};

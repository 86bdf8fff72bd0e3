import { defineTexts } from '../../sdk/index.ts';

const kindEn =
  '{kind, select, warn {a warning} mute {a mute} kick {being sent out} ban {a ban} other {a ban everywhere}}';
const kindFr =
  '{kind, select, warn {un avertissement} mute {une mise en sourdine} kick {une expulsion} ban {un bannissement} other {un bannissement partout}}';
const stateEn =
  '{state, select, pending {waiting} under_review {being looked at} approved {granted} denied {denied} other {withdrawn}}';
const stateFr =
  '{state, select, pending {en attente} under_review {en examen} approved {accepté} denied {refusé} other {retiré}}';
const whyEn = '{reason, select, none {no reason given} other {{reason}}}';
const whyFr = '{reason, select, none {sans raison donnée} other {{reason}}}';

const staffEn = (command: string) => ({
  [`${command}.arg.number`]: 'The number of the appeal',
  [`${command}.arg.place`]: 'in:#castle, when you are elsewhere (owner of the bot)',
  [`${command}.arg.why`]: 'Why, in words that the person will read',
});
const staffFr = (command: string) => ({
  [`${command}.arg.number`]: 'Le numéro du recours',
  [`${command}.arg.place`]: 'in:#castle, si vous êtes ailleurs (propriétaire du bot)',
  [`${command}.arg.why`]: 'Pourquoi, en des mots que la personne lira',
});

export const texts = defineTexts({
  en: {
    'appeal write.about': 'Ask that what was done to you be taken back',
    'appeal write.arg.number': 'The number of the case, where there are several',
    'appeal write.arg.place': 'in:#castle, where it was done',
    'appeal write.arg.text': 'Why it should be taken back',
    'appeal write.done':
      'Your appeal #{number} against case {caseNumber} in {place} is with the staff. Look how it stands with `{prefix}appeal mine`.',
    'appeal write.choose': 'Against which? Say its number: `{prefix}appeal 12 in:#castle why`',
    'appeal write.ask': 'Appeal against case {number} in {place}',
    'appeal write.case': `Case **{number}** in {place}: ${kindEn} (${whyEn})`,
    'appeal.question': 'Why should this be taken back?',
    'appeal.invite':
      'If that was wrong, tell me in a private message: `appeal {number} in:{place} why it was wrong`',
    'appeal.invite-page': 'Or here: {url}',
    'appeal mine.about': 'How your appeals stand',
    'appeal mine.title': 'Your appeals',
    'appeal mine.line': `**#{number}** against case {caseNumber}: ${stateEn}, {state, select, pending {for {since}} under_review {for {since}} other {after {since}}}`,
    'appeal withdraw.about': 'Take your own appeal back',
    'appeal withdraw.arg.number': 'The number of the appeal, where there are several',
    'appeal withdraw.arg.place': 'in:#castle, where it was done',
    'appeal withdraw.done': 'Your appeal #{number} is withdrawn.',
    'appeal list.about': 'The appeals here: who waits, and for how long',
    'appeal list.arg.state': 'Only those that stand so',
    'appeal list.arg.place': 'in:#castle, when you are elsewhere (owner of the bot)',
    'appeal list.title': 'Appeals',
    'appeal list.none': 'There are none.',
    'appeal list.line': `**#{number}** of **{name}** against case {caseNumber}: ${stateEn}, {state, select, pending {for {since}} under_review {for {since}} other {after {since}}}`,
    'appeal view.about': 'One appeal, with the case and all that happened',
    ...staffEn('appeal view'),
    'appeal view.state': `${stateEn}, {state, select, pending {for {since}} under_review {for {since}} other {after {since}}}`,
    'appeal view.step':
      '{what, select, taken_up {**{by}** looks at it} proposed {**{by}**, who had punished, proposes} overridden {**{by}** decided alone about what he had done himself} approved {**{by}** granted it} denied {**{by}** denied it} withdrawn {**{by}** withdrew it} other {It could not be lifted}}, {ago} ago{text, select, none {} other {: {text}}}',
    'appeal take.about': 'Say that you look at an appeal',
    ...staffEn('appeal take'),
    'appeal take.done': '**{by}** looks at appeal #{number}.',
    'appeal approve.about': 'Grant an appeal: what was done is taken back',
    ...staffEn('appeal approve'),
    'appeal deny.about': 'Deny an appeal, and say why',
    ...staffEn('appeal deny'),
    'appeal deny.title': 'Deny appeal #{number}',
    'appeal deny.why': 'Why? The person will read it',
    'appeal deny.say-why': 'Say why: `{prefix}appeal deny {number} because …`',
    'appeal link.about': 'A link to the page of an appeal, for somebody who is outside',
    'appeal link.arg.case': 'The number of the case',
    'appeal link.arg.place': 'in:#castle, when you are elsewhere (owner of the bot)',
    'appeal link.done':
      'This opens the appeal against case {number} once. Give it to that person and to nobody else: {url}',
    'appeal link.code':
      'This code opens the appeal against case {number} once, on the page /appeal of my dashboard. Give it to that person and to nobody else: {code}',
    'appeal.decided':
      'Appeal #{number} of **{name}** is {verdict, select, approved {granted, and what was done is taken back} other {denied}}.{alone, select, yes { You decided about what you did yourself; that is written down.} other {}}',
    'appeal.proposed':
      'You punished there yourself, so somebody else has to decide appeal #{number}. What you propose is written down for them.',
    'appeal.alert': '**{name}** appeals against case {caseNumber} (appeal #{number}).',
    'appeal.post.title': `Appeal #{number} of {name} against case {caseNumber}, ${kindEn}`,
    'appeal.post.case': `Done by **{by}** in {place}: ${whyEn}`,
    'appeal.post.how':
      '`{prefix}appeal view {number}` · `{prefix}appeal approve {number}` · `{prefix}appeal deny {number} why`',
    'appeal.answer': '{question, select, none {} other {**{question}** }}{answer}',
    'appeal.button.take': 'I look at it',
    'appeal.button.approve': 'Grant',
    'appeal.button.deny': 'Deny',
    'appeal.button.write': 'Appeal',
    'appeal.button.page': 'Appeal on a page',
    'appeal.told.approved':
      'Your appeal in {place} is granted: case {number} is taken back.{why, select, none {} other { {why}}}',
    'appeal.told.denied':
      'Your appeal against case {number} in {place} is denied{why, select, none {.} other {: {why}}}{days, plural, =0 {} one { You may appeal again tomorrow.} other { You may appeal again in # days.}}',
    'appeal.no-case': 'There is no case {number} that you could appeal against.',
    'appeal.nothing':
      'I know of nothing that was done to you and still stands. Were you banned by a mask? Then say where: `appeal in:#castle why`',
    'appeal.none-yet': 'You have no appeals.',
    'appeal.none-waits': 'No appeal of yours waits there.',
    'appeal.unknown': 'There is no appeal #{number} here.',
    'appeal.over': 'Appeal #{number} is decided already.',
    'appeal.taken-up': 'Somebody looks at appeal #{number} already.',
    'appeal.own': 'Nobody decides about his own appeal.',
    'appeal.proposed-already': 'You have proposed something already; somebody else has to decide.',
    'appeal.everywhere': 'Only the owner of this bot lifts what holds everywhere.',
    'appeal.closed': 'No appeals are taken here.',
    'appeal.waits': 'There is an appeal against case {number} already, and it waits.',
    'appeal.granted': 'An appeal against case {number} was granted already.',
    'appeal.too-soon':
      'You can appeal again in {days, plural, one {# day} other {# days}}, not before.',
    'appeal.too-often':
      'That was tried too often. Come back in {minutes, plural, one {# minute} other {# minutes}}.',
    'appeal.say-why': 'Say why it should be taken back.',
    'appeal.too-long': 'That is too long: {most} characters at most.',
    'appeal.link-over':
      'This link is not valid: it was opened before, or its time is over. Ask the staff for a new one.',
  },
  fr: {
    'appeal write.about': 'Demander que ce qui vous a été fait soit annulé',
    'appeal write.arg.number': 'Le numéro du dossier, s’il y en a plusieurs',
    'appeal write.arg.place': 'in:#castle, là où cela s’est passé',
    'appeal write.arg.text': 'Pourquoi l’annuler',
    'appeal write.done':
      'Votre recours n° {number} contre le dossier {caseNumber} dans {place} est entre les mains de l’équipe. Suivez-le avec `{prefix}appeal mine`.',
    'appeal write.choose':
      'Contre lequel ? Donnez son numéro : `{prefix}appeal 12 in:#castle pourquoi`',
    'appeal write.ask': 'Recours contre le dossier {number} dans {place}',
    'appeal write.case': `Dossier **{number}** dans {place} : ${kindFr} (${whyFr})`,
    'appeal.question': 'Pourquoi faut-il l’annuler ?',
    'appeal.invite':
      'Si c’était une erreur, dites-le-moi en message privé : `appeal {number} in:{place} pourquoi c’était une erreur`',
    'appeal.invite-page': 'Ou ici : {url}',
    'appeal mine.about': 'Où en sont vos recours',
    'appeal mine.title': 'Vos recours',
    'appeal mine.line': `**n° {number}** contre le dossier {caseNumber} : ${stateFr}, {state, select, pending {depuis {since}} under_review {depuis {since}} other {après {since}}}`,
    'appeal withdraw.about': 'Retirer votre propre recours',
    'appeal withdraw.arg.number': 'Le numéro du recours, s’il y en a plusieurs',
    'appeal withdraw.arg.place': 'in:#castle, là où cela s’est passé',
    'appeal withdraw.done': 'Votre recours n° {number} est retiré.',
    'appeal list.about': 'Les recours ici : qui attend, et depuis quand',
    'appeal list.arg.state': 'Seulement ceux qui en sont là',
    'appeal list.arg.place': 'in:#castle, si vous êtes ailleurs (propriétaire du bot)',
    'appeal list.title': 'Recours',
    'appeal list.none': 'Il n’y en a pas.',
    'appeal list.line': `**n° {number}** de **{name}** contre le dossier {caseNumber} : ${stateFr}, {state, select, pending {depuis {since}} under_review {depuis {since}} other {après {since}}}`,
    'appeal view.about': 'Un recours, avec le dossier et tout ce qui s’est passé',
    ...staffFr('appeal view'),
    'appeal view.state': `${stateFr}, {state, select, pending {depuis {since}} under_review {depuis {since}} other {après {since}}}`,
    'appeal view.step':
      '{what, select, taken_up {**{by}** l’examine} proposed {**{by}**, qui avait sanctionné, propose} overridden {**{by}** a décidé seul de ce qu’il avait fait lui-même} approved {**{by}** l’a accepté} denied {**{by}** l’a refusé} withdrawn {**{by}** l’a retiré} other {La sanction n’a pas pu être levée}}, il y a {ago}{text, select, none {} other { : {text}}}',
    'appeal take.about': 'Dire que vous examinez un recours',
    ...staffFr('appeal take'),
    'appeal take.done': '**{by}** examine le recours n° {number}.',
    'appeal approve.about': 'Accepter un recours : la sanction est annulée',
    ...staffFr('appeal approve'),
    'appeal deny.about': 'Refuser un recours, et dire pourquoi',
    ...staffFr('appeal deny'),
    'appeal deny.title': 'Refuser le recours n° {number}',
    'appeal deny.why': 'Pourquoi ? La personne le lira',
    'appeal deny.say-why': 'Dites pourquoi : `{prefix}appeal deny {number} parce que …`',
    'appeal link.about': 'Un lien vers la page d’un recours, pour quelqu’un du dehors',
    'appeal link.arg.case': 'Le numéro du dossier',
    'appeal link.arg.place': 'in:#castle, si vous êtes ailleurs (propriétaire du bot)',
    'appeal link.done':
      'Ceci ouvre une fois le recours contre le dossier {number}. Donnez-le à cette personne et à nulle autre : {url}',
    'appeal link.code':
      'Ce code ouvre une fois le recours contre le dossier {number}, sur la page /appeal de mon tableau de bord. Donnez-le à cette personne et à nulle autre : {code}',
    'appeal.decided':
      'Le recours n° {number} de **{name}** est {verdict, select, approved {accepté, et la sanction est annulée} other {refusé}}.{alone, select, yes { Vous avez décidé de ce que vous aviez fait vous-même ; c’est noté.} other {}}',
    'appeal.proposed':
      'Vous aviez sanctionné vous-même : quelqu’un d’autre doit décider du recours n° {number}. Ce que vous proposez est noté pour eux.',
    'appeal.alert': '**{name}** fait un recours contre le dossier {caseNumber} (n° {number}).',
    'appeal.post.title': `Recours n° {number} de {name} contre le dossier {caseNumber}, ${kindFr}`,
    'appeal.post.case': `Fait par **{by}** dans {place} : ${whyFr}`,
    'appeal.post.how':
      '`{prefix}appeal view {number}` · `{prefix}appeal approve {number}` · `{prefix}appeal deny {number} pourquoi`',
    'appeal.answer': '{question, select, none {} other {**{question}** }}{answer}',
    'appeal.button.take': 'Je regarde',
    'appeal.button.approve': 'Accepter',
    'appeal.button.deny': 'Refuser',
    'appeal.button.write': 'Faire un recours',
    'appeal.button.page': 'Recours sur une page',
    'appeal.told.approved':
      'Votre recours dans {place} est accepté : le dossier {number} est annulé.{why, select, none {} other { {why}}}',
    'appeal.told.denied':
      'Votre recours contre le dossier {number} dans {place} est refusé{why, select, none {.} other { : {why}}}{days, plural, =0 {} one { Vous pourrez en refaire un demain.} other { Vous pourrez en refaire un dans # jours.}}',
    'appeal.no-case':
      'Il n’y a pas de dossier {number} contre lequel vous puissiez faire un recours.',
    'appeal.nothing':
      'Je ne sais rien qui vous ait été fait et qui tienne encore. Banni par un masque ? Dites où : `appeal in:#castle pourquoi`',
    'appeal.none-yet': 'Vous n’avez aucun recours.',
    'appeal.none-waits': 'Aucun de vos recours n’attend là.',
    'appeal.unknown': 'Il n’y a pas de recours n° {number} ici.',
    'appeal.over': 'Le recours n° {number} est déjà décidé.',
    'appeal.taken-up': 'Quelqu’un examine déjà le recours n° {number}.',
    'appeal.own': 'Nul ne décide de son propre recours.',
    'appeal.proposed-already': 'Vous avez déjà proposé ; quelqu’un d’autre doit décider.',
    'appeal.everywhere': 'Seul le propriétaire de ce bot lève ce qui vaut partout.',
    'appeal.closed': 'On ne prend pas de recours ici.',
    'appeal.waits': 'Un recours contre le dossier {number} attend déjà.',
    'appeal.granted': 'Un recours contre le dossier {number} a déjà été accepté.',
    'appeal.too-soon':
      'Vous pourrez refaire un recours dans {days, plural, one {# jour} other {# jours}}, pas avant.',
    'appeal.too-often':
      'C’était trop d’essais. Revenez dans {minutes, plural, one {# minute} other {# minutes}}.',
    'appeal.say-why': 'Dites pourquoi il faut l’annuler.',
    'appeal.too-long': 'C’est trop long : {most} caractères au plus.',
    'appeal.link-over':
      'Ce lien n’est pas valable : il a déjà été ouvert, ou son temps est passé. Demandez-en un nouveau à l’équipe.',
  },
});

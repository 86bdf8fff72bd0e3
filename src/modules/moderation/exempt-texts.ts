import { defineTexts } from '../../sdk/index.ts';

const placeEn = 'in:#castle, when you are elsewhere (owner of the bot)';
const placeFr = 'in:#castle, si vous êtes ailleurs (propriétaire du bot)';
const liftEn = (command: string) => ({
  [`${command}.arg.who`]: 'Whom; also an account or a mask',
  [`${command}.arg.place`]: placeEn,
  [`${command}.arg.dry`]: '“dry”: only say what would be done',
  [`${command}.arg.reason`]: 'Why',
});
const liftFr = (command: string) => ({
  [`${command}.arg.who`]: 'Qui ; aussi un compte ou un masque',
  [`${command}.arg.place`]: placeFr,
  [`${command}.arg.dry`]: '« dry » : dire seulement ce qui serait fait',
  [`${command}.arg.reason`]: 'Pourquoi',
});
const setEn = (command: string) => ({
  ...liftEn(command),
  [`${command}.arg.period`]: '2h30m, permanent, or until monday 9:00',
  [`${command}.arg.rule`]: 'rule:3, the rule that it is about',
  [`${command}.arg.sure`]: 'sure:code, to confirm what was shown',
});
const setFr = (command: string) => ({
  ...liftFr(command),
  [`${command}.arg.period`]: '2h30m, permanent, ou until lundi 9h00',
  [`${command}.arg.rule`]: 'rule:3, la règle dont il s’agit',
  [`${command}.arg.sure`]: 'sure:code, pour confirmer ce qui a été montré',
});

/** Exceptions from bans, and from having to be invited: lists that only IRC has. */
export const exemptTexts = defineTexts({
  en: {
    'exempt.about': 'Let no ban hold somebody (IRC, +e), for a while or for ever.',
    ...setEn('exempt'),
    'unexempt.about': 'Let bans hold somebody again who was exempt.',
    ...liftEn('unexempt'),
    'invex.about': 'Let somebody come in without an invitation (IRC, +I), for a while or for ever.',
    ...setEn('invex'),
    'uninvex.about': 'Let somebody need an invitation again.',
    ...liftEn('uninvex'),
    'act.cannot.exempt':
      'There is no list of exceptions from bans here: Discord has none, and on IRC only servers with +e do. Lift the ban instead (`unban`).',
    'act.cannot.invex':
      'There is no list of people who come in uninvited here: Discord has none, and on IRC only servers with +I do.',
    'act.not-held.exempt': '{name} is not exempt from bans in {place}.',
    'act.not-held.invex': '{name} is not in the list of those who come into {place} uninvited.',
    'undo.preview.favours':
      '**Exempt no more** {count, number}: {names}{others, plural, =0 {} other { and # more}}',
    'undo.preview.favoured':
      '**Exempt again**, because the end of it is taken back, {count, number}: {names}{others, plural, =0 {} other { and # more}}',
  },
  fr: {
    'exempt.about':
      'Qu’aucun bannissement ne touche quelqu’un (IRC, +e), un moment ou pour toujours.',
    ...setFr('exempt'),
    'unexempt.about': 'Que les bannissements touchent de nouveau quelqu’un d’exempté.',
    ...liftFr('unexempt'),
    'invex.about':
      'Laisser entrer quelqu’un sans invitation (IRC, +I), un moment ou pour toujours.',
    ...setFr('invex'),
    'uninvex.about': 'Que quelqu’un ait de nouveau besoin d’une invitation.',
    ...liftFr('uninvex'),
    'act.cannot.exempt':
      'Il n’y a pas de liste d’exceptions aux bannissements ici : Discord n’en a pas, et sur IRC seuls les serveurs qui ont +e. Levez plutôt le bannissement (`unban`).',
    'act.cannot.invex':
      'Il n’y a pas de liste de gens qui entrent sans invitation ici : Discord n’en a pas, et sur IRC seuls les serveurs qui ont +I.',
    'act.not-held.exempt': '{name} n’est pas exempté de bannissement dans {place}.',
    'act.not-held.invex':
      '{name} n’est pas dans la liste de ceux qui entrent dans {place} sans invitation.',
    'undo.preview.favours':
      '**Ne sont plus exemptés** {count, number} : {names}{others, plural, =0 {} other { et # de plus}}',
    'undo.preview.favoured':
      '**De nouveau exemptés**, parce que la fin est reprise, {count, number} : {names}{others, plural, =0 {} other { et # de plus}}',
  },
});

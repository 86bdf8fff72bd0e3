import { defineTexts } from '../../sdk/index.ts';

/** What stands on the public page of appeals. */
export const pageTexts = defineTexts({
  en: {
    'page.appeal.title': 'Appeal',
    'page.appeal.code-why':
      'You got a link to this page from the bot or from the staff. If it does not open by itself, put what stands behind the # here. Each link opens once.',
    'page.appeal.code': 'The code of your link',
    'page.appeal.open': 'Open',
    'page.appeal.case': 'Case {number} in {place}',
    'page.appeal.what': 'What was done',
    'page.appeal.done': 'What',
    'page.appeal.kind':
      '{kind, select, warn {a warning} mute {you cannot speak} kick {you were sent out} ban {you are banned} other {you are banned everywhere}}',
    'page.appeal.reason': 'Reason',
    'page.appeal.no-reason': 'none was given',
    'page.appeal.since': 'Since',
    'page.appeal.until': 'Until',
    'page.appeal.ever': 'it is taken back',
    'page.appeal.yours': 'Your appeal #{number}',
    'page.appeal.steps': 'How far it is',
    'page.appeal.step':
      '{step, select, pending {Sent} under_review {Staff look at it} other {Decided}}',
    'page.appeal.state':
      '{state, select, pending {It has waited {since} for somebody of the staff.} under_review {Somebody of the staff looks at it. You have waited {since}.} approved {Granted: what was done to you is taken back.} denied {Denied, after {since}.} other {You withdrew it.}}',
    'page.appeal.staff-say': 'The staff say:',
    'page.appeal.you-wrote': 'What you wrote',
    'page.appeal.withdraw': 'Withdraw the appeal',
    'page.appeal.write': 'Write an appeal',
    'page.appeal.who-reads':
      'Only the staff of this place read it. They are told your name, nothing else of you.',
    'page.appeal.send': 'Send the appeal',
  },
  fr: {
    'page.appeal.title': 'Recours',
    'page.appeal.code-why':
      'Le bot ou l’équipe vous a donné un lien vers cette page. S’il ne s’ouvre pas tout seul, écrivez ici ce qui suit le #. Chaque lien s’ouvre une fois.',
    'page.appeal.code': 'Le code de votre lien',
    'page.appeal.open': 'Ouvrir',
    'page.appeal.case': 'Dossier {number} dans {place}',
    'page.appeal.what': 'Ce qui a été fait',
    'page.appeal.done': 'Quoi',
    'page.appeal.kind':
      '{kind, select, warn {un avertissement} mute {vous ne pouvez pas parler} kick {vous avez été expulsé} ban {vous êtes banni} other {vous êtes banni partout}}',
    'page.appeal.reason': 'Raison',
    'page.appeal.no-reason': 'aucune n’a été donnée',
    'page.appeal.since': 'Depuis',
    'page.appeal.until': 'Jusqu’à',
    'page.appeal.ever': 'ce que ce soit annulé',
    'page.appeal.yours': 'Votre recours n° {number}',
    'page.appeal.steps': 'Où il en est',
    'page.appeal.step':
      '{step, select, pending {Envoyé} under_review {L’équipe regarde} other {Décidé}}',
    'page.appeal.state':
      '{state, select, pending {Il attend quelqu’un de l’équipe depuis {since}.} under_review {Quelqu’un de l’équipe l’examine. Vous attendez depuis {since}.} approved {Accepté : ce qui vous a été fait est annulé.} denied {Refusé, après {since}.} other {Vous l’avez retiré.}}',
    'page.appeal.staff-say': 'L’équipe dit :',
    'page.appeal.you-wrote': 'Ce que vous avez écrit',
    'page.appeal.withdraw': 'Retirer le recours',
    'page.appeal.write': 'Écrire un recours',
    'page.appeal.who-reads':
      'Seule l’équipe de ce lieu le lit. Elle apprend votre nom, rien d’autre de vous.',
    'page.appeal.send': 'Envoyer le recours',
  },
});

import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'audit.about': 'See who did what with special rights.',
    'audit.outcome':
      '{outcome, select, refused {refused} begun {not over yet} interrupted {interrupted: what came of it is not known} other {failed}}',
    'audit list.about': 'List who did what with special rights, newest first.',
    'audit list.arg.filter': 'Words: a name, a command, a setting',
    'audit list.none': 'Nothing like that was written down.',
    'audit list.title': 'Done with special rights, newest first ({timeZone})',
    'audit verify.about': 'Check that nobody has changed the log afterwards.',
    'audit verify.whole':
      'The log is whole: {entries, plural, one {# entry} other {# entries}}. Write this down elsewhere and you can tell later that nothing was replaced: `{head}`',
    'audit verify.broken':
      'The log is NOT whole. From entry {at, number} on, {why, select, missing {at least one is gone} cutOff {the end was cut off or replaced} blanked {somebody was taken out without an erasure that says so} other {the content is not as it was written}}. Everything before it is as it was.',
  },
  fr: {
    'audit.about': 'Voir qui a fait quoi avec des droits particuliers.',
    'audit.outcome':
      '{outcome, select, refused {refusé} begun {pas encore terminé} interrupted {interrompu : ce qu’il en est advenu n’est pas connu} other {échoué}}',
    'audit list.about': 'Montrer qui a fait quoi avec des droits particuliers.',
    'audit list.arg.filter': 'Des mots : un nom, une commande, un réglage',
    'audit list.none': 'Rien de tel n’a été noté.',
    'audit list.title': 'Fait avec des droits particuliers, le plus récent d’abord ({timeZone})',
    'audit verify.about': 'Vérifier que personne n’a changé le journal après coup.',
    'audit verify.whole':
      'Le journal est entier : {entries, plural, one {# entrée} other {# entrées}}. Notez ceci ailleurs pour pouvoir dire plus tard que rien n’a été remplacé : `{head}`',
    'audit verify.broken':
      'Le journal n’est PAS entier. À partir de l’entrée {at, number}, {why, select, missing {il en manque au moins une} cutOff {la fin a été coupée ou remplacée} blanked {quelqu’un en a été retiré sans effacement qui le dise} other {le contenu n’est plus celui qui fut écrit}}. Tout ce qui précède est intact.',
  },
});

import { defineTexts } from '../../sdk/index.ts';

export const outputTexts = defineTexts({
  en: {
    'flood output.about': 'Show or set how much I say in a channel before I fall silent there.',
    'flood output.arg.channel': 'Which channel; this one when none is given',
    'flood output.arg.max': 'Messages within the period, or off',
    'flood output.arg.period': 'The period, in seconds or like 30s',
    'flood output.arg.wait': 'How long I am silent then, in seconds or like 5m',
    'flood output.title': 'What I say in {place}',
    'flood output.everywhere': 'What I say in every channel that has no limit of its own',
    'flood output.off': 'No limit of its own. Set one like this: `flood output 5 30s 5m`.',
    'flood output.limit':
      'More than **{max, number}** in {period} makes me silent for {silence}; up to {backlog, number} messages wait and are said one by one, one in {drain}.{mode, select, live {} other { It is in the mode **{mode}**: nothing is held back.}}',
    'flood output.now':
      'Now: {count, number} of {max, number}{silentForMs, plural, =0 {} other {, silent for {left} more}}{waiting, plural, =0 {} one {, one message waits} other {, # messages wait}}{dropped, plural, =0 {} one {, one was dropped} other {, # were dropped}}.',
  },
  fr: {
    'flood output.about': 'Voir ou régler combien je parle dans un salon avant de m’y taire.',
    'flood output.arg.channel': 'Quel salon ; celui-ci si aucun n’est donné',
    'flood output.arg.max': 'Messages pendant la période, ou off',
    'flood output.arg.period': 'La période, en secondes ou comme 30s',
    'flood output.arg.wait': 'Combien de temps je me tais ensuite, en secondes ou comme 5m',
    'flood output.title': 'Ce que je dis dans {place}',
    'flood output.everywhere': 'Ce que je dis dans chaque salon sans limite à lui',
    'flood output.off': 'Pas de limite à lui. Pour en mettre une : `flood output 5 30s 5m`.',
    'flood output.limit':
      'Plus de **{max, number}** en {period} et je me tais pendant {silence} ; jusqu’à {backlog, number} messages attendent et sont dits un par un, un toutes les {drain}.{mode, select, live {} other { En mode **{mode}** : rien n’est retenu.}}',
    'flood output.now':
      'En ce moment : {count, number} sur {max, number}{silentForMs, plural, =0 {} other {, silence encore {left}}}{waiting, plural, =0 {} one {, un message attend} other {, # messages attendent}}{dropped, plural, =0 {} one {, un a été perdu} other {, # ont été perdus}}.',
  },
});

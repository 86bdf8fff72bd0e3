import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'alerts.about': 'Where operators are told what they should know of.',
    'alerts here.about': 'Tell operators in this channel from now on.',
    'alerts here.done': 'From now on, operators are told in {place}.',
    'alerts here.console':
      'Say this in the channel where operators are to be told, or set `core.alertChannel`.',
    'alerts off.about': 'Tell operators of this place nowhere of its own any more.',
    'alerts off.done':
      'This place has no channel of its own for alerts any more; that of the whole bot holds, where there is one.',
    'alerts list.about': 'What operators were told lately.',
    'alerts list.title': 'What operators were told lately',
    'alerts list.none': 'Nothing since the start.',
    'alerts list.line':
      '**{tone, select, error {Error} warning {Warning} success {Well again} other {Note}}**, {ago} ago:',
  },
  fr: {
    'alerts.about': 'Où les opérateurs apprennent ce qu’ils doivent savoir.',
    'alerts here.about': 'Prévenir désormais les opérateurs dans ce salon.',
    'alerts here.done': 'Désormais, les opérateurs sont prévenus dans {place}.',
    'alerts here.console':
      'Dites-le dans le salon où prévenir les opérateurs, ou réglez `core.alertChannel`.',
    'alerts off.about': 'Ne plus prévenir les opérateurs d’ici dans un salon à part.',
    'alerts off.done':
      'Cet endroit n’a plus de salon d’alerte à lui ; celui du robot entier vaut, s’il y en a un.',
    'alerts list.about': 'Ce que les opérateurs ont appris récemment.',
    'alerts list.title': 'Ce que les opérateurs ont appris récemment',
    'alerts list.none': 'Rien depuis le départ.',
    'alerts list.line':
      '**{tone, select, error {Erreur} warning {Attention} success {Rétabli} other {Note}}**, il y a {ago} :',
  },
});

import { defineTexts } from '../../sdk/index.ts';

export const texts = defineTexts({
  en: {
    'choose.about': 'Choose one of several things for you.',
    'choose.arg.options': 'The options, separated by | ; "tea:3" makes tea three times as likely',
    'choose.picked': 'I choose {picked}!',
    'choose.removed':
      '{removed, plural, one {# duplicate option was} other {# duplicate options were}} removed.',
    'choose.too-few': 'I need at least two different options, like `tea | coffee`.',
  },
  fr: {
    'choose.about': 'Choisir pour vous entre plusieurs choses.',
    'choose.arg.options':
      'Les choix, séparés par | ; « thé:3 » rend le thé trois fois plus probable',
    'choose.picked': 'Je choisis {picked} !',
    'choose.removed':
      '{removed, plural, one {# choix en double retiré} other {# choix en double retirés}}.',
    'choose.too-few': 'Il me faut au moins deux choix différents, comme `thé | café`.',
  },
});

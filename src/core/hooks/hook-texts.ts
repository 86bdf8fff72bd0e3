import { defineTexts } from '../texts/texts.ts';

/** What operators are told of hooks, and why something was not done with one. */
export const hookTexts = defineTexts({
  en: {
    'alert.hook-open':
      'The hook `{hook}` has failed {failures} times within 5 minutes and rests for {seconds} s: {problem} `hooks history` tells more; `hooks disable {hook}` switches it off.',
    'alert.hook-closed': 'The hook `{hook}` works again.',
    'alert.hook-dropped':
      'Too many events wait for hooks: some were dropped, the last one for `{hook}`. `hooks list` shows who is slow.',
    'alert.hook-loop':
      'Hooks call each other in a circle by `{kind}`; it was cut. `hooks history` shows which.',
    'hooks.unknown': 'There is no hook `{hook}`. `hooks list` shows those that there are.',
    'hooks.not-disabled': 'The hook `{hook}` is not disabled.',
  },
  fr: {
    'alert.hook-open':
      'Le crochet `{hook}` a échoué {failures} fois en 5 minutes et se repose {seconds} s : {problem} `hooks history` en dit plus ; `hooks disable {hook}` l’éteint.',
    'alert.hook-closed': 'Le crochet `{hook}` marche de nouveau.',
    'alert.hook-dropped':
      'Trop d’événements attendent les crochets : certains sont perdus, le dernier pour `{hook}`. `hooks list` montre qui est lent.',
    'alert.hook-loop':
      'Des crochets s’appellent en rond par `{kind}` ; c’est coupé. `hooks history` montre lesquels.',
    'hooks.unknown': 'Il n’y a pas de crochet `{hook}`. `hooks list` montre ceux qu’il y a.',
    'hooks.not-disabled': 'Le crochet `{hook}` n’est pas éteint.',
  },
});

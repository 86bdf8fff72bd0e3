import { defineTexts } from '../core/texts/texts.ts';

/** What people hear whom the guard turned away. */
export const guardTexts = defineTexts({
  en: {
    'guard.too-fast':
      'Your commands come too fast. Wait {seconds, plural, one {# second} other {# seconds}}.',
    'guard.used-up':
      'You have used up your commands for this minute. Wait {seconds, plural, one {# second} other {# seconds}}.',
    'guard.channel-quiet':
      'Too many commands came here; I am silent for {seconds, plural, one {# second} other {# seconds}}.',
    'guard.muted':
      'You came too fast three times in a row; I do not hear you for {seconds, plural, one {# second} other {# seconds}}.',
    'guard.banned':
      'You broke the limits too often; I do not hear you for {seconds, plural, one {# second} other {# seconds}}.',
    'guard.cooling-down':
      'This command rests here for {seconds, plural, one {# second} other {# seconds}} more.',
    'guard.same-command':
      'You have just used this command. Wait {seconds, plural, one {# second} other {# seconds}}.',
  },
  fr: {
    'guard.too-fast':
      'Vos commandes arrivent trop vite. Attendez {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.used-up':
      'Vous avez épuisé vos commandes pour cette minute. Attendez {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.channel-quiet':
      'Trop de commandes ici ; je me tais pendant {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.muted':
      'Trois fois de suite trop vite ; je ne vous entends pas pendant {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.banned':
      'Les limites ont été dépassées trop souvent ; je ne vous entends pas pendant {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.cooling-down':
      'Cette commande se repose ici encore {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.same-command':
      'Vous venez d’utiliser cette commande. Attendez {seconds, plural, one {# seconde} other {# secondes}}.',
  },
});

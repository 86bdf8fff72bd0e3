import { defineTexts } from '../core/texts/texts.ts';

/** Why an answer was not said, and what operators hear of silences on the way out. */
export const outputTexts = defineTexts({
  en: {
    'guard.output-silent':
      'I said too much here; I am silent for {seconds, plural, one {# second} other {# seconds}}.',
    'guard.output-full':
      'I said too much here, and too many answers wait already. Try again in {seconds, plural, one {# second} other {# seconds}}.',
    'guard.output-tight':
      'I have too much to say at once, and this place had more than its share. Try again in {seconds, plural, one {# second} other {# seconds}}.',
    'guard.alert.output-silenced':
      'I said too much in {place} and am {watched, select, yes {only watching: with the limit on, I would be} other {now}} silent there for {for}. `flood lift` there ends it.',
    'guard.alert.output-lifted':
      'I speak in {place} again after {for}: {waiting, plural, =0 {nothing waits} one {one answer waited} other {# answers waited}}, {dropped, plural, =0 {none was dropped} one {one was dropped} other {# were dropped}}.',
    'guard.alert.output-tight':
      'Too much is to be said on {place} at once. For {for}, only those within their share {watched, select, yes {would be} other {are}} answered.',
    'guard.alert.output-eased':
      'Everyone on {place} is answered again after {for}; {dropped, plural, =0 {no answer was} one {one answer was} other {# answers were}} held back.',
  },
  fr: {
    'guard.output-silent':
      'J’en ai trop dit ici ; je me tais pendant {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.output-full':
      'J’en ai trop dit ici, et trop de réponses attendent déjà. Réessayez dans {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.output-tight':
      'J’ai trop à dire à la fois, et ce lieu a eu plus que sa part. Réessayez dans {seconds, plural, one {# seconde} other {# secondes}}.',
    'guard.alert.output-silenced':
      'J’en ai trop dit dans {place} : {watched, select, yes {j’observe seulement, avec la limite active je m’y tairais} other {je m’y tais}} pendant {for}. `flood lift`, là-bas, y met fin.',
    'guard.alert.output-lifted':
      'Je parle de nouveau dans {place} après {for} : {waiting, plural, =0 {rien n’attend} one {une réponse attendait} other {# réponses attendaient}}, {dropped, plural, =0 {aucune n’a été perdue} one {une a été perdue} other {# ont été perdues}}.',
    'guard.alert.output-tight':
      'Il y a trop à dire sur {place} à la fois. Pendant {for}, seuls ceux qui restent dans leur part {watched, select, yes {recevraient} other {reçoivent}} une réponse.',
    'guard.alert.output-eased':
      'Tout le monde sur {place} reçoit de nouveau des réponses après {for} ; {dropped, plural, =0 {aucune n’a été retenue} one {une a été retenue} other {# ont été retenues}}.',
  },
});

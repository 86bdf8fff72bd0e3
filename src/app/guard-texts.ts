import { defineTexts } from '../core/texts/texts.ts';

/** Seconds below a minute, in words; beyond it a duration like "5 min 3 s". */
const waitEnglish =
  '{long, select, yes {{wait}} other {{seconds, plural, one {# second} other {# seconds}}}}';
const waitFrench =
  '{long, select, yes {{wait}} other {{seconds, plural, one {# seconde} other {# secondes}}}}';

/** What people hear whom the guard turned away, and what operators hear of it. */
export const guardTexts = defineTexts({
  en: {
    'guard.too-fast': `Your commands come too fast. Wait ${waitEnglish}.`,
    'guard.used-up': `You have used up your commands for this minute. Wait ${waitEnglish}.`,
    'guard.channel-quiet': `Too many commands came here; I am silent for ${waitEnglish}.`,
    'guard.muted': `You came too fast several times in a row; I do not hear you for ${waitEnglish}.`,
    'guard.banned': `You broke the limits too often; I do not hear you for ${waitEnglish}.`,
    'guard.cooling-down': `\`{command}\` rests in {place} for ${waitEnglish} more.`,
    'guard.same-command': `You have just used this command. Wait ${waitEnglish}.`,
    'guard.alert.silenced':
      '**{place}** gets no answers for {for}: too many commands came at once. `flood status` shows who sends them, `flood lift` ends it.',
    'guard.alert.watched':
      'Too many commands come in **{place}**. It is only watched: nothing is refused. `flood status` shows who sends them.',
    'guard.alert.muted':
      '**{who}** is not heard for {for}: too fast in {place}, several times in a row. `unmute` lifts it.',
    'guard.alert.banned':
      '**{who}** may give no commands for {for}: broke the limits too often, last in {place}. `rate unban` lifts it.',
    'guard.alert.unreadable':
      'The limits of **{place}** cannot be read; those that held before hold on. The log says what is wrong.',
  },
  fr: {
    'guard.too-fast': `Vos commandes arrivent trop vite. Attendez ${waitFrench}.`,
    'guard.used-up': `Vous avez épuisé vos commandes pour cette minute. Attendez ${waitFrench}.`,
    'guard.channel-quiet': `Trop de commandes ici ; je me tais pendant ${waitFrench}.`,
    'guard.muted': `Plusieurs fois de suite trop vite ; je ne vous entends pas pendant ${waitFrench}.`,
    'guard.banned': `Les limites ont été dépassées trop souvent ; je ne vous entends pas pendant ${waitFrench}.`,
    'guard.cooling-down': `\`{command}\` se repose dans {place} encore ${waitFrench}.`,
    'guard.same-command': `Vous venez d’utiliser cette commande. Attendez ${waitFrench}.`,
    'guard.alert.silenced':
      '**{place}** ne reçoit plus de réponses pendant {for} : trop de commandes à la fois. `flood status` montre qui les envoie, `flood lift` y met fin.',
    'guard.alert.watched':
      'Trop de commandes arrivent dans **{place}**. Le lieu est seulement observé : rien n’est refusé. `flood status` montre qui les envoie.',
    'guard.alert.muted':
      '**{who}** n’est plus entendu pendant {for} : trop vite dans {place}, plusieurs fois de suite. `unmute` lève cela.',
    'guard.alert.banned':
      '**{who}** ne peut plus donner de commandes pendant {for} : limites dépassées trop souvent, la dernière fois dans {place}. `rate unban` lève cela.',
    'guard.alert.unreadable':
      'Les limites de **{place}** sont illisibles ; celles d’avant restent en vigueur. Le journal dit ce qui ne va pas.',
  },
});

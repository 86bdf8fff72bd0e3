import { defineTexts } from 'castellan/sdk';

export const texts = defineTexts({
  en: {
    'example-notes add.about': 'Keep a note.',
    'example-notes add.arg.text': 'What to keep',
    'example-notes add.done': 'Note {number} is kept.',
    'example-notes list.about': 'Your notes.',
    'example-notes list.title':
      '{count, plural, =0 {You have no notes} one {You have one note} other {You have # notes}}',
    'example-notes list.line': '{number}: {text}',
    'example-notes.full': 'You have {most} notes already, and that is the most.',
  },
  fr: {
    'example-notes add.about': 'Garder une note.',
    'example-notes add.arg.text': 'Ce qu’il faut garder',
    'example-notes add.done': 'La note {number} est gardée.',
    'example-notes list.about': 'Vos notes.',
    'example-notes list.title':
      '{count, plural, =0 {Vous n’avez pas de notes} one {Vous avez une note} other {Vous avez # notes}}',
    'example-notes list.line': '{number} : {text}',
    'example-notes.full': 'Vous avez déjà {most} notes, et c’est le maximum.',
  },
});

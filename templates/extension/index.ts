import { defineModule, setting } from 'castellan/sdk';
import { addNote } from './add-note.ts';
import { listNotes } from './list-notes.ts';
import { notes } from './notes.ts';
import { texts } from './texts.ts';

/** The table of contents: everything that this extension adds. */
export const extension = defineModule({
  name: 'example-notes',
  version: '0.1.0',
  tables: [notes],
  settings: {
    'example-notes.most': setting.integer({
      default: 20,
      min: 1,
      max: 1000,
      text: 'How many notes one person may keep.',
    }),
  },
  commands: [addNote, listNotes],
  texts,
});

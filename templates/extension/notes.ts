import { column, defineTable } from 'castellan/sdk';

/** One row for each note. Erased with everything else when its person asks to be forgotten. */
export const notes = defineTable({
  name: 'notes',
  columns: {
    person: column.text({ person: 'remove' }),
    number: column.integer(),
    text: column.text(),
    atMs: column.integer(),
  },
  key: ['person', 'number'],
});

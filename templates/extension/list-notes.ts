import { defineCommand, ok } from 'castellan/sdk';
import { notes } from './notes.ts';

export const listNotes = defineCommand({
  name: 'example-notes list',
  category: 'basics',
  args: {},
  private: true,
  needs: ['tables'],
  async run({ caller, tables }) {
    return ok(await tables.of(notes).list({ where: { person: caller.id }, order: ['number'] }));
  },
  show: (rows, say) => ({
    title: say('example-notes list.title', { count: rows.length }),
    lines: rows.map(({ number, text }) => say('example-notes list.line', { number, text })),
  }),
});

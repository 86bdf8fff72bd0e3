import { defineCommand, ok, refuse, rest } from 'castellan/sdk';
import { notes } from './notes.ts';

export const addNote = defineCommand({
  name: 'example-notes add',
  category: 'basics',
  args: { text: rest({ example: 'buy bread' }) },
  needs: ['tables', 'settings', 'clock'],
  async run({ args, caller, tables, settings, clock }) {
    const rows = tables.of(notes);
    const kept = await rows.list({ where: { person: caller.id }, order: ['-number'], limit: 1000 });
    const most = settings.readNumber('example-notes.most', {});
    if (kept.length >= most) return refuse('example-notes.full', { most });
    const number = (kept[0]?.number ?? 0) + 1;
    await rows.insert({ person: caller.id, number, text: args.text, atMs: clock.now() });
    return ok(number);
  },
  show: (number, say) => say('example-notes add.done', { number }),
});

import {
  boolean,
  choice,
  defineCommand,
  ok,
  optional,
  refuse,
  rest,
  word,
} from '../../sdk/index.ts';
import { timeOf } from './words.ts';

const longestNote = 500;

export const schedule = defineCommand({
  name: 'backup schedule',
  category: 'operators',
  capability: 'backup.schedule',
  args: { action: optional(choice(['status', 'on', 'off'])) },
  needs: ['backups'],
  async run({ args, backups }) {
    const { action = 'status' } = args;
    return ok(
      action === 'status'
        ? await backups.schedule()
        : await backups.switchSchedule(action === 'on'),
    );
  },
  show: ({ on, turns }, say) => ({
    tone: on ? 'info' : 'warning',
    title: say('backup schedule.title', { state: on ? 'on' : 'off' }),
    lines: turns.map(({ type, lastMs, nextMs, overdue }) =>
      say('backup schedule.turn', {
        ...{ type, next: timeOf(nextMs), overdue: overdue ? 'yes' : 'no' },
        last: lastMs === undefined ? 'never' : timeOf(lastMs),
      }),
    ),
  }),
});

export const pin = defineCommand({
  name: 'backup pin',
  category: 'operators',
  capability: 'backup.delete',
  args: { backup: word({ example: 'latest' }), pinned: optional(boolean()) },
  needs: ['backups'],
  run: ({ args, backups }) => backups.change(args.backup, { pinned: args.pinned ?? true }),
  show: ({ id, pinned }, say) => ({
    tone: 'success',
    say: say('backup pin.done', { id, pinned: pinned ? 'yes' : 'no' }),
  }),
});

export const note = defineCommand({
  name: 'backup note',
  category: 'operators',
  capability: 'backup.create',
  args: { backup: word({ example: 'latest' }), text: rest({ example: 'before the move' }) },
  needs: ['backups'],
  run: ({ args, backups }) =>
    args.text.length > longestNote
      ? refuse('backup.note-too-long', { most: longestNote })
      : backups.change(args.backup, { note: args.text }),
  show: ({ id }, say) => ({ tone: 'success', say: say('backup note.done', { id }) }),
});

export const remove = defineCommand({
  name: 'backup delete',
  category: 'operators',
  capability: 'backup.delete',
  args: { backup: word({ example: 'castellan_backup_manual_20260101_120000Z' }) },
  needs: ['backups'],
  run: ({ args, backups }) => backups.remove(args.backup),
  show: ({ id }, say) => ({ tone: 'success', say: say('backup delete.done', { id }) }),
});

export const exportSchema = defineCommand({
  name: 'db export-schema',
  category: 'operators',
  capability: 'backup.view',
  private: true,
  args: {},
  needs: ['backups'],
  run: async ({ backups }) => ok(await backups.exportSchema()),
  show: ({ file, tables }, say) => ({
    tone: 'success',
    say: say('db export-schema.done', { file, tables }),
  }),
});

import {
  type Backups,
  type Result,
  defineCommand,
  formatDuration,
  ok,
  optional,
  word,
} from '../../sdk/index.ts';
import { telling, timeOf } from './words.ts';

const changesShown = 6;

type Answered<Name extends keyof Backups> =
  Awaited<ReturnType<Backups[Name]>> extends Result<infer Value> ? Value : never;

/** What a restore has come to: shown, or ready to happen. */
type Restoring =
  | { readonly step: 'preview'; readonly preview: Answered<'preview'>; readonly prefix: string }
  | { readonly step: 'staged'; readonly staged: Answered<'restore'> };

export const restore = defineCommand({
  name: 'backup restore',
  aliases: ['restore'],
  category: 'operators',
  capability: 'backup.restore',
  slow: true,
  args: {
    backup: word({ example: 'latest' }),
    code: optional(word({ example: 'k7mw2xqp', maxLength: 20 })),
  },
  needs: ['backups'],
  async run({
    args: { backup, code },
    caller,
    prefix,
    progress,
    backups,
  }): Promise<Result<Restoring>> {
    if (code === undefined) {
      const preview = await backups.preview(backup, caller);
      return preview.ok
        ? ok({ step: 'preview', preview: preview.value, prefix } as const)
        : preview;
    }
    const staged = await backups.restore(backup, caller, code, { onStep: telling(progress) });
    return staged.ok ? ok({ step: 'staged', staged: staged.value }) : staged;
  },
  show(data, say) {
    if (data.step === 'staged') {
      const { backup, safety = '', restarting } = data.staged;
      return {
        tone: 'warning',
        say: say('backup restore.staged', {
          ...{ id: backup.id, safety, restarting: restarting ? 'yes' : 'no' },
        }),
      };
    }
    const { backup, ageMs, changes, code, validMs } = data.preview;
    return {
      tone: 'warning',
      title: say('backup restore.title', { id: backup.id }),
      lines: [
        say('backup restore.age', {
          ...{ at: timeOf(backup.createdAtMs), age: formatDuration(ageMs) },
          product: backup.product,
        }),
        ...(changes.length === 0 ? [say('backup restore.same')] : []),
        ...changes.slice(0, changesShown).map((change) => say('backup restore.change', change)),
        ...(changes.length > changesShown
          ? [say('backup restore.more', { count: changes.length - changesShown })]
          : []),
        say('backup restore.what'),
        say('backup restore.how', {
          ...{ command: `${data.prefix}backup restore ${backup.id} ${code}` },
          seconds: Math.round(validMs / 1000),
        }),
      ],
    };
  },
});

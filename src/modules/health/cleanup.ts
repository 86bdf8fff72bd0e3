import { defineCommand, ok } from '../../sdk/index.ts';

/** The job that removes what was kept long enough. */
const retention = 'privacy.expire';

export const cleanup = defineCommand({
  ...{ category: 'operators', capability: 'health.view', private: true, slow: true },
  name: 'cleanup',
  args: {},
  needs: ['database', 'storage', 'jobs'],
  async run({ database, storage, jobs }) {
    const drafts = await storage.tidy();
    const old = await jobs.runNow(retention);
    return ok({ ...drafts, freed: await database.tidy(), old: old.ok ? 'yes' : 'no' });
  },
  show: ({ files, bytes, freed, old }, say) => ({
    tone: 'success',
    title: say('cleanup.title'),
    lines: [
      say('cleanup.files', { files, size: (bytes / 1024).toFixed(1) }),
      say('cleanup.database', { size: (freed / 1024).toFixed(1) }),
      say('cleanup.old', { old }),
    ],
  }),
});

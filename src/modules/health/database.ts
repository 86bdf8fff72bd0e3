import { defineCommand, ok } from '../../sdk/index.ts';

const common = { category: 'operators', capability: 'health.view', private: true } as const;
const tablesShown = 10;

export const dbStats = defineCommand({
  ...{ ...common, name: 'dbstats' },
  args: {},
  needs: ['database'],
  run: async ({ database }) => ok(await database.stats()),
  show: ({ dialect, place, bytes, statements, tables }, say) => ({
    tone: 'info',
    title: say('dbstats.title'),
    lines: [
      say('dbstats.where', { dialect, place, size: (bytes / 2 ** 20).toFixed(1), statements }),
      ...[...tables]
        .sort((a, b) => b.rows - a.rows)
        .slice(0, tablesShown)
        .map(({ table, rows }) => say('dbstats.table', { table, rows })),
    ],
  }),
});

export const integrityCheck = defineCommand({
  ...{ ...common, name: 'integritycheck', slow: true },
  args: {},
  needs: ['database', 'health'],
  async run({ database, health }) {
    const [checked, report] = await Promise.all([database.check(), health.report()]);
    return ok({ ...checked, unwell: report.checks.filter(({ state }) => state !== 'ok') });
  },
  show: ({ damage, waiting, refusal, unwell }, say) => {
    const isWhole = damage.length === 0 && refusal === undefined;
    return {
      tone: isWhole ? (unwell.length === 0 ? 'success' : 'warning') : 'error',
      title: say('integritycheck.title', { state: isWhole ? 'whole' : 'damaged' }),
      lines: [
        ...damage.map((problem) => say('integritycheck.damage', { problem })),
        ...(damage.length > 0 ? [say('integritycheck.todo')] : []),
        ...(refusal === undefined ? [] : [say('integritycheck.refusal', { refusal })]),
        say('integritycheck.migrations', { waiting }),
        ...unwell.map(({ text, todo }) => say((todo ?? text).key, (todo ?? text).facts)),
      ],
    };
  },
});

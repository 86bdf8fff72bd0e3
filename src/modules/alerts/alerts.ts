import { defineCommand, formatDuration, ok, refuse } from '../../sdk/index.ts';

const setting = 'core.alertChannel';
const shown = 10;

export const alertsHere = defineCommand({
  name: 'alerts here',
  category: 'operators',
  capability: 'alerts.manage',
  where: 'space',
  args: {},
  needs: ['settings'],
  async run({ where, caller, settings }) {
    if (where.space === undefined) return refuse('alerts here.console');
    const changed = await settings.write(setting, `space:${where.space}`, where.channel, caller.id);
    return changed.ok ? ok(where.name) : changed;
  },
  show: (place, say) => ({ tone: 'success', say: say('alerts here.done', { place }) }),
});

export const alertsOff = defineCommand({
  name: 'alerts off',
  category: 'operators',
  capability: 'alerts.manage',
  where: 'space',
  args: {},
  needs: ['settings'],
  async run({ where, caller, settings }) {
    if (where.space === undefined) return refuse('alerts here.console');
    const changed = await settings.reset(setting, `space:${where.space}`, caller.id);
    return changed.ok ? ok(undefined) : changed;
  },
  show: (_data, say) => ({ tone: 'success', say: say('alerts off.done') }),
});

export const alertsList = defineCommand({
  name: 'alerts list',
  category: 'operators',
  capability: 'alerts.view',
  args: {},
  needs: ['alerts', 'permissions', 'clock'],
  run({ caller, where, alerts, permissions, clock }) {
    const everywhere = permissions.rankOf({ actor: caller }) === 'instanceOwner';
    const visible = alerts
      .recent()
      .filter(({ space }) => everywhere || (space !== undefined && space === where.space));
    return ok({ told: visible.slice(0, shown), nowMs: clock.now() });
  },
  show: ({ told, nowMs }, say) => ({
    tone: 'info',
    title: say('alerts list.title'),
    lines:
      told.length === 0
        ? [say('alerts list.none')]
        : told.map(({ text, tone, atMs }) => {
            const ago = formatDuration(Math.max(1000, nowMs - atMs));
            const line = say('alerts list.line', { tone, ago });
            // Already safe: facts were escaped when the alert was put into words.
            return `${line} ${say(text.key, text.facts)}`;
          }),
  }),
});

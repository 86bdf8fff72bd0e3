import { authorOf, choice, defineCommand, ok, layersOf } from '../../sdk/index.ts';
import { scopeOf } from './scope.ts';

const setting = 'core.mentionPrefix';

export const mentionprefix = defineCommand({
  name: 'mentionprefix',
  category: 'server',
  capability: 'settings.manage',
  where: 'space',
  args: { action: choice(['enable', 'disable', 'status']) },
  needs: ['settings'],
  async run({ args, settings, ...call }) {
    const { where } = call;
    const scope = scopeOf(where);
    if (!scope.ok) return scope;
    const on = settings.readBoolean(setting, layersOf(where));
    const wanted = args.action === 'status' ? on : args.action === 'enable';
    if (wanted === on) return ok({ on, changed: false });
    const value = wanted ? 'on' : 'off';
    const changed = await settings.write(setting, scope.value, value, authorOf(call));
    return changed.ok ? ok({ on: wanted, changed: true }) : changed;
  },
  show({ on, changed }, say) {
    const state = on ? 'on' : 'off';
    return changed
      ? { tone: 'success', say: say('mentionprefix.now', { state }) }
      : { tone: 'info', say: say('mentionprefix.is', { state }) };
  },
});

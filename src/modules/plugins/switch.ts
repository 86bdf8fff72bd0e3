import {
  authorOf,
  choice,
  defineCommand,
  layerMeant,
  ok,
  optional,
  placeOfLayer,
  scopeWords,
  switchModule,
} from '../../sdk/index.ts';
import { plugin, running } from './common.ts';

const scope = optional(
  choice<(typeof scopeWords)[number]>(scopeWords, {
    here: 'channel',
    server: 'space',
    everywhere: 'instance',
  }),
);

const switching = (name: 'enable' | 'disable') =>
  defineCommand({
    name: `plugins ${name}`,
    ...{ category: 'server', capability: 'settings.manage' },
    args: { plugin, scope },
    needs: ['extensions', 'settings', 'permissions'],
    async run({ args, ...call }) {
      const layer = layerMeant(args.scope, call);
      if (!layer.ok) return layer;
      const found = running(args.plugin, call);
      if (!found.ok) return found;
      const place = placeOfLayer(layer.value, call);
      const done = await switchModule(found.value.name, name === 'disable', {
        ...{ settings: call.settings, by: authorOf(call), scope: layer.value, place },
      });
      return done.ok
        ? ok({ plugin: found.value.name, changed: done.value === undefined ? 'no' : 'yes' })
        : done;
    },
    show: (facts, say) => ({ tone: 'success', say: say(`plugins ${name}.done`, facts) }),
  });

export const pluginsEnable = switching('enable');
export const pluginsDisable = switching('disable');

import { authorOf, defineCommand, ok, word } from '../../sdk/index.ts';
import { scopeOf } from './scope.ts';

export const setprefix = defineCommand({
  name: 'setprefix',
  aliases: ['prefix'],
  category: 'server',
  capability: 'settings.manage',
  where: 'space',
  args: { prefix: word({ example: '?', maxLength: 50 }) },
  needs: ['settings'],
  async run({ args, settings, ...call }) {
    const scope = scopeOf(call.where);
    if (!scope.ok) return scope;
    const changed = await settings.write('core.prefix', scope.value, args.prefix, authorOf(call));
    return changed.ok ? ok({ prefix: args.prefix }) : changed;
  },
  show: ({ prefix }, say) => ({ tone: 'success', say: say('setprefix.done', { prefix }) }),
});

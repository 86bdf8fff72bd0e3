import { authorOf, choice, defineCommand, ok } from '../../sdk/index.ts';
import { scopeOf } from './scope.ts';

export const language = defineCommand({
  name: 'setlanguage',
  aliases: ['language'],
  category: 'server',
  capability: 'settings.manage',
  where: 'space',
  args: { language: choice(['en', 'fr']) },
  needs: ['settings'],
  async run({ args, settings, ...call }) {
    const scope = scopeOf(call.where);
    if (!scope.ok) return scope;
    const changed = await settings.write(
      'core.language',
      scope.value,
      args.language,
      authorOf(call),
    );
    return changed.ok ? ok({ language: args.language }) : changed;
  },
  show: ({ language: chosen }, say) => ({
    tone: 'success',
    say: say('setlanguage.done', { language: chosen }),
  }),
});

import { defineCommand, ok, refuse, rest } from '../../sdk/index.ts';
import { pickWeighted, readOptions } from './options.ts';

export const pick = defineCommand({
  name: 'choose',
  aliases: ['pick'],
  category: 'basics',
  args: { options: rest({ example: 'tea | coffee' }) },
  needs: ['random'],
  run({ args, random }) {
    const { kept, removed } = readOptions(args.options);
    const picked = pickWeighted(kept, random);
    if (kept.length < 2 || !picked) return refuse('choose.too-few');
    return ok({ picked: picked.text, removed });
  },
  show: ({ picked, removed }, say) => ({
    say: say('choose.picked', { picked }),
    aside: removed > 0 && say('choose.removed', { removed }),
  }),
});

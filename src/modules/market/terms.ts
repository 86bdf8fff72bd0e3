import { defineCommand, ok } from '../../sdk/index.ts';
import { category } from './common.ts';

export const menu = defineCommand({
  name: 'market menu',
  aliases: ['market', 'mp', 'mkt', 'marketplace'],
  category,
  args: {},
  needs: ['market'],
  run: async ({ market, caller }) => ok({ accepted: await market.hasAccepted(caller.id) }),
  show: ({ accepted }, say, { prefix }) => ({
    tone: 'menu',
    title: say('market menu.title'),
    lines: [
      ...(accepted ? [] : [say('market.terms-first', { prefix })]),
      say('market menu.look', { prefix }),
      say('market menu.change', { prefix }),
    ],
  }),
});

export const terms = defineCommand({
  name: 'market terms',
  category,
  private: true,
  args: {},
  needs: ['market'],
  run: async ({ market, caller }) => ok({ accepted: await market.hasAccepted(caller.id) }),
  show: ({ accepted }, say, { prefix }) => ({
    tone: 'info',
    title: say('market terms.title'),
    lines: [
      say('market.terms'),
      accepted ? say('market terms.accepted') : say('market terms.how', { prefix }),
    ],
  }),
});

export const accept = defineCommand({
  name: 'market accept',
  category,
  private: true,
  args: {},
  needs: ['market'],
  async run({ market, caller }) {
    await market.accept(caller.id);
    return ok({});
  },
  show: (_, say, { prefix }) => ({ tone: 'success', say: say('market accept.done', { prefix }) }),
});

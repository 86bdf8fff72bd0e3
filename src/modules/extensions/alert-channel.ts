import { authorOf, channel, defineCommand, ok, optional, refuse } from '../../sdk/index.ts';
import { manage } from './look.ts';

export const alertChannel = defineCommand({
  ...{ category: 'operators', capability: manage, private: true },
  name: 'plugins alert',
  aliases: ['extensions alert', 'pr_alert_channel'],
  args: { channel: optional(channel()) },
  needs: ['settings'],
  async run({ args, settings, ...call }) {
    const { where } = call;
    const meant = args.channel ?? (where.space && { id: where.channel, name: where.name });
    if (!meant) return refuse('plugins alert.where');
    const set = await settings.write(
      'extensions.alertChannel',
      'instance',
      meant.id,
      authorOf(call),
    );
    return set.ok ? ok(meant.name) : set;
  },
  show: (place, say) => ({ tone: 'success', say: say('plugins alert.done', { place }) }),
});

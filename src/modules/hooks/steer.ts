import { authorOf, channel, defineCommand, ok, optional, refuse } from '../../sdk/index.ts';
import { hookId, hookLine } from './look.ts';

const common = { category: 'operators', capability: 'hooks.manage', private: true } as const;

export const hooksDisable = defineCommand({
  ...{ ...common, name: 'hooks disable', aliases: ['eh_disable'] },
  args: { hook: hookId },
  needs: ['hooks'],
  async run({ args, hooks, ...call }) {
    const disabled = await hooks.disable(args.hook, authorOf(call));
    return disabled.ok ? ok(args.hook) : disabled;
  },
  show: (hook, say) => ({ tone: 'success', say: say('hooks disable.done', { hook }) }),
});

export const hooksEnable = defineCommand({
  ...{ ...common, name: 'hooks enable', aliases: ['eh_enable'] },
  args: { hook: hookId },
  needs: ['hooks'],
  async run({ args, hooks, ...call }) {
    const enabled = await hooks.enable(args.hook, authorOf(call));
    return enabled.ok ? ok(args.hook) : enabled;
  },
  show: (hook, say) => ({ tone: 'success', say: say('hooks enable.done', { hook }) }),
});

export const hooksReset = defineCommand({
  ...{ ...common, name: 'hooks reset', aliases: ['eh_reset_circuit'] },
  args: { hook: hookId },
  needs: ['hooks', 'clock'],
  run({ args, hooks, clock }) {
    const reset = hooks.reset(args.hook);
    return reset.ok ? ok({ hook: reset.value, nowMs: clock.now() }) : reset;
  },
  show: ({ hook, nowMs }, say) => ({
    tone: 'success',
    say: say('hooks reset.done'),
    lines: [hookLine(hook, nowMs, say)],
  }),
});

export const hooksAlert = defineCommand({
  ...{ ...common, name: 'hooks alert', aliases: ['eh_alert_channel'] },
  args: { channel: optional(channel()) },
  needs: ['settings'],
  async run({ args, settings, ...call }) {
    const { where } = call;
    const meant = args.channel ?? (where.space && { id: where.channel, name: where.name });
    if (!meant) return refuse('hooks alert.where');
    const set = await settings.write('hooks.alertChannel', 'instance', meant.id, authorOf(call));
    return set.ok ? ok(meant.name) : set;
  },
  show: (place, say) => ({ tone: 'success', say: say('hooks alert.done', { place }) }),
});

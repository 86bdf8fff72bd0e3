import {
  type Action,
  type Call,
  type Ports,
  type Say,
  type Stage,
  actor,
  choice,
  confirmWithinMs,
  defineCommand,
  ok,
  optional,
  refuse,
  word,
} from '../../sdk/index.ts';
import { everywhere } from './reach.ts';

/** What the confirmation is for. */
const act = 'rate reset';

/** Where a reset is: it asks whether it is meant, it is done (for one or for all), or it was called off. */
type Reset =
  | { readonly state: 'asked'; readonly code: string }
  | { readonly state: 'done'; readonly who?: string }
  | { readonly state: 'called-off' };

export const rateReset = defineCommand({
  name: 'rate reset',
  aliases: ['rate_reset', 'ratereset'],
  category: 'operators',
  // What is counted about a person is counted for the whole instance: no one community may wipe it.
  capability: everywhere,
  private: true,
  args: {
    who: { ...optional(actor()), fits: (typed: string) => !/^all$/i.test(typed) },
    everyone: optional(choice(['all'])),
    code: optional(word({ example: 'k7f3xa' })),
  },
  needs: ['guard', 'confirmations'],
  run(call) {
    const { args, guard, caller, confirmations } = call;
    if (args.who) {
      guard.reset(args.who.id);
      return ok<Reset>({ state: 'done', who: args.who.name });
    }
    return args.code === undefined
      ? ok<Reset>({ state: 'asked', code: confirmations.ask(caller.id, act) })
      : resetAll(call, args.code);
  },
  show: shown,
  press: ({ control }, data, call) =>
    control === 'confirm' && data.state === 'asked'
      ? resetAll(call, data.code)
      : ok<Reset>({ state: 'called-off' }),
});

type Asked = Pick<Call<unknown>, 'caller'> & Pick<Ports, 'guard' | 'confirmations'>;

function resetAll({ caller, guard, confirmations }: Asked, code: string) {
  if (!confirmations.take(caller.id, act, code)) return refuse('rate reset.expired');
  guard.reset({ all: true });
  return ok<Reset>({ state: 'done' });
}

function shown(reset: Reset, say: Say, { controls, prefix }: Stage) {
  switch (reset.state) {
    case 'called-off':
      return { tone: 'info' as const, say: say('rate reset.called-off') };
    case 'done':
      return {
        tone: 'success' as const,
        say:
          reset.who === undefined
            ? say('rate reset.all-done')
            : say('rate reset.done', { who: reset.who }),
      };
    case 'asked':
      return {
        tone: 'warning' as const,
        say: say('rate reset.sure'),
        ...(controls
          ? { actions: [buttons(say)], footer: say('rate reset.within', { seconds }) }
          : { lines: [say('rate reset.repeat', { prefix, code: reset.code, seconds })] }),
      };
  }
}

const seconds = confirmWithinMs / 1000;

const buttons = (say: Say): readonly Action[] => [
  { kind: 'button', id: 'confirm', label: say('rate reset.confirm'), style: 'danger' },
  { kind: 'button', id: 'cancel', label: say('rate reset.cancel') },
];

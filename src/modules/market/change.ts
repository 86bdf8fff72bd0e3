import {
  type Held,
  type Say,
  authorOf,
  choice,
  defineCommand,
  ok,
  optional,
} from '../../sdk/index.ts';
import { category, id, manage, onTerms } from './common.ts';

const common = { category, capability: manage, private: true } as const;

type Act = 'install' | 'update' | 'enable' | 'rollback';

const done =
  (act: Act) =>
  (held: Held, say: Say, { prefix }: { readonly prefix: string }) =>
    ({
      tone: 'success',
      say: say(`market ${act}.done`, {
        ...{ id: held.id, prefix, staged: held.staged ?? '', enabled: held.enabled ?? '' },
        previous: held.previous ?? 'none',
      }),
    }) as const;

const changing = (act: Act) =>
  defineCommand({
    ...common,
    name: `market ${act}`,
    args: { id },
    needs: ['market'],
    run: (call) => onTerms(call, () => call.market[act](call.args.id.toLowerCase())),
    show: done(act),
  });

export const install = changing('install');
export const update = changing('update');
export const enable = changing('enable');
export const rollback = changing('rollback');

export const uninstall = defineCommand({
  ...common,
  name: 'market uninstall',
  args: { id, data: optional(choice(['--purge'], { purge: '--purge' })) },
  needs: ['market'],
  run: (call) =>
    onTerms(call, () =>
      call.market.uninstall(call.args.id.toLowerCase(), {
        by: authorOf(call),
        purge: call.args.data !== undefined,
      }),
    ),
  show: ({ id, kept, purged, neededBy }, say, { prefix }) => ({
    // On the command line a warning is a failure, and it is done.
    tone: 'success',
    say: say('market uninstall.done', { id }),
    lines: [
      say('market uninstall.data', { ...kept, id, prefix, purged: purged ? 'yes' : 'no' }),
      ...(neededBy.length === 0
        ? []
        : [say('market uninstall.needed', { id, names: neededBy.join(', ') })]),
    ],
  }),
});

export const refresh = defineCommand({
  ...common,
  name: 'market refresh',
  args: {},
  needs: ['market'],
  run: (call) => onTerms(call, () => call.market.refresh()),
  show: ({ offers, indexes }, say) => ({
    tone: indexes.some(({ problem }) => problem) ? 'warning' : 'success',
    title: say('market refresh.done', { count: offers.length }),
    lines: indexes.map(({ name, url, serial, problem }) =>
      problem
        ? say('market list.problem', { index: name ?? url, why: say(problem.key, problem.facts) })
        : say('market refresh.index', { index: name ?? url, serial: serial ?? 0 }),
    ),
  }),
});

export const installed = defineCommand({
  ...common,
  name: 'market installed',
  args: {},
  needs: ['market'],
  run: async ({ market }) => ok(await market.held()),
  show: (held, say) => ({
    tone: 'info',
    title: say('market installed.title', { count: held.length }),
    lines: held.map((one) =>
      say('market installed.line', {
        id: one.id,
        enabled: one.enabled ?? 'none',
        staged: one.staged ?? 'none',
        previous: one.previous ?? 'none',
      }),
    ),
  }),
});

export const deps = defineCommand({
  ...common,
  name: 'market deps',
  aliases: ['fixdeps', 'market fixdeps'],
  args: {},
  needs: ['market'],
  run: async ({ market }) => ok(await market.missing()),
  show: (missing, say) => ({
    tone: missing.length === 0 ? 'success' : 'warning',
    title: say('market deps.title', { count: missing.length }),
    lines: [
      ...missing.map(({ extension, what, kind, todo }) =>
        say('market deps.line', { extension, what, kind, todo }),
      ),
      ...(missing.length === 0 ? [] : [say('market deps.how')]),
    ],
  }),
});

export const instance = defineCommand({
  ...common,
  name: 'market id',
  aliases: ['myid', 'market myid'],
  args: {},
  needs: ['market'],
  run: async ({ market }) => ok({ id: await market.instanceId() }),
  show: (data, say) => ({ tone: 'info', say: say('market id.is', data) }),
});

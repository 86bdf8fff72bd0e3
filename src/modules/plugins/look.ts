import {
  type ExtensionView,
  defineCommand,
  integer,
  modulesOff,
  ok,
  optional,
} from '../../sdk/index.ts';
import { placeHere, plugin, running } from './common.ts';

const perPage = 10;
const common = { category: 'basics', needs: ['extensions', 'settings'] } as const;

/** `trouble`: what it needs is not met. */
const markOf = ({ needs, conflicts, problem }: ExtensionView, off: boolean) => {
  if (off) return 'off';
  const isTrouble = problem ?? [...needs, ...conflicts].some(({ state }) => state !== 'met');
  return isTrouble === false ? 'on' : 'trouble';
};

export const pluginsList = defineCommand({
  ...common,
  name: 'plugins list',
  aliases: ['plugins', 'pr_list'],
  args: { page: optional(integer({ min: 1, max: 99 })) },
  run({ args, extensions, settings, ...call }) {
    const off = new Set(settings.readList(modulesOff, placeHere(call)));
    const all = extensions.list().filter(({ now }) => now.state === 'running');
    const pages = Math.max(1, Math.ceil(all.length / perPage));
    const page = Math.min(args.page ?? 1, pages);
    const shown = all.slice((page - 1) * perPage, page * perPage);
    return ok({
      ...{ page, pages, count: all.length },
      entries: shown.map((one) => ({
        ...{ name: one.name, version: one.version, commands: one.commands.length },
        mark: markOf(one, off.has(one.name)),
      })),
    });
  },
  show: ({ page, pages, count, entries }, say, { prefix }) => ({
    title: say('plugins list.title', { count }),
    lines: entries.map((one) => say('plugins list.line', one)),
    ...(pages > 1 && { footer: say('plugins list.page', { page, pages, prefix }) }),
  }),
});

export const pluginsInfo = defineCommand({
  ...common,
  name: 'plugins info',
  aliases: ['pr_info'],
  args: { plugin },
  run({ args, settings, extensions, ...call }) {
    const found = running(args.plugin, { extensions });
    if (!found.ok) return found;
    const off = settings.readList(modulesOff, placeHere(call)).includes(found.value.name);
    return ok({ view: found.value, off });
  },
  show: ({ view, off }, say) => {
    const { name, version, commands, description, author = '', needs } = view;
    return {
      title: name,
      lines: [
        say('plugins list.line', {
          ...{ name, version },
          commands: commands.length,
          mark: markOf(view, off),
        }),
        ...(description === undefined ? [] : [say('plugins info.text', { text: description })]),
        ...(author === '' ? [] : [say('plugins info.author', { author })]),
        ...(commands.length === 0
          ? []
          : [say('plugins info.commands', { names: commands.join(', ') })]),
        ...(needs.length === 0
          ? []
          : [say('plugins info.needs', { names: needs.map((one) => one.name).join(', ') })]),
      ],
    };
  },
});

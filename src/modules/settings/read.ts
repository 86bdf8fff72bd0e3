import {
  type Misfit,
  defineCommand,
  escapeMarkup,
  ok,
  optional,
  refuse,
  rest,
  word,
} from '../../sdk/index.ts';
import { ownScopes, readingAt, seenBy, suggestedNames } from './where.ts';
import { scopeWords, valueWords } from './words.ts';

const view = { category: 'server', capability: 'settings.view' } as const;
export const nameArgument = word({ example: 'core.prefix', suggest: suggestedNames });

export const settingsList = defineCommand({
  ...view,
  name: 'settings list',
  private: true,
  args: { filter: optional(rest({ example: 'guard' })) },
  needs: ['settings'],
  run({ args: { filter }, settings, ...call }) {
    const place = readingAt(call);
    const all = [...settings.declared()].map(([name, setting]) => {
      const { value, from } = settings.held(name, place);
      const changed = setting.typed(value) !== setting.typed(setting.default);
      const text = `${name} ${setting.text}`.toLowerCase();
      return { name, value: setting.show(value), from, changed, text };
    });
    const words = filter?.toLowerCase().split(/\s+/) ?? [];
    const everything = words.length === 1 && (words[0] === 'all' || words[0] === '*');
    const found = all.filter(({ text, changed }) =>
      filter === undefined ? changed : everything || words.every((wanted) => text.includes(wanted)),
    );
    const modules = new Map<string, number>();
    for (const { name } of all) {
      const module = name.split('.')[0] ?? '';
      modules.set(module, (modules.get(module) ?? 0) + 1);
    }
    return ok({ found, all: all.length, filtered: filter !== undefined, modules: [...modules] });
  },
  show: ({ found, all, filtered, modules }, say) => ({
    tone: 'info',
    title: say(filtered ? 'settings list.found' : 'settings list.changed', {
      count: found.length,
      all,
    }),
    lines: found
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map(
        ({ name, value, from }) =>
          `**${escapeMarkup(name)}** = ${valueWords(value, say)}${from === 'default' ? '' : ` (${from === 'file' ? say('settings.file') : scopeWords(from, say)})`}`,
      ),
    footer: say('settings list.more', {
      modules: modules.map(([module, count]) => `${module} (${count})`).join(', '),
    }),
  }),
});

export const settingsGet = defineCommand({
  ...view,
  name: 'settings get',
  private: true,
  args: { name: nameArgument },
  needs: ['settings'],
  run({ args: { name }, settings, ...call }) {
    const setting = settings.declared().get(name);
    if (!setting) return refuse('settings.unknown', { name });
    const { value, from } = settings.held(name, readingAt(call));
    const layers = [...ownScopes(call), 'instance' as const].flatMap((scope) => {
      const set = settings.setAt(name, scope);
      return set === undefined ? [] : [{ scope, value: setting.show(set) }];
    });
    const { text, takes, restart = false } = setting;
    return ok({
      ...{ name, text, takes, restart, from, layers },
      ...{ value: setting.show(value), byDefault: setting.show(setting.default) },
    });
  },
  show: ({ name, text, takes, restart, from, layers, value, byDefault }, say) => ({
    tone: 'info',
    title: escapeMarkup(name),
    lines: [
      escapeMarkup(text),
      say('settings get.value', { from: from === 'file' || from === 'default' ? from : 'set' }) +
        ` ${valueWords(value, say)}`,
      ...layers.map((one) => `${scopeWords(one.scope, say)}: ${valueWords(one.value, say)}`),
      say('settings get.takes', { takes }),
      `${say('settings get.default')} ${valueWords(byDefault, say)}`,
      ...(restart ? [say('settings.restart')] : []),
    ],
  }),
});

export const settingsValidate = defineCommand({
  ...view,
  name: 'settings validate',
  private: true,
  args: {},
  needs: ['settingsDesk', 'permissions'],
  run({ settingsDesk, ...asker }) {
    const seen = seenBy(asker);
    return ok(
      settingsDesk
        .validate()
        .filter(({ scope }) => seen === undefined || seen.some((one) => one === scope)),
    );
  },
  show: (found: readonly Misfit[], say) =>
    found.length === 0
      ? { tone: 'success', say: say('settings validate.fine') }
      : {
          tone: 'warning',
          title: say('settings validate.title', { count: found.length }),
          lines: found.map(
            ({ name, scope, value, why, takes = '' }) =>
              `**${escapeMarkup(name)}** (${scopeWords(scope, say)}) = ${valueWords(value, say)}: ${say('settings validate.why', { why, takes })}`,
          ),
          footer: say('settings validate.kept'),
        },
});

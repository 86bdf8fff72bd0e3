/** What a guest declares, built again of our own parts: none of its code runs here. */
import { CastellanError } from '../../base/errors.ts';
import { ok } from '../../base/result.ts';
import type { Argument, Arguments } from '../../core/commands/arguments.ts';
import type { Setting, SettingValue } from '../../core/settings/kinds.ts';
import { setting } from '../../sdk/index.ts';
import { type Description, checked } from './check.ts';
import { z } from 'zod';

/** How help and platforms show the arguments. They are read by the guest, which asks us who and what is meant. */
export const argumentsOf = (
  args: Description['commands'][number]['args'],
  suggestFor: SuggestFor,
): Arguments =>
  Object.fromEntries(
    Object.entries(args).map(([name, one]) => [name, argumentOf(one, suggestFor(name))]),
  );

export type SuggestFor = (argument: string) => NonNullable<Argument<unknown>['suggest']>;

function argumentOf(
  said: Description['commands'][number]['args'][string],
  suggest: ReturnType<SuggestFor>,
): Argument<unknown> {
  const { kind, optional, example, choices, min, max, suggests, asked } = said;
  return {
    ...{ kind, optional, example, read: (typed) => ok(typed) },
    ...(asked && { asked }),
    ...(choices && { choices }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(suggests === true && { suggest }),
    ...(optional && { absent: () => undefined }),
  };
}

type Said = Description['settings'][string];

export function settingsOf({ settings, name: module }: Description): Record<string, Setting> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, said]) => {
      if (!name.startsWith(`${module}.`))
        throw new CastellanError('bad-input', `The setting "${name}" must begin with "${module}."`);
      if (said.ownRule === true && (said.kind === 'text' || said.kind === 'list'))
        throw new CastellanError(
          'bad-input',
          `The setting "${name}" has a pattern of its own, which only trusted extensions can have: \`extensions trust ${module}\``,
        );
      const built = settingOf(said);
      if (!built.accepts(said.default))
        throw new CastellanError(
          'bad-input',
          `The setting "${name}" does not take its own default`,
        );
      return [name, built];
    }),
  );
}

function settingOf(said: Said): Setting {
  const { text, restart, min, max, maxLength, maxItems, options = [] } = said;
  const common = <Shape extends z.ZodType>(shape: Shape) => ({
    ...{ text, default: checked(shape, said.default, 'a default') },
    ...(restart !== undefined && { restart }),
  });
  const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const makers: Readonly<Record<Said['kind'], () => Setting>> = {
    integer: () => widened(setting.integer({ ...common(z.number()), ...range })),
    duration: () =>
      widened(
        setting.duration({
          ...common(z.number()),
          ...(min !== undefined && { minMs: min }),
          ...(max !== undefined && { maxMs: max }),
        }),
      ),
    text: () =>
      widened(
        setting.text({ ...common(z.string()), ...(maxLength !== undefined && { maxLength }) }),
      ),
    boolean: () => widened(setting.boolean(common(z.boolean()))),
    choice: () => widened(setting.choice({ ...common(z.string()), options })),
    list: () =>
      widened(
        setting.list({
          ...common(z.array(z.string())),
          ...(maxItems !== undefined && { maxItems }),
        }),
      ),
    channel: () => widened(setting.channel(common(z.string()))),
    role: () => widened(setting.role(common(z.string()))),
    secret: () => widened(setting.secret({ text })),
  };
  return makers[said.kind]();
}

/** A setting of one kind of value as a setting of any: `accepts` keeps the others out. */
const widened = <Value extends SettingValue>(one: Setting<Value>): Setting => ({
  ...one,
  show: (value) => (one.accepts(value) ? one.show(value) : ''),
  typed: (value) => (one.accepts(value) ? one.typed(value) : ''),
  accepts: (value): value is SettingValue => one.accepts(value),
});

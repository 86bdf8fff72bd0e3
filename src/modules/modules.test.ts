import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { coreTexts } from '../core/core-texts.ts';
import { languages } from '../core/texts/texts.ts';
import type { Command, Module } from '../sdk/index.ts';
import { builtIn, echo } from './index.ts';

const modules: readonly Module[] = [...builtIn, echo];
const allTexts = [coreTexts, ...modules.flatMap(({ texts }) => texts ?? [])];
const english = new Set(allTexts.flatMap(({ en }) => Object.keys(en)));

describe.each(languages)('the words in %s', (language) => {
  const words = allTexts.flatMap((texts) => Object.entries(texts[language]));

  test.each(words)('%s is a message that can be said', (_key, text) => {
    expect(
      () => new IntlMessageFormat(text, language, undefined, { ignoreTag: true }),
    ).not.toThrow();
  });
});

const commands: readonly Command[] = modules.flatMap((module) => module.commands ?? []);

describe.each(commands)('the command $name', (command) => {
  test('is explained, with each of its arguments and its category', () => {
    const keys = [
      `${command.name}.about`,
      `category.${command.category}`,
      ...Object.keys(command.args).map((argument) => `${command.name}.arg.${argument}`),
    ];

    expect(keys.filter((key) => !english.has(key))).toEqual([]);
  });

  test('asks only for capabilities that a module declares', () => {
    const declared = modules.flatMap((module) => module.capabilities ?? []).map(({ name }) => name);

    expect([...declared, undefined]).toContain(command.capability);
  });
});

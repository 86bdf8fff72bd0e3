import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A data folder with a folder of extensions, and a pen for it. */
export function extensionFolder() {
  const data = mkdtempSync(join(tmpdir(), 'castellan-extensions-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const folder = join(data, 'extensions');
  mkdirSync(folder);
  return {
    data,
    folder,
    write(file: string, text: string): void {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    /** As if the owner had said so: these run in the bot's own process. */
    trust(...names: readonly string[]): void {
      const trusted = Object.fromEntries(names.map((name) => [name, { trusted: true }]));
      writeFileSync(join(data, 'extensions-allowed.json'), JSON.stringify(trusted));
    },
    remove: (file: string): void => rmSync(join(folder, file), { recursive: true }),
  };
}

/** An extension with one command that answers with a text. */
export const answering = (
  name: string,
  answer: string,
  { header = '', version = '1.0.0', more = '' } = {},
): string => `${header}
import { defineCommand, defineModule, defineTexts, ok } from 'castellan/sdk';
${more}
const text: string = ${JSON.stringify(answer)};

export const extension = defineModule({
  name: '${name}',
  version: '${version}',
  commands: [
    defineCommand({
      name: '${name}',
      category: 'basics',
      args: {},
      run: () => ok(text),
      show: (said) => said,
    }),
  ],
  texts: defineTexts({
    en: { '${name}.about': 'Says ${answer}.' },
    fr: { '${name}.about': 'Dit ${answer}.' },
  }),
});
`;

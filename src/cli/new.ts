import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { extensionsFolder } from '../app/extensions-folder.ts';
import { systemRandom } from '../base/random.ts';
import { CastellanError } from '../base/errors.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

/** `castellan new …`: something to begin with, which works as it is. */
export function registerNew(program: Command): void {
  const group = program.command('new').description('make something to begin with: an extension');
  withConfigFlags(
    group
      .command('extension')
      .description('a package with a command, a setting, a table and a test that passes')
      .argument('<name>', 'what it is called: letters, digits and dashes'),
  ).action(failing(newExtension));
}

const templates = new URL('../../templates/extension/', import.meta.url);
const exampleName = 'example-notes';

async function newExtension(given: string, flags: ConfigFlags): Promise<void> {
  const name = nameFrom(given);
  const folder = extensionsFolder(configured(flags));
  const place = join(folder, name);
  if (existsSync(place))
    throw new CastellanError('bad-input', `${place} is there already. Choose another name.`);
  // A Castellan that watches the folder must not find half of it.
  const draft = join(folder, `.${name}.${systemRandom.token(4)}`);
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    for (const file of await readdir(templates))
      await writeFile(join(draft, file), textOf(file).replaceAll(exampleName, name));
    await writeFile(join(draft, 'tsconfig.json'), `${JSON.stringify(tsconfig(), null, 2)}\n`);
    await rename(draft, place);
  } catch (failure) {
    await rm(draft, { recursive: true, force: true });
    throw failure;
  }
  process.stdout.write(
    [
      `${relative('.', place)} is made. What to do next:`,
      `  castellan extensions test ${name}   runs its tests`,
      `  castellan extensions              shows it, once Castellan runs (it is loaded by itself)`,
      `  !${name} add buy bread            on any channel`,
      '',
    ].join('\n'),
  );
}

function nameFrom(given: string): string {
  const name = given
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (/^[a-z][a-z0-9-]{0,20}$/.test(name)) return name;
  throw new CastellanError(
    'bad-input',
    `"${given}" cannot name an extension. Take a letter, then up to 20 letters, digits and dashes: karma, my-notes.`,
  );
}

const textOf = (file: string): string => readFileSync(new URL(file, templates), 'utf8');

/** The types of Node, where they are installed with this program. */
function nodeTypes() {
  const folder = fileURLToPath(new URL('../../node_modules/@types', import.meta.url));
  return existsSync(join(folder, 'node')) ? { typeRoots: [folder], types: ['node'] } : {};
}

/** For the editor alone: where the types of the SDK are. Castellan itself does not read it. */
function tsconfig() {
  const typed = import.meta.url.endsWith('.ts') ? 'index.ts' : 'index.d.ts';
  const door = (name: string): string[] => [
    fileURLToPath(new URL(`../${name}/${typed}`, import.meta.url)),
  ];
  return {
    compilerOptions: {
      ...{ target: 'es2024', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true },
      ...{ allowImportingTsExtensions: true, noUncheckedIndexedAccess: true },
      lib: ['es2024', 'esnext.disposable'],
      ...nodeTypes(),
      paths: { 'castellan/sdk': door('sdk'), 'castellan/testing': door('testing') },
    },
  };
}

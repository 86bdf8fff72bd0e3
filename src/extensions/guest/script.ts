import { builtinModules } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { type Bundle, bundled } from '../bundle.ts';
import type { GuestScript } from './process.ts';

const here = import.meta.dirname;
const ending = extname(import.meta.filename);
const inside = (name: string): string => join(here, 'inside', `${name}${ending}`);

/**
 * Everything that a guest runs as one script: what its context lacks, the SDK, its own files and the packages that it depends
 * on. What needs Node is refused here already, with the place of the import.
 */
export async function guestScript(entry: string, label: string): Promise<Bundle & GuestScript> {
  const contents = [
    `import ${JSON.stringify(inside('globals'))};`,
    `import * as extension from ${JSON.stringify(entry)};`,
    `import { inhabit } from ${JSON.stringify(inside('inhabit'))};`,
    'inhabit(extension);',
  ].join('\n');
  const own = await bundled(dirname(entry), label, {
    ...{ stdin: { contents, resolveDir: here }, format: 'iife', platform: 'neutral' },
    ...{
      packages: 'bundle',
      mainFields: ['browser', 'module', 'main'],
      conditions: ['browser', 'import', 'default'],
    },
    define: meta,
    plugins: [withoutNode(label)],
  });
  cage ??= bundled(here, 'cage', {
    ...{ entryPoints: [join(here, `cage${ending}`)], format: 'esm' },
    define: {},
  }).then(({ code }) => code);
  return { ...own, fileName: `castellan-extension:${label}`, cage: await cage };
}

/** The same for every guest. */
let cage: Promise<string> | undefined;

const meta = {
  'import.meta.url': '"castellan-guest:///"',
  'import.meta.filename': '"guest"',
  'import.meta.dirname': '""',
};

const ofNode = new Set(builtinModules);

const withoutNode = (label: string): Plugin => ({
  name: 'castellan-guest',
  setup(build) {
    build.onResolve({ filter: /^castellan\/sdk$/ }, () => ({
      path: join(here, '..', '..', 'sdk', `index${ending}`),
    }));
    build.onResolve({ filter: /^castellan\/testing$/ }, () => ({
      errors: [{ text: '"castellan/testing" is for tests and not there when it runs' }],
    }));
    build.onResolve({ filter: /^[a-z]/ }, ({ path }) =>
      path.startsWith('node:') || ofNode.has(path.split('/')[0] ?? '')
        ? {
            errors: [
              {
                text: `A guest cannot use "${path}": it has neither files nor network nor processes but through its ports. Only trusted extensions can, run \`extensions trust ${label}\``,
              },
            ],
          }
        : undefined,
    );
  },
});

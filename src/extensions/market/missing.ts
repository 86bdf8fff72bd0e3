import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ExtensionView } from '../../core/extensions/extensions.ts';
import type { Missing } from '../../core/market/market.ts';

const shape = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });
/** What Node and esbuild say of a package that is not there; names with a path below them are the package's. */
const notFound =
  /(?:Cannot find (?:module|package)|Could not resolve) ["']((?:@[\w.-]+\/)?[\w-][\w.-]*)["'/]/;

interface Around {
  /** Where packages are installed for extensions. */
  readonly home: string;
  /** Whether a market offers it. */
  readonly isOffered: (id: string) => boolean;
}

/** What extensions ask for and have not, each once. Brings nothing: what it is should be read first. */
export function missingOf(
  extensions: readonly ExtensionView[],
  around: Around,
): readonly Missing[] {
  return extensions
    .filter(({ origin }) => origin !== 'built-in' && origin !== 'given')
    .flatMap((one) => [...packagesOf(one, around), ...extensionsOf(one, around)]);
}

function packagesOf({ name, place, problem }: ExtensionView, { home }: Around): readonly Missing[] {
  const wanted = place === undefined ? [] : declaredIn(place);
  const said = notFound.exec(`${problem?.message ?? ''} ${problem?.cause ?? ''}`)?.[1];
  const failed = said === undefined ? [] : [said];
  return [...new Set([...wanted, ...failed])]
    .filter((one) => one !== 'castellan' && place !== undefined && !isInstalled(one, place))
    .map((what) => ({
      ...{ extension: name, what, kind: 'package' },
      todo: `npm install --prefix ${home} ${what}`,
    }));
}

function extensionsOf({ name, needs }: ExtensionView, { isOffered }: Around): readonly Missing[] {
  return needs
    .filter(({ state }) => state === 'missing')
    .map((link) => ({
      ...{ extension: name, what: link.name, kind: 'extension' },
      todo: isOffered(link.name) ? `market install ${link.name}` : `load ${link.name}`,
    }));
}

/** The npm packages that its package.json names. */
function declaredIn(place: string): readonly string[] {
  try {
    const read = shape.parse(JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')));
    return Object.keys(read.dependencies);
  } catch {
    // A single file, or a manifest that is told of elsewhere.
    return [];
  }
}

function isInstalled(name: string, from: string): boolean {
  if (existsSync(join(from, 'node_modules', name))) return true;
  return dirname(from) !== from && isInstalled(name, dirname(from));
}

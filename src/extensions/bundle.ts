import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { BuildFailure, BuildOptions } from 'esbuild';
import { CastellanError } from '../base/errors.ts';
import type { ExtensionProblem } from '../core/extensions/extensions.ts';

/** An extension's own files as one script, and the way back to its sources. */
export interface Bundle {
  readonly code: string;
  /** What its frames are called in stacks. */
  readonly fileName: string;
  /** Where a place of the script comes from, relative to the extension's folder. */
  readonly origin: (line: number, column: number) => Origin | undefined;
}

/** A place in an extension's own sources. */
interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A source that cannot be made into a script. */
export class BundleError extends CastellanError {
  readonly problem: Omit<ExtensionProblem, 'atMs'>;

  constructor(problem: Omit<ExtensionProblem, 'atMs'>) {
    super('bad-input', problem.message);
    this.problem = problem;
  }
}

const options: BuildOptions = {
  ...{ bundle: true, write: false, format: 'cjs', platform: 'node', target: 'node22' },
  // What it depends on stays outside, and is shared with everybody: the SDK above all.
  ...{ packages: 'external', sourcemap: 'external', sourcesContent: false, logLevel: 'silent' },
  // Its own tsconfig.json is for editors, and may lead imports elsewhere.
  tsconfigRaw: '{}',
  // `import()` becomes `require`, which the extension is given.
  supported: { 'dynamic-import': false },
  define: {
    'import.meta.url': 'castellanMeta.url',
    'import.meta.filename': 'castellanMeta.filename',
    'import.meta.dirname': 'castellanMeta.dirname',
  },
};

let inWork = 0;

/**
 * Makes one script of an extension's own files. So that a version that is replaced can be forgotten: what Node itself
 * imports stays in its memory for ever (docs/decisions/082). Throws a BundleError.
 */
export const bundle = (entry: string, label: string): Promise<Bundle> =>
  bundled(dirname(entry), label, { entryPoints: [entry] });

/** Makes one script in another manner than the usual one. Throws a BundleError. */
export async function bundled(
  folder: string,
  label: string,
  manner: BuildOptions,
): Promise<Bundle> {
  const { build, stop } = await import('esbuild');
  inWork += 1;
  try {
    const outfile = join(folder, 'castellan-bundle.cjs');
    const { outputFiles = [] } = await build({
      ...options,
      ...{ outfile, absWorkingDir: folder, ...manner },
    });
    const map = new SourceMap(mapIn(textOf(outputFiles, '.map')));
    const fileName = `castellan-extension:${label}`;
    return { code: textOf(outputFiles, '.cjs'), fileName, origin: originIn(map) };
  } catch (failure) {
    throw isBuildFailure(failure) ? new BundleError(problemIn(failure)) : failure;
  } finally {
    inWork -= 1;
    // Its process would stay, and extensions change seldom.
    if (inWork === 0) await stop();
  }
}

const textOf = (files: readonly { path: string; text: string }[], ending: string): string =>
  files.find(({ path }) => path.endsWith(ending))?.text ?? '';

const originIn =
  (map: SourceMap): Bundle['origin'] =>
  (line, column) => {
    const found = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in found)) return undefined;
    const { originalSource: file, originalLine, originalColumn } = found;
    return { file, line: originalLine + 1, column: originalColumn + 1 };
  };

/** Written by esbuild a moment ago. */
function mapIn(text: string): SourceMapPayload {
  const map: unknown = JSON.parse(text);
  if (isMap(map)) return map;
  throw new TypeError('esbuild wrote no source map');
}

const isMap = (value: unknown): value is SourceMapPayload =>
  typeof value === 'object' && value !== null && 'mappings' in value;

const isBuildFailure = (failure: unknown): failure is BuildFailure =>
  failure instanceof Error && 'errors' in failure && Array.isArray(failure.errors);

/** A plugin's error stands for what it says. */
function problemIn({ errors }: BuildFailure): Omit<ExtensionProblem, 'atMs'> {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const message = `${first?.text ?? 'It could not be read'}${more}`;
  const place = first?.location;
  if (!place) return { message };
  const file = relative('.', place.file);
  return { message, file, line: place.line, column: place.column + 1 };
}

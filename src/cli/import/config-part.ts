import { dirname, join, relative } from 'node:path';
import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { replaceFile, textOfConfig } from '../../app/config-switch.ts';
import { configShape } from '../../app/config-schema.ts';
import { configPath, parseConfig } from '../../app/config.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Found } from '../../core/imports/imports.ts';
import { fileLine } from '../../imports/index.ts';
import type { ConfigFlags } from '../configured.ts';
import { readSecrets } from '../init/secrets-file.ts';

type InFile = Extract<Found, { kind: 'file' }>;

/** What an import would change in castellan.yaml, in words, and how to do it. */
export interface ConfigPart {
  /** As people read it: seen from where they are. */
  readonly path: string;
  readonly changes: readonly string[];
  /** What somebody has written there otherwise. */
  readonly conflicts: readonly string[];
  /** The file as it would be is whole and right. */
  write(): void;
}

const defaults: unknown = configShape.parse({});

/** Plans the changes of castellan.yaml. What stands there and is no default was meant so, and stays unless it is overwritten. */
export function planConfigPart(
  found: readonly Found[],
  { config: file }: ConfigFlags,
  overwrite: boolean,
): ConfigPart {
  const path = configPath({ file, folder: process.cwd(), environment: process.env });
  const document = parseDocument(textOfConfig(path));
  const { contents } = document;
  if (document.errors.length > 0 || (contents !== null && !isMap(contents)))
    throw new CastellanError(
      'bad-config',
      `${path} is not right, so nothing can be changed in it. "castellan doctor" says what is wrong.`,
    );
  const changes: string[] = [];
  const conflicts: string[] = [];
  for (const one of found.filter((each) => each.kind === 'file')) {
    const state = place(document, one, overwrite);
    if (state === 'change') changes.push(`${one.from}: ${fileLine(one.path, one.value)}`);
    if (state === 'conflict') conflicts.push(conflictLine(document, one));
  }
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  if (changes.length > 0)
    parseConfig(text, { ...readSecrets(join(dirname(path), '.env')), ...process.env }, path);
  const shown = relative(process.cwd(), path);
  return {
    ...{ path: shown.startsWith('..') ? path : shown, changes, conflicts },
    write: () => replaceFile(path, text),
  };
}

function place(
  document: Document.Parsed,
  { path, value, add }: InFile,
  overwrite: boolean,
): 'same' | 'change' | 'conflict' {
  const [there, usual] = [plain(document, path), defaultAt(path)];
  if (add === true) return addTo(document, path, value);
  if ((there ?? usual) === value) return 'same';
  if (there !== undefined && there !== usual && !overwrite) return 'conflict';
  document.setIn(path, value);
  return 'change';
}

function addTo(
  document: Document.Parsed,
  path: readonly string[],
  value: InFile['value'],
): 'same' | 'change' {
  const list = plain(document, path);
  if (Array.isArray(list) && list.includes(value)) return 'same';
  if (isSeq(document.getIn(path))) document.addIn(path, value);
  else document.setIn(path, [value]);
  return 'change';
}

/** The value at a place of the file; undefined where there is none. */
function plain(document: Document.Parsed, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined,
    document.toJS(),
  );
}

const defaultAt = (path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined,
    defaults,
  );

const conflictLine = (document: Document.Parsed, { from, path, value }: InFile): string =>
  `${from}: ${path.join('.')} is ${String(plain(document, path))} in castellan.yaml, ${String(value)} there`;

import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, parse as parsePath, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { CastellanError } from '../../base/errors.ts';
import type { Draft } from './draft.ts';

/** What happens to a file that is there: the connection is added to it, or a new file stands beside it. */
export type Placing = 'add' | 'beside';

/** A configuration that is not written yet. */
export interface Plan {
  readonly path: string;
  readonly text: string;
  readonly placing: 'new' | Placing;
}

const schemaFile = fileURLToPath(new URL('../../../castellan.schema.json', import.meta.url));

/** Where an editor finds the schema, relative where it lies near. */
function schemaFor(path: string): string {
  const way = relative(dirname(path), schemaFile);
  return way.startsWith('..') ? schemaFile : `./${way}`;
}

const template = (path: string): string => `# yaml-language-server: $schema=${schemaFor(path)}
#
# Castellan's configuration. Every key can also be set by the environment, for example
# CASTELLAN_DASHBOARD__PORT=8080. Secrets stand in .env beside this file, as \${NAME} here.
# "castellan doctor" says whether it is right.

# The folder that holds everything: database and logs.
data: ./data

# The networks to be on. "castellan init" adds more.
connections: []

# What stands before commands, unless a channel or server has its own.
prefix: "!"

# Who may do everything, for example ["irc:libera:account:ann", "discord:1234"].
owners: []

# Where the dashboard listens. To open it to others, put a proxy with TLS before it.
dashboard:
  host: 127.0.0.1
  port: 7070

log:
  level: info # debug, info, warn or error
`;

/** What would be written for this connection. Throws \`bad-config\` when it cannot be added to what is there. */
export function planFile(path: string, draft: Draft, placing: Placing): Plan {
  if (!existsSync(path)) return { path, text: withDraft(template(path), draft), placing: 'new' };
  const text = readFileSync(path, 'utf8');
  if (placing === 'add') return { path, text: withDraft(text, draft), placing };
  const { dir, name, ext } = parsePath(path);
  const beside = freePath((count) => join(dir, `${name}.new${count}${ext}`));
  return { path: beside, text: withDraft(mendable(text) ? text : template(path), draft), placing };
}

function freePath(named: (count: string) => string): string {
  for (let count = 1; ; count += 1) {
    const path = named(count === 1 ? '' : `-${count}`);
    if (!existsSync(path)) return path;
  }
}

const mendable = (text: string): boolean => {
  const document = parseDocument(text);
  return document.errors.length === 0 && (document.contents === null || isMap(document.contents));
};

/** Adds the connection and the owners; comments and order stay. */
function withDraft(text: string, { entry, owners }: Draft): string {
  if (!mendable(text))
    throw new CastellanError(
      'bad-config',
      'The configuration that is there is not right, so nothing can be added to it. "castellan doctor" says what is wrong.',
    );
  const document: Document = parseDocument(text);
  append(document, 'connections', [entry]);
  append(document, 'owners', owners);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function append(document: Document, key: string, values: readonly unknown[]): void {
  if (values.length === 0) return;
  const list = document.get(key, true);
  if (!isSeq(list)) {
    document.set(key, document.createNode(values));
    return;
  }
  // Brackets hold no entries of several lines.
  if (list.items.length === 0) list.flow = key === 'owners';
  const known = new Set(list.items.map((item) => (isScalar(item) ? item.value : item)));
  for (const value of values) if (!known.has(value)) list.add(document.createNode(value));
}

/** Writes what was planned, whole or not at all. Never over a file that was not to be added to. */
export function writePlan({ path, text, placing }: Plan): void {
  if (placing !== 'add') {
    writeFileSync(path, text, { flag: 'wx' });
    return;
  }
  const half = `${path}.new-${process.pid}`;
  writeFileSync(half, text, { flag: 'wx', mode: statSync(path).mode & 0o777 });
  renameSync(half, path);
}

/** The ids that are taken in a file. */
export function idsIn(path: string): ReadonlySet<string> {
  const own = ['console', 'sandbox-irc', 'sandbox-discord'];
  if (!existsSync(path)) return new Set(own);
  const list = parseDocument(readFileSync(path, 'utf8')).get('connections', true);
  const ids = isSeq(list)
    ? list.items.flatMap((item) => (isMap(item) ? [String(item.get('id'))] : []))
    : [];
  return new Set([...own, ...ids]);
}

import {
  type Document,
  LineCounter,
  type Node,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import { ConfigError, type Place } from './config-problem.ts';
import { type Plain, isPlain } from './config-values.ts';

/** The configuration's file as it was read, before anything is checked. */
export interface ConfigDocument {
  readonly value: Plain;
  /** The line of the nearest thing in the file on the way to this place. */
  lineOf(path: Place): number | undefined;
}

/** What the YAML library's codes mean. Its own sentences may quote the file, and with it a secret. */
const words: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'a name with * stands for something else and takes nothing of its own',
  BAD_ALIAS: 'a text that begins with * must be put in quotes',
  BAD_COLLECTION_TYPE: 'a text that begins with ! must be put in quotes',
  BAD_DQ_ESCAPE: 'there is a backslash in double quotes that means nothing; use single quotes',
  BAD_INDENT: 'the line is not indented as its neighbours are, or a bracket is not closed',
  BAD_SCALAR_START: 'a text that begins with @, ` or % must be put in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'two "key: value" stand on one line; put the value in quotes or on its own line',
  BLOCK_IN_FLOW: 'between brackets there can be no indented list',
  DUPLICATE_KEY: 'the key is there twice',
  MISSING_CHAR: 'a quote, a bracket, a comma or the space after a colon is missing',
  MULTILINE_IMPLICIT_KEY:
    'a colon is missing after a key, or a text over several lines is not quoted',
  MULTIPLE_DOCS: 'there is a second document after "---"; only one can be',
  TAB_AS_INDENT: 'lines are indented with spaces, not with tabs',
  TAG_RESOLVE_FAILED: 'a text that begins with ! must be put in quotes',
  UNEXPECTED_TOKEN: 'there is something that cannot stand here',
};

/** Reads the text of a configuration. Throws ConfigError when it is not YAML. */
export function readDocument(text: string, place: string): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings, ...emptyAliases(document)];
  if (faults.length > 0) {
    throw new ConfigError(
      place,
      faults.map(({ code, pos }) => ({
        ...notYaml(words[code] ?? 'it cannot be read'),
        line: lines.linePos(pos[0]).line,
      })),
    );
  }
  return {
    value: plainValue(() => document.toJS(), place),
    lineOf: (path) => lineIn(document.contents, lines, path),
  };
}

/** Names with * that stand for nothing: mostly passwords that were not put in quotes. */
function emptyAliases(document: Document.Parsed): readonly { code: string; pos: [number] }[] {
  const found: { code: string; pos: [number] }[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) === undefined)
        found.push({ code: 'BAD_ALIAS', pos: [alias.range?.[0] ?? 0] });
    },
  });
  return found;
}

const notYaml = (why: string) => ({
  path: '',
  message: `This is not YAML: ${why}.`,
  example: 'prefix: "!"',
});

function plainValue(read: () => unknown, place: string): Plain {
  try {
    const value = read() ?? {};
    if (isPlain(value)) return value;
  } catch {
    // Too many aliases: a small file that would fill the memory.
    throw new ConfigError(place, [notYaml('names with & and * stand for too much')]);
  }
  throw new ConfigError(place, [notYaml('only texts, numbers, lists and keys can stand in it')]);
}

function lineIn(contents: Node | null, lines: LineCounter, path: Place): number | undefined {
  let node: unknown = contents;
  let line: number | undefined;
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === undefined) break;
    line = lines.linePos(next.offset).line;
    node = next.node;
  }
  return line;
}

function stepInto(
  node: unknown,
  step: string | number,
): { node: unknown; offset: number } | undefined {
  if (isSeq<Node>(node)) {
    const item = node.items[Number(step)];
    return item?.range ? { node: item, offset: item.range[0] } : undefined;
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (isScalar(key) && String(key.value) === String(step) && key.range)
      return { node: value, offset: key.range[0] };
  }
  return undefined;
}

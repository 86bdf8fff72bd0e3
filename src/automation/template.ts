import { Context, type Emitter, Liquid, type Template, toValueSync } from 'liquidjs';
import { messageOf } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import { type Result, ok, refuse } from '../base/result.ts';
import { escapeMarkup } from '../core/markup.ts';

/** What a template can name: texts, numbers, lists and objects of them. */
export type TemplateValue =
  string | number | boolean | readonly TemplateValue[] | { readonly [name: string]: TemplateValue };
export type TemplateValues = Readonly<Record<string, TemplateValue>>;

export const longestTemplate = 1500;
/** Discord takes 2,000 characters; escapes need some room. */
export const longestOutput = 1800;

/** A template may take this long at most, whatever is in it. */
const renderWithinMs = 50;
/** How many characters and list items may come to be on the way. */
const mostMade = 50_000;
const mostCompiled = 500;

/** What is left of Liquid: nothing that reads files, tells the time, takes chances of its own, or writes without escaping. */
const tags: ReadonlySet<string> = new Set([
  ...['assign', 'break', 'case', 'comment', 'continue', 'for', 'if', 'unless'],
]);
const filters: ReadonlySet<string> = new Set([
  ...['abs', 'append', 'at_least', 'at_most', 'capitalize', 'ceil', 'compact', 'concat'],
  ...['default', 'divided_by', 'downcase', 'first', 'floor', 'join', 'last', 'lstrip', 'minus'],
  ...['modulo', 'plus', 'prepend', 'remove', 'remove_first', 'replace', 'replace_first'],
  ...['reverse', 'round', 'rstrip', 'size', 'slice', 'sort', 'split', 'strip', 'times'],
  ...['truncate', 'truncatewords', 'uniq', 'upcase'],
]);

/** Ends a rendering that says too much. */
class TooLong extends Error {}

/** Writes down what a template says, and no more than fits. */
class BoundedEmitter implements Emitter {
  buffer = '';

  write(piece: unknown): void {
    if (typeof piece === 'string' || typeof piece === 'number') this.buffer += String(piece);
    if (this.buffer.length > longestOutput) throw new TooLong('The text is too long');
  }
}

/**
 * Templates in Liquid, for texts that people write: values are put in, escaped, and nothing can be reached but what is
 * given. Rendering is bounded in time, memory and length.
 */
export class Templates {
  readonly #engine: Liquid;
  readonly #compiled = new Map<string, Template[]>();

  constructor(random: Pick<Random, 'pick'>) {
    this.#engine = narrowed(random);
  }

  /** Refuses with what is wrong, in a word of Liquid's, and names that there are not. */
  check(source: string, known: ReadonlySet<string>): Result<void> {
    if (source.length > longestTemplate)
      return refuse('automation.template.source-long', { most: longestTemplate });
    try {
      const used = this.#engine.globalVariablesSync(this.#engine.parse(source));
      const strange = used.find((name) => !known.has(name));
      return strange === undefined
        ? ok(undefined)
        : refuse('automation.template.name', { name: strange, names: [...known].join(', ') });
    } catch (failure) {
      return refuse('automation.template.bad', { why: shortly(failure) });
    }
  }

  /** The text, in card markup. Refuses where a limit is met or a filter cannot work with what it got. */
  render(source: string, values: TemplateValues): Result<string> {
    try {
      const { options, renderer } = this.#engine;
      const context = new Context({ ...values }, options, { sync: true, ownPropertyOnly: true });
      const emitter = new BoundedEmitter();
      toValueSync(renderer.renderTemplates(this.#templatesOf(source), context, emitter));
      return ok(emitter.buffer.trim());
    } catch (failure) {
      if (isTooLong(failure)) return refuse('automation.template.long', { most: longestOutput });
      return refuse('automation.template.bad', { why: shortly(failure) });
    }
  }

  #templatesOf(source: string): Template[] {
    const known = this.#compiled.get(source);
    if (known) return known;
    const templates = this.#engine.parse(source);
    if (this.#compiled.size >= mostCompiled) this.#compiled.clear();
    this.#compiled.set(source, templates);
    return templates;
  }
}

/** Liquid without what it does not need here. */
function narrowed(random: Pick<Random, 'pick'>): Liquid {
  const engine = new Liquid({
    ...{ strictFilters: true, ownPropertyOnly: true, cache: false, templates: {} },
    ...{ parseLimit: longestTemplate, renderLimit: renderWithinMs, memoryLimit: mostMade },
    outputEscape: shown,
  });
  for (const name of Object.keys(engine.tags))
    if (!tags.has(name)) Reflect.deleteProperty(engine.tags, name);
  for (const name of Object.keys(engine.filters))
    if (!filters.has(name)) Reflect.deleteProperty(engine.filters, name);
  // "a | b | c" or a list: one of them, by chance.
  engine.registerFilter('pick', (value: unknown) => {
    const choices: readonly unknown[] = Array.isArray(value)
      ? value
      : String(value)
          .split('|')
          .map((one) => one.trim());
    return choices.length === 0 ? '' : random.pick(choices);
  });
  return engine;
}

/** A value as it stands in a text: it formats nothing and calls nobody. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(shown).join(' ');
  if (typeof value === 'object')
    return shown(Object.hasOwn(value, 'name') ? Reflect.get(value, 'name') : '');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? withoutCalls(escapeMarkup(String(value)))
    : '';
}

/** Everyone, those who are here, and roles are called by what the author of a template wrote himself, or not at all. */
const withoutCalls = (text: string): string =>
  text.replace(/@(?=everyone|here)|<@(?=&)/g, (sign) => `${sign}\u200b`);

const isTooLong = (failure: unknown): boolean =>
  failure instanceof TooLong ||
  (failure instanceof Error &&
    'originalError' in failure &&
    failure.originalError instanceof TooLong);

/** The first line, without where in the file: there is no file. */
const shortly = (failure: unknown): string =>
  messageOf(failure)
    .split('\n', 1)[0]
    ?.replace(/, line:.*$/, '')
    .slice(0, 200) ?? '';

import type { core, output, ZodType } from 'zod';
import { badFields, type FieldProblem } from './api-error.ts';

/** Reads a body by its schema, or refuses it in Discord's words (50035, field by field). */
export function decode<Schema extends ZodType>(schema: Schema, body: unknown): output<Schema> {
  const read = schema.safeParse(body ?? {}, { reportInput: true });
  if (read.success) return read.data;
  throw badFields(read.error.issues.flatMap(problemsOf));
}

function problemsOf(issue: core.$ZodIssue): readonly FieldProblem[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [closest] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
    return (closest ?? []).map((inner) => ({
      ...wordsFor(inner),
      path: [...issue.path, ...inner.path],
    }));
  }
  return [{ ...wordsFor(issue), path: issue.path }];
}

/** The branch that got furthest into the value is the one that was meant. */
const depth = (issues: readonly core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map(({ path }) => path.length));

function wordsFor(issue: core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue);
    case 'too_big':
      return outOfRange(issue.origin, `${issue.maximum} or fewer`, Number(issue.maximum), 'MAX');
    case 'too_small':
      return outOfRange(issue.origin, `${issue.minimum} or more`, Number(issue.minimum), 'MIN');
    case 'invalid_value':
      return {
        code: 'BASE_TYPE_CHOICES',
        message: `Value must be one of {${issue.values.map(String).join(', ')}}.`,
      };
    case 'invalid_format':
      return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
    case 'custom':
      return { code: codeOf(issue.params), message: issue.message };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}

function wrongType(issue: core.$ZodIssueInvalidType): { code: string; message: string } {
  if (issue.input === undefined || issue.input === null)
    return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  if (issue.expected === 'array')
    return { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
  if (issue.expected === 'object' || issue.expected === 'record')
    return { code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' };
  if (issue.expected === 'number' || issue.expected === 'int')
    return { code: 'NUMBER_TYPE_COERCE', message: `Value "${display(issue.input)}" is not int.` };
  return {
    code: `${issue.expected.toUpperCase()}_TYPE_CONVERT`,
    message: `Could not interpret "${display(issue.input)}" as ${issue.expected}.`,
  };
}

const display = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 50);

function outOfRange(
  origin: string,
  words: string,
  bound: number,
  side: 'MAX' | 'MIN',
): { code: string; message: string } {
  if (origin === 'string' || origin === 'array')
    return {
      code: side === 'MIN' ? 'BASE_TYPE_MIN_LENGTH' : 'BASE_TYPE_MAX_LENGTH',
      message: `Must be ${words} in length.`,
    };
  const relation = side === 'MAX' ? 'less' : 'greater';
  return {
    code: `NUMBER_TYPE_${side}`,
    message: `int value should be ${relation} than or equal to ${bound}.`,
  };
}

function codeOf(params: unknown): string {
  const code = typeof params === 'object' && params !== null && 'code' in params ? params.code : '';
  return typeof code === 'string' && code !== '' ? code : 'BASE_TYPE_INVALID';
}

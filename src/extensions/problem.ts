import { messageOf } from '../base/errors.ts';
import type { ExtensionProblem } from '../core/extensions/extensions.ts';
import { type Bundle, BundleError } from './bundle.ts';

/** What went wrong, with the place in the extension's own sources where that can be told. */
export function problemOf(failure: unknown, atMs: number, bundle?: Bundle): ExtensionProblem {
  if (failure instanceof BundleError) return { ...failure.problem, atMs };
  const cause = failure instanceof Error ? failure.cause : undefined;
  return {
    ...{ message: messageOf(failure), atMs },
    ...(bundle && placeIn(failure, bundle)),
    ...(cause !== undefined && cause !== null && { cause: messageOf(cause) }),
  };
}

/** The innermost frame of a stack that lies in the extension's own files. */
function placeIn(failure: unknown, { fileName, origin }: Bundle) {
  const stack = failure instanceof Error ? (failure.stack ?? '') : '';
  for (const frame of stack.split(fileName).slice(1)) {
    const [, line, column] = /^:(\d+):(\d+)/.exec(frame) ?? [];
    const found = line === undefined ? undefined : origin(Number(line), Number(column));
    if (found && !found.file.startsWith('..')) return found;
  }
  return undefined;
}

/** `index.ts:3:7: Unexpected "}"` */
export function inWords({ message, file, line, column, cause }: ExtensionProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const why = cause === undefined ? '' : ` (${cause})`;
  return `${place === '' ? '' : `${place}: `}${message}${why}`;
}

import { type Stats, constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { type Result, ok, refuse } from '../base/result.ts';

const mebibyte = 1024 * 1024;

/** No program of those that are read keeps a text file near this size. */
const longestTextBytes = 16 * mebibyte;

export type What = 'file' | 'folder';

/** What is at a path. Refuses for what is neither: a device or a pipe could be read for ever. */
export async function whatIs(path: string): Promise<Result<What>> {
  const found = await statOf(path);
  if (!found.ok) return found;
  if (found.value.isDirectory()) return ok('folder');
  return found.value.isFile() ? ok('file') : refuse('import.not-a-file', { path });
}

async function statOf(path: string): Promise<Result<Stats>> {
  try {
    return ok(await stat(path));
  } catch (failure) {
    return unreadable(path, failure);
  }
}

/** The size of a file that is there; undefined when there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const found = await statOf(path);
  return found.ok && found.value.isFile() ? found.value.size : undefined;
}

/** The folders in a folder, by name. Links are not followed. */
export async function foldersIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The text of a file in UTF-8. Refuses for what is too large, no plain file, or in another encoding. */
export async function textAt(path: string): Promise<Result<string>> {
  try {
    // Not waiting for a pipe to be written to.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (!found.isFile()) return refuse('import.not-a-file', { path });
      if (found.size > longestTextBytes)
        return refuse('import.too-large', { path, mebibytes: longestTextBytes / mebibyte });
      return textIn(await file.readFile(), path);
    } finally {
      await file.close();
    }
  } catch (failure) {
    return unreadable(path, failure);
  }
}

/** The text that bytes are, without a mark at its beginning. */
export function textIn(bytes: Uint8Array, path: string): Result<string> {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return refuse('import.not-text', { path, seen: 'UTF-16' });
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? refuse('import.not-text', { path, seen: 'binary' }) : ok(text);
  } catch {
    return refuse('import.not-text', { path, seen: 'other' });
  }
}

/** What the operating system says of a file, in our words. */
export function unreadable(path: string, failure: unknown): Refused {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('import.no-file', { path });
  if (code === 'EACCES' || code === 'EPERM') return refuse('import.not-allowed', { path });
  if (code === 'EISDIR') return refuse('import.not-a-file', { path });
  return refuse('import.unreadable', { path, code: code === '' ? 'unknown' : code });
}

type Refused = ReturnType<typeof refuse>;

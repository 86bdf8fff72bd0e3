import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An extension's own files are few; beyond this something else lies there. */
const mostFiles = 5000;

/** What all files of a place hold, as one word: it changes when one of them does, comes or goes. */
export function fingerprint(place: string): string {
  const hash = createHash('sha256');
  for (const file of filesIn(place).slice(0, mostFiles)) {
    hash.update(file);
    try {
      hash.update(readFileSync(file));
    } catch {
      // It went while we looked; the next look tells.
      hash.update('\0gone');
    }
  }
  return hash.digest('base64url');
}

/** Every file of an extension, without what it depends on and what tools keep for themselves. */
function filesIn(place: string): readonly string[] {
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [place];
  return entriesOf(place).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(place, entry.name)) : [join(place, entry.name)],
  );
}

/** Every folder of an extension, itself first. */
export function foldersIn(place: string): readonly string[] {
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [];
  const inner = entriesOf(place).filter((entry) => entry.isDirectory());
  return [place, ...inner.flatMap(({ name }) => foldersIn(join(place, name)))];
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

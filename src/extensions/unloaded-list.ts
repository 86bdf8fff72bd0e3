import type { Log } from '../base/log.ts';
import { messageOf } from '../base/errors.ts';
import type { JsonFiles } from '../core/files/json-files.ts';
import type { Json } from '../core/values/values.ts';

/** Which extensions operators have taken out, kept in a file so that a restart does not bring them back. */
export interface UnloadedList {
  readonly names: ReadonlySet<string>;
  add(name: string): Promise<void>;
  drop(name: string): Promise<void>;
}

export async function openUnloadedList(
  path: string,
  files: JsonFiles,
  log: Log,
): Promise<UnloadedList> {
  const names = new Set<string>();
  try {
    for (const name of namesIn(await files.read(path))) names.add(name);
  } catch (failure) {
    // Better that one runs too many than that none does; the file stays as it is.
    log.error({ problem: messageOf(failure) }, 'The list of unloaded extensions cannot be read');
  }
  const change = async (act: (kept: Set<string>) => void): Promise<void> => {
    await files.update(path, (before) => {
      const kept = new Set(namesIn(before));
      act(kept);
      return { unloaded: [...kept].sort() };
    });
    act(names);
  };
  return {
    names,
    add: (name) => change((kept) => kept.add(name)),
    drop: (name) => (names.has(name) ? change((kept) => kept.delete(name)) : Promise.resolve()),
  };
}

function namesIn(json: Json | undefined): readonly string[] {
  const list: unknown = Reflect.get(Object(json), 'unloaded');
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonFiles } from '../core/files/json-files.ts';
import type { KeptData } from '../core/market/market.ts';
import { readScope } from '../core/settings/scope.ts';
import type { Author, Settings } from '../core/settings/settings.ts';
import type { PartStore } from '../core/values/part-store.ts';
import { moduleDataStore } from '../core/values/module-data-store.ts';
import type { Database } from '../storage/index.ts';

/** What extensions keep, counted and removed whether they are loaded or not. */
export interface ExtensionData {
  count(name: string): Promise<KeptData>;
  /** What is set of its settings goes back; only while it is loaded are they known. */
  resetSettings(name: string, by: Author): Promise<void>;
  purge(name: string): Promise<void>;
}

interface Parts {
  readonly database: Database;
  readonly kept: PartStore;
  readonly settings: Settings;
  readonly files: JsonFiles;
  /** Holds a folder for each module. */
  readonly folder: string;
}

export function extensionData({ database, kept, settings, files, folder }: Parts): ExtensionData {
  const store = moduleDataStore(database, () => kept.all());
  const setOf = (name: string) =>
    settings.stored().filter((one) => one.name.startsWith(`${name}.`));
  const filesOf = (name: string): readonly string[] => {
    const own = join(folder, name);
    if (!existsSync(own)) return [];
    return readdirSync(own, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name));
  };
  return {
    async count(name) {
      const { values, rows } = await store.count(name);
      return { values, rows, files: filesOf(name).length, settings: setOf(name).length };
    },
    async resetSettings(name, by) {
      const wishes = setOf(name).flatMap((one) => {
        const scope = settings.declared().has(one.name) ? readScope(one.scope) : undefined;
        return scope === undefined ? [] : [{ name: one.name, scope }];
      });
      for (const { name: of, scope } of wishes) await settings.reset(of, scope, by);
    },
    async purge(name) {
      await store.purge(name);
      // One by one: whoever remembers files forgets these.
      for (const path of filesOf(name)) await files.remove(path);
      await rm(join(folder, name), { recursive: true, force: true });
    },
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { CastellanError } from '../base/errors.ts';
import { partsOfChannel } from '../base/ids.ts';
import type { OwnPorts, Ports, Speak } from '../core/commands/ports.ts';
import { withoutCommands } from '../core/commands/views.ts';
import type { ExtensionLogLine } from '../core/extensions/extensions.ts';
import { disk } from '../core/files/disk.ts';
import { filesIn } from '../core/files/files.ts';
import { type JsonFiles, jsonFiles } from '../core/files/json-files.ts';
import type { TextBook } from '../core/texts/texts.ts';
import { type WebDesk, webDesk } from '../core/web/desk.ts';
import { webTexts } from '../core/web/web-texts.ts';
import { testStorage } from '../core/files/self-test.ts';
import type { PersonalHook } from '../core/privacy/privacy.ts';
import { privacyStore } from '../core/privacy/privacy-store.ts';
import { tablesOf } from '../core/tables/rows-store.ts';
import { type PartStore, partStore } from '../core/values/part-store.ts';
import { valuesOf } from '../core/values/values.ts';
import { valueStore } from '../core/values/store.ts';
import {
  type Loader,
  type ModuleHost,
  moduleHost,
  openConsents,
  openKeptLog,
  openLoader,
  watchFolders,
} from '../extensions/index.ts';
import { builtIn, echo } from '../modules/index.ts';
import type { Database } from '../storage/index.ts';
import { bringUpToDate } from './database.ts';
import { extensionData } from './extension-data.ts';
import { removeHalfWritten } from './half-written.ts';
import { extensionsFolder } from './extensions-folder.ts';
import { openOwnMarket } from './market.ts';
import type { Registries, Surroundings } from './registries.ts';

/** The modules that run, and the ports that have to do with them. */
export interface Hosting {
  readonly host: ModuleHost;
  /** What modules show and answer on the web. */
  readonly web: WebDesk;
  readonly ports: Pick<Ports, 'speak' | 'storage' | 'extensions' | 'market' | keyof OwnPorts>;
  /** What extensions keep of people in their tables, whether they are loaded or not. */
  readonly personal: PersonalHook;
  /** Starts the modules, then the extensions, once all ports are there. */
  begin(ports: Ports): Promise<void>;
}

/** Registers the built-in modules, and makes everything ready for the others. */
export async function openHosting(
  surroundings: Surroundings,
  database: Database,
  registries: Registries,
): Promise<Hosting> {
  const { config, clock, random, log, life, modules = [], onlyOneCommand = false } = surroundings;
  const files = jsonFiles({ disk, clock, random });
  const values = valueStore(database);
  const kept = partStore(database);
  const own = (module: string, moduleLog = log): OwnPorts => ({
    log: moduleLog,
    values: valuesOf(module, values, clock),
    tables: tablesOf(module, database),
    files: filesIn(join(config.data, 'files', module), files, disk),
  });
  const { ports, catalogue, jobs, hooks, metrics } = registries;
  const { texts, settings, permissions } = ports;
  const web = openWeb(texts, { clock, log });
  // Before the modules: what they say while they end is kept, too.
  const lines = await extensionLines(surroundings, files);
  const host = moduleHost({
    ...{ catalogue, texts, settings, permissions, jobs, hooks, metrics, web, clock, log, own },
    life: life.child('modules'),
    migrate: async (part) => {
      await bringUpToDate(database, config, clock.now(), [part]);
      await kept.put(part);
    },
  });
  for (const module of [...builtIn, ...(config.bench ? [echo] : []), ...modules]) host.add(module);
  const loader = await openExtensions(surroundings, registries, { host, files, lines });
  const market = await openOwnMarket(surroundings, {
    ...{ files, extensions: loader, tables: own('market').tables },
    data: extensionData({ database, kept, settings, files, folder: join(config.data, 'files') }),
  });
  return {
    ...{ host, web },
    personal: personalTables(database, kept),
    ports: {
      ...own('castellan'),
      speak: speakOn(registries),
      ...{ extensions: loader, market },
      storage: storageDesk(surroundings, files),
    },
    async begin(all) {
      await host.open(all);
      if (onlyOneCommand) return;
      await loader.start();
      if (config.extensions.watch) watchExtensions(surroundings, loader);
    },
  };
}

const storageDesk = (
  { config, clock, random }: Surroundings,
  files: JsonFiles,
): Ports['storage'] => ({
  stats: () => files.stats(),
  tidy: () => removeHalfWritten(config.data, clock),
  test: () => testStorage({ disk, clock, random, folder: join(config.data, 'files') }),
});
function openWeb(texts: TextBook, parts: Pick<Surroundings, 'clock' | 'log'>): WebDesk {
  texts.add(webTexts);
  return webDesk({ ...parts, say: texts.in('en') });
}

interface Kept {
  readonly files: JsonFiles;
  readonly lines: (name: string) => readonly ExtensionLogLine[];
}

async function extensionLines(
  { config, clock, log, life, logTap }: Surroundings,
  files: JsonFiles,
): Promise<Kept['lines']> {
  const folder = filesIn(join(config.data, 'extension-logs'), files, disk);
  const lines = await openKeptLog({ files: folder, clock, log, life: life.child('extension-log') });
  if (logTap) life.own(logTap.follow('info', (line) => lines.take(line)));
  return (name) => lines.of(name);
}

async function openExtensions(
  surroundings: Surroundings,
  { ports }: Registries,
  { host, files, lines }: Pick<Hosting, 'host'> & Kept,
): Promise<Loader> {
  const { config, clock, log, product } = surroundings;
  const { packages, blacklist, auto_load: autoLoad, trusted } = config.extensions;
  const isOn = (rule: string): boolean => ports.settings.readBoolean(`extensions.${rule}`, {});
  return openLoader({
    ...{ host, files, blacklist, autoLoad, clock, log, alerts: ports.alerts },
    places: {
      folder: extensionsFolder(config),
      packages,
      homes: [config.data, process.cwd()],
    },
    consents: await openConsents(join(config.data, 'extensions-allowed.json'), files, log),
    ...{ trusted, realClock: systemClock, lines },
    listPath: join(config.data, 'extensions.json'),
    product: product.version,
    builtIn: new Set([...builtIn, echo].map(({ name }) => name)),
    enforcement: () => ({
      dependencies: isOn('enforceDependencies'),
      conflicts: isOn('enforceConflicts'),
    }),
  });
}

function watchExtensions(surroundings: Surroundings, loader: Loader): void {
  const { clock, log, life } = surroundings;
  const folder = extensionsFolder(surroundings.config);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  watchFolders({
    ...{ clock, log, life: life.child('extension-watch'), look: () => loader.look() },
    folders: () => [folder, ...packageFolders(loader)],
  });
}

const packageFolders = (loader: Loader): readonly string[] =>
  loader
    .list()
    .flatMap(({ origin, place }) => (origin === 'package' && place !== undefined ? [place] : []));

function personalTables(database: Database, kept: PartStore): PersonalHook {
  const store = async () => privacyStore(database, await kept.all());
  return {
    name: 'extensions',
    tell: async ({ actor }) => (await store()).rowsOf(actor),
    erase: async ({ actor, pseudonym }) => (await store()).erase(actor, pseudonym),
    everybody: async () => (await store()).everybody(),
  };
}

const speakOn =
  ({ board }: Registries): Speak =>
  (where, card) => {
    const { connection } = partsOfChannel(where);
    const platform = board.platform(connection);
    if (platform)
      return platform.say(where, typeof card === 'string' ? { say: card } : withoutCommands(card));
    return Promise.reject(
      new CastellanError('not-available', `There is no connection "${connection}" to speak on`),
    );
  };

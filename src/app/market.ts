import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { JsonFiles } from '../core/files/json-files.ts';
import { marketLicences } from '../core/market/licence-table.ts';
import type { MarketDesk } from '../core/market/market.ts';
import type { Tables } from '../core/tables/rows-store.ts';
import { marketRecords, openMarket, openShelf } from '../extensions/market/index.ts';
import type { Loader } from '../extensions/index.ts';
import type { ExtensionData } from './extension-data.ts';
import { extensionsFolder } from './extensions-folder.ts';
import type { Surroundings } from './registries.ts';

interface Parts {
  readonly files: JsonFiles;
  /** Of the module `market`. */
  readonly tables: Tables;
  readonly extensions: Loader;
  readonly data: ExtensionData;
}

/** The market, over the indexes that the configuration names. */
export function openOwnMarket(
  { config, clock, random, log, product }: Surroundings,
  { files, tables, extensions, data }: Parts,
): Promise<MarketDesk> {
  const own = join(config.data, 'market');
  return openMarket({
    ...{ extensions, data, clock, log, product: product.version, indexes: config.market.indexes },
    records: marketRecords(join(own, 'market.json'), files, random),
    shelf: openShelf({ own, extensions: extensionsFolder(config) }),
    licences: licencesIn(tables, clock),
    packagesHome: config.data,
  });
}

function licencesIn(tables: Tables, clock: Clock): Pick<MarketDesk, 'hasAccepted' | 'accept'> {
  const rows = tables.of(marketLicences);
  return {
    hasAccepted: async (person) => (await rows.find({ person })) !== undefined,
    accept: (person) => rows.put({ person, acceptedAtMs: clock.now() }),
  };
}

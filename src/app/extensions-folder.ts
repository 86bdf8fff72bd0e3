import { join } from 'node:path';
import type { Config } from './config-schema.ts';

/** Where extensions lie, unless the configuration says otherwise. */
export const extensionsFolder = ({ data, extensions }: Config): string =>
  extensions.folder ?? join(data, 'extensions');

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../app/config.ts';
import type { Config } from '../app/config-schema.ts';

export interface ConfigFlags {
  readonly config?: string;
  readonly data?: string;
}

/** The flags that every subcommand with a configuration takes. */
export const withConfigFlags = (command: Command): Command =>
  command
    .option('-c, --config <file>', 'the configuration (castellan.yaml where it is not given)')
    .option('-d, --data <folder>', 'the data folder, instead of the one in the configuration');

/** Reads the configuration as the flags and the environment say. */
export function configured({ config: file, data }: ConfigFlags): Config {
  const { config } = loadConfig({ file, folder: process.cwd(), environment: process.env });
  return data === undefined ? config : { ...config, data: resolve(data) };
}

// Writes castellan.schema.json, from which editors know the configuration.
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/app/config-schema.ts';

export const schemaText = (): string => `${JSON.stringify(configJsonSchema(), null, 2)}\n`;

export const writeSchema = (): void => writeFileSync('castellan.schema.json', schemaText());

if (import.meta.main) writeSchema();

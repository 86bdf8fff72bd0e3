import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const productName = 'Castellan';

/** From package.json, which stands beside `src/` and beside `dist/`. */
export function productVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const version: unknown = Reflect.get(Object(JSON.parse(text)), 'version');
  return typeof version === 'string' ? version : '0.0.0';
}

/** The built page. */
export const pageFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

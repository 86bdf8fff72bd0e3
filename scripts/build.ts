// `npm run build`: plain JavaScript in dist/, the page in web/dist, the JSON Schema of the configuration.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { buildPageIfStale } from './page.ts';
import { writeSchema } from './schema.ts';

rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
writeSchema();
buildPageIfStale();

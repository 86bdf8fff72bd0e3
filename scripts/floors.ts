// `npm run floors`: checks every import against floors.mjs; fails too when files were passed over in silence.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const { status, stdout } = spawnSync(
  'depcruise',
  ['src', 'web/src', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
  { encoding: 'utf8' },
);
process.stdout.write(stdout);
if (status !== 0) process.exit(1);

// A checker that cannot read TypeScript cruises nothing and is content.
const cruised = Number(/\((\d+) modules/.exec(stdout)?.[1] ?? 0);
const files = globSync(['src/**/*.ts', 'web/src/**/*.{ts,tsx}']).length;
if (cruised < files) {
  console.error(`Only ${cruised} of ${files} files were looked at.`);
  process.exit(1);
}

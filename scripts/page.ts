// Builds the dashboard's page when it is missing or older than what it is made of.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'web/dist/.made-of';
const inputs = [
  'web/src/**/*',
  'web/*.{ts,json,html,css}',
  'src/dashboard/*wire.ts',
  'package-lock.json',
];

function fingerprint(): string {
  const hash = createHash('sha256');
  const files = globSync(inputs, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

export function buildPageIfStale(): void {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the page (once, and after changes to it) …');
  const { status, stdout, stderr } = spawnSync('vite', ['build', 'web', '--logLevel', 'warn'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The page could not be built:\n${stdout}\n${stderr}`);
  writeFileSync(stamp, wanted);
}

if (import.meta.main) buildPageIfStale();

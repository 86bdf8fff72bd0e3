#!/usr/bin/env node
// Plain JavaScript for any Node, so that an old one gets a sentence and not a syntax error
// (better-sqlite3 would end Node 20 with a segmentation fault).
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Castellan needs Node 22.18 or newer; this is ${process.versions.node}.\n` +
      'In a checkout "npm start" and "npx castellan …" bring their own; elsewhere get one from https://nodejs.org.',
  );
  process.exit(1);
}

// While everything is being loaded much stays alive, and the young generation would grow to 64 MiB and stay there.
// Afterwards it may grow again, which only a heavy load makes it do.
v8.setFlagsFromString('--semi-space-growth-factor=1');
setTimeout(() => v8.setFlagsFromString('--semi-space-growth-factor=2'), 3000).unref();

// What was compiled (and, in a checkout, stripped of its types) is kept for the next start, which takes half the time.
// Where that folder cannot be written, everything is compiled each time.
module.enableCompileCache(
  process.env.NODE_COMPILE_CACHE ||
    fileURLToPath(new URL('../node_modules/.cache/castellan', import.meta.url)),
);

// A checkout runs its sources as they are; a published package has only what was built.
const source = new URL('../src/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/main.js', import.meta.url).href);

#!/usr/bin/env node
// better-sqlite3 ends an older Node with a segmentation fault, so the version is looked at before anything is loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Castellan needs Node 22.18 or newer; this is ${process.versions.node}. ` +
      'In a checkout "npm start" brings its own Node; elsewhere install a newer one from https://nodejs.org.\n',
  );
  process.exit(1);
}
const { main } = await import('./cli/main.ts');
await main(process.argv);
export {};

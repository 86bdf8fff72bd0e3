// The floors of the house, lowest first. A folder of src/ imports only from floors below its own.
// Read by the import checker (.dependency-cruiser.mjs) and by the floors test; ARCHITECTURE.md tells it in words.

/** @type {ReadonlyArray<ReadonlyArray<string>>} */
export const floors = [
  ['base'],
  ['storage'],
  ['core'],
  [
    'guard',
    'replay',
    'automation',
    'moderation',
    'backups',
    'imports',
    'snapshots',
    'hooks',
    'cluster',
    'assistant',
    'platforms/discord',
    'platforms/irc',
  ],
  ['sdk'],
  ['modules', 'extensions'],
  ['dashboard', 'console'],
  ['app'],
  ['cli', 'testing'],
];

/** Same-floor imports that are allowed: importer → imported. */
export const sameFloor = { automation: ['moderation'], moderation: ['guard'], replay: ['guard'] };

/** The sandbox stands apart: it may import these, and only these may import it. */
export const sandbox = { mayImport: ['base'], importedBy: ['testing', 'app', 'cli'] };

/** Files allowed to speak SQL (with Kysely's types or drivers). */
export const sqlAllowed = [
  '^src/storage/',
  '/store\\.ts$',
  '/tables\\.ts$',
  '-store\\.ts$',
  '-tables\\.ts$',
];

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildIndex, newKey, signingKey } from '../../src/extensions/market/index.ts';

export function writeIn(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The files of an extension that does nothing. */
export const idle = (id: string, version: string, more: object = {}) => ({
  [`${id}/package.json`]: JSON.stringify({
    ...{ name: `castellan-${id}`, version, description: `What ${id} does.`, license: 'MIT' },
    author: 'ann',
    castellan: { entry: 'index.ts', ...more },
  }),
  [`${id}/index.ts`]: [
    "import { defineModule } from 'castellan/sdk';",
    `export const extension = defineModule({ name: '${id}', version: '${version}' });`,
    '',
  ].join('\n'),
});

/** For pictures: extensions in a data folder, one of them with a slip, and an index beside it. Returns what the environment must say. */
export async function sampleMarket(data: string): Promise<NodeJS.ProcessEnv> {
  const [sources, out] = [join(data, 'market-sources'), join(data, 'market-index')];
  writeIn(join(data, 'extensions'), {
    ...idle('ranks', '1.4.0'),
    ...idle('karma', '2.1.0', { dependencies: { ranks: '^1.2' } }),
    ...idle('evening-board', '1.0.0', { dependencies: { karma: '^2.0', polls: '^1.0' } }),
    ...idle('welcome-desk', '0.9.0', {
      powers: {
        ...{ events: ['member-joined'], actions: ['speak'], hosts: ['api.example.org'] },
        storage: '5MB',
      },
    }),
    'quotes.ts': '/* castellan { "version": "0.3.0" } */\n\nexport const = 3;\n',
  });
  const market = (title: string, status: string, category: string) => ({
    market: { title, status, category },
  });
  writeIn(sources, {
    ...idle('trivia', '2.0.0', market('Trivia evenings', 'working', 'games')),
    ...idle('weather', '0.4.0', {
      ...market('Weather', 'beta', 'tools'),
      powers: { hosts: ['api.example.org'] },
    }),
    ...idle('old-games', '1.0.0', market('Old games', 'broken', 'games')),
    ...idle('polls', '1.2.0', market('Polls', 'working', 'tools')),
  });
  const { pem, publicKey } = newKey();
  const key = signingKey(pem);
  await buildIndex(sources, 'The town market', { out, key, nowMs: Date.now(), days: 90 });
  return { CASTELLAN_MARKET__INDEXES: JSON.stringify([{ url: out, key: publicKey }]) };
}

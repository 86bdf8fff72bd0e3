import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { manualClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { systemRandom } from '../../src/base/random.ts';
import { type Result, ok, refuse } from '../../src/base/result.ts';
import type { ExtensionDesk, ExtensionView } from '../../src/core/extensions/extensions.ts';
import { disk } from '../../src/core/files/disk.ts';
import { jsonFiles } from '../../src/core/files/json-files.ts';
import {
  buildIndex,
  marketRecords,
  newKey,
  openMarket,
  openShelf,
  signingKey,
} from '../../src/extensions/market/index.ts';
import { writeIn } from './market-sources.ts';

/** A folder that is gone with the test. */
export function scratch(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `castellan-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A web server on this machine over a folder; `answers` says what is answered instead at a path. */
export async function indexServer(folder: string) {
  const answers = new Map<string, RequestListener>();
  const asked: { path: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const other = answers.get(path);
    if (other) return other(request, response);
    const file = join(folder, path);
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, answers, asked };
}

/** Loads by reading which version lies there; one whose manifest says `fails` does not load. */
function paperDesk(folder: string): ExtensionDesk & {
  readonly running: Map<string, string>;
  look(): Promise<void>;
} {
  const running = new Map<string, string>();
  const view = (name: string): ExtensionView => ({
    ...{ name, version: running.get(name) ?? '', origin: 'folder', place: join(folder, name) },
    ...{ now: { state: 'running', sinceMs: 0, tookMs: 1 }, commands: [], needs: [], conflicts: [] },
  });
  const load = (name: string): Promise<Result<ExtensionView>> => {
    const path = join(folder, name, 'package.json');
    if (!existsSync(path)) return Promise.resolve(refuse('extensions.unknown', { name }));
    const text = readFileSync(path, 'utf8');
    if (text.includes('"fails":true'))
      return Promise.resolve(refuse('extensions.failed', { name, problem: 'index.ts:1:1' }));
    if (text.includes('"asks":true')) return Promise.resolve(refuse('extensions.asks', { name }));
    running.set(name, (JSON.parse(text) as { version: string }).version);
    return Promise.resolve(ok(view(name)));
  };
  return {
    ...{ running, load, reload: load },
    list: () => [...running.keys()].map(view),
    find: (name) => (running.has(name) ? view(name) : undefined),
    log: () => [],
    unload(name) {
      const gone = view(name);
      return Promise.resolve(
        running.delete(name) ? ok(gone) : refuse('extensions.unknown', { name }),
      );
    },
    decide: (name) => Promise.resolve(ok(view(name))),
    look: () => Promise.resolve(),
    enforcement: () => ({ dependencies: true, conflicts: true }),
  };
}

/** What extensions keep is looked at elsewhere, on a real database. */
const paperData = {
  count: () => Promise.resolve({ rows: 0, values: 0, files: 0, settings: 0 }),
  resetSettings: () => Promise.resolve(),
  purge: () => Promise.resolve(),
};

/** Whoever keeps an index, and a Castellan that trusts him. */
export async function marketBench() {
  const [sources, out, data] = [scratch('sources'), scratch('index'), scratch('data')];
  const clock = manualClock();
  const made = newKey();
  const key = signingKey(made.pem);
  const server = await indexServer(out);
  const extensions = join(data, 'extensions');
  const desk = paperDesk(extensions);
  const accepted = new Set<string>();
  const open = (place: { key?: string; private?: boolean; url?: string } = {}) =>
    openMarket({
      indexes: [
        { url: `${server.origin}/index.json`, key: made.publicKey, private: true, ...place },
      ],
      records: marketRecords(
        join(data, 'market', 'market.json'),
        jsonFiles({ disk, clock, random: systemRandom }),
        systemRandom,
      ),
      shelf: openShelf({ own: join(data, 'market'), extensions }),
      ...{ extensions: desk, data: paperData },
      licences: {
        hasAccepted: (person) => Promise.resolve(accepted.has(person)),
        accept: (person) => Promise.resolve(void accepted.add(person)),
      },
      ...{ packagesHome: data, product: '0.1.0', clock, log: silentLog, timeoutMs: 1500 },
    });
  const build = (files: Readonly<Record<string, string>>, with_ = key, days = 90) => {
    writeIn(sources, files);
    return buildIndex(sources, 'Test', { out, key: with_, nowMs: clock.now(), days });
  };
  return {
    ...{ sources, out, data, clock, key, publicKey: made.publicKey, server, desk, open, build },
    /** What lies in the folder of extensions, hidden drafts included. */
    installed: () => (existsSync(extensions) ? readdirSync(extensions).sort() : []),
    versionOf: (id: string): unknown =>
      (
        JSON.parse(readFileSync(join(extensions, id, 'package.json'), 'utf8')) as {
          version: string;
        }
      ).version,
    packages: () => {
      const folder = join(data, 'market', 'packages');
      return existsSync(folder) ? readdirSync(folder).sort() : [];
    },
  };
}

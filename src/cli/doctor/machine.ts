import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../../app/config-schema.ts';
import { pageFolder } from '../../app/product.ts';
import { type Verdict, bad, good, note } from '../checks/verdict.ts';

const oldest = { major: 22, minor: 18 };

export function nodeVerdict(version: string): Verdict {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
  return fits
    ? good('node', `${version} is new enough`)
    : bad(
        'node',
        `${version} is too old`,
        `Use Node ${oldest.major}.${oldest.minor} or newer (24 is best).`,
      );
}

export const pageVerdict = (): Verdict =>
  existsSync(join(pageFolder, 'index.html'))
    ? good('page', 'the dashboard’s page is built')
    : bad(
        'page',
        'the dashboard’s page is not built',
        'Run "npm run build", or start with "npm start", which builds it.',
      );

/** Whether the dashboard could listen where it is told to. */
export async function portVerdict(
  { host, port }: Config['dashboard'],
  running: boolean,
): Promise<Verdict> {
  const at = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  if (port === 0) return good('port', 'any free one is taken');
  const code = await listenProblem(host, port);
  if (code === undefined)
    return running
      ? note(
          'port',
          `${at} is free, though Castellan runs`,
          'It was started with another port, or with another configuration.',
        )
      : good('port', `${at} is free`);
  if (code === 'EADDRINUSE' && running)
    return good('port', `${at} is in use, by the running Castellan`);
  const remedies: Readonly<Record<string, string>> = {
    EADDRINUSE: 'End the program that has it, or choose another in dashboard.port or with --port.',
    EACCES:
      'Ports below 1024 need rights that Castellan should not have: choose another, or put a proxy before it.',
    EADDRNOTAVAIL: 'dashboard.host is no address of this machine; 127.0.0.1 always is.',
    ENOTFOUND: 'dashboard.host is no known name; 127.0.0.1 always works.',
  };
  return bad(
    'port',
    `${at} cannot be used (${code})`,
    remedies[code] ?? 'Check dashboard.host and dashboard.port.',
  );
}

function listenProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (failure) =>
      resolve('code' in failure ? String(failure.code) : failure.message),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

import type { Place } from './config-problem.ts';
import type { Config, ConnectionConfig } from './config-schema.ts';

const loopback = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i;

/** With `bench: true` no limit holds, so nothing but this machine may be reached. */
export function loopbackProblems({
  bench,
  connections,
}: Config): readonly { path: Place; message: string }[] {
  if (!bench) return [];
  return connections.flatMap((connection, index) =>
    hostsOf(connection)
      .filter((host) => !loopback.test(host))
      .map((host) => ({
        path: ['connections', index],
        message: `"bench: true" takes all limits off and is refused together with ${host}, which is not this machine. Remove "bench" or use 127.0.0.1.`,
      })),
  );
}

function hostsOf(connection: ConnectionConfig): readonly string[] {
  return connection.platform === 'irc'
    ? connection.server.map(({ host }) => host)
    : [new URL(connection.api).hostname.replace(/^\[|\]$/g, '')];
}

/**
 * The way in for people with a browser: an HTTP API with a live stream, and the page that uses them.
 * It asks registries through `ports.ts`, and knows no platform and no module.
 */
import { CastellanError, messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import { dashboardApp } from './app.ts';
import type { DashboardOptions } from './options.ts';
import type { DashboardPorts } from './ports.ts';

export type { DashboardOptions } from './options.ts';
export { owner, type Owner } from './owner.ts';
export type * from './commands-port.ts';
export type * from './modules-port.ts';
export type * from './ports.ts';
export { dashboardStore } from './store.ts';
export { dashboardTables } from './tables.ts';
export type * from './wire.ts';

/** Starts the dashboard; it runs until the lifetime ends. Throws `network` when the address cannot be taken. */
export async function startDashboard(
  options: DashboardOptions,
  ports: DashboardPorts,
  life: Lifetime,
): Promise<{ readonly url: string }> {
  const app = await dashboardApp(options, ports, life);
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (cause) {
    throw new CastellanError(
      'network',
      `The dashboard cannot listen on ${options.host}:${options.port} (${messageOf(cause)}). Choose another address in "dashboard", or end the program that has it.`,
      { cause, facts: { host: options.host, port: options.port } },
    );
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return { url: urlOf(port, options) };
}

function urlOf(port: number, options: Pick<DashboardOptions, 'host'>): string {
  const everywhere = options.host === '0.0.0.0' || options.host === '::';
  const host = everywhere ? '127.0.0.1' : options.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

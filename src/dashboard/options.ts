import type { SessionLimits } from './sessions.ts';

export interface DashboardOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The folder of the built page (`web/dist`). */
  readonly pageDir: string;
  /** Other addresses under which people open the page, as origins: `https://castellan.example.org`. */
  readonly origins?: readonly string[];
  /** Addresses or networks of proxies whose X-Forwarded-* are believed. None: nobody's are. */
  readonly trustedProxies?: readonly string[];
  /** Whether /metrics may be read without a session from this machine itself. */
  readonly metricsFromLoopback?: boolean;
  readonly session?: SessionLimits;
}

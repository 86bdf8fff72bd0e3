import type { Part } from '../storage/index.ts';

export type SecretRow = { kind: string; hash: string; set_at: number };

export type SessionRow = {
  id: string;
  token_hash: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
  address: string;
  browser: string;
};

export type DashboardTables = {
  dashboard_secrets: SecretRow;
  dashboard_sessions: SessionRow;
};

export const dashboardTables: Part = {
  part: 'dashboard',
  columns: {
    dashboard_secrets: { nobody: ['kind', 'hash', 'set_at'] },
    dashboard_sessions: {
      nobody: ['id', 'token_hash', 'created_at', 'seen_at', 'expires_at'],
      stays: {
        address: "the operator's own, who can end the session; gone when it has expired",
        browser: "the operator's own, who can end the session; gone when it has expired",
      },
    },
  },
  migrations: [
    {
      name: '001-start',
      up: [
        `create table dashboard_secrets (
          kind text not null primary key, hash text not null, set_at bigint not null)`,
        `create table dashboard_sessions (
          id text not null primary key, token_hash text not null unique, created_at bigint not null,
          seen_at bigint not null, expires_at bigint not null, address text not null,
          browser text not null)`,
        `create index dashboard_sessions_expiry on dashboard_sessions (expires_at)`,
      ],
    },
  ],
};

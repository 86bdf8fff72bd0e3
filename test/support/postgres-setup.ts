import type { TestProject } from 'vitest/node';
import { postgresServer } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts one real PostgreSQL for all tests of a run; each test makes its own database in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await postgresServer();
  await server.start();
  project.provide('postgresUrl', server.url);
  return () => server.remove();
}

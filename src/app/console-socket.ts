import { join } from 'node:path';

/** Where the console of a data folder listens. */
export const consoleSocket = (data: string): string => join(data, 'console.sock');

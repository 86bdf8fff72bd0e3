import { join } from 'node:path';

/** Where the console of a data folder listens. */
export const consoleSocket = (data: string): string => join(data, 'console.sock');

/** Where the command line of a data folder brings its commands. */
export const errandSocket = (data: string): string => join(data, 'errands.sock');

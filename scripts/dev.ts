// `npm run dev`: Castellan with the Playground, started again when a source changes; the page rebuilds as it is edited.
import { spawn } from 'node:child_process';
import { buildPageIfStale } from './page.ts';

buildPageIfStale();
const options = { stdio: 'inherit' } as const;
const page = spawn('vite', ['build', 'web', '--watch', '--logLevel', 'warn'], options);
const server = spawn(
  process.execPath,
  ['--watch-path=src', 'src/main.ts', 'start', ...process.argv.slice(2)],
  options,
);
const stop = (): void => {
  page.kill();
  server.kill();
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
server.on('exit', (code) => {
  page.kill();
  process.exitCode = code ?? 0;
});

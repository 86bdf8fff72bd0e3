/** Runs modules, and brings those that are not built in: found, judged by their manifests, loaded, replaced, taken out. */
export { moduleHost, type ModuleHost } from './host.ts';
export { openConsents } from './guest/index.ts';
export { openKeptLog } from './kept-log.ts';
export { openLoader, type Loader } from './loader.ts';
export { watchFolders } from './watch.ts';

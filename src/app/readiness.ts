import type { Platform } from '../core/platform.ts';

<<<<<<< HEAD
/** Whether every connection has come as far as it can, and what is waited for. */
export function readiness(platforms: readonly Platform[]) {
  const all = platforms.map((platform) => platform.status());
  const waitingFor = all
=======
/** Whether every connection is up or will not come up by itself, and which are waited for. */
export function readiness(platforms: readonly Platform[]) {
  const waitingFor = platforms
    .map((platform) => platform.status())
>>>>>>> main
    .filter(({ link }) => link.state === 'connecting' || link.state === 'waiting')
    .map(({ connection }) => `connection ${connection}`);
  return { ready: waitingFor.length === 0, waitingFor };
}

import type { Platform } from '../core/platform.ts';

/** Whether every connection is up or will not come up by itself, and which are waited for. */
export function readiness(platforms: readonly Platform[]) {
  const waitingFor = platforms
    .map((platform) => platform.status())
    .filter(({ link }) => link.state === 'connecting' || link.state === 'waiting')
    .map(({ connection }) => `connection ${connection}`);
  return { ready: waitingFor.length === 0, waitingFor };
}

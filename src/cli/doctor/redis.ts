import type { Config } from '../../app/config-schema.ts';
import { type Verdict, good, note } from '../checks/verdict.ts';

/** Whether the Redis that the configuration names answers. Nothing stops without it. */
export async function redisVerdicts({ redis }: Pick<Config, 'redis'>): Promise<readonly Verdict[]> {
  if (redis === undefined) return [];
  const { host } = new URL(redis);
  const { redisProblem } = await import('../../storage/redis.ts');
  const problem = await redisProblem(redis);
  return problem === undefined
    ? [good('redis', `${host} answers`)]
    : [
        note(
          'redis',
          `${host} does not answer (${problem}); Castellan works without it, only slower`,
          'Check "redis" in the configuration, its user and password, and that the server runs.',
        ),
      ];
}

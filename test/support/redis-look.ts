/** Connects once to the Redis at the address given, and says whether it answers: for tests with a certificate of their own. */
import { redisProblem } from '../../src/storage/redis.ts';

console.log((await redisProblem(process.argv[2] ?? '')) ?? 'fine');

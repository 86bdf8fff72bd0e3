import { cutContent, joinContent } from './chunk-tasks.ts';
import { applyDump, readDump } from './dump-tasks.ts';
import { pack } from './pack.ts';
import { copy, count, inspect } from './sqlite-tasks.ts';
import { type AnyTask, forgotten } from './task.ts';
import { digest, unpack } from './unpack.ts';

/** Everything that a thread can be asked to do. */
export const tasks: readonly AnyTask[] = [
  forgotten(applyDump),
  forgotten(copy),
  forgotten(count),
  forgotten(cutContent),
  forgotten(digest),
  forgotten(inspect),
  forgotten(joinContent),
  forgotten(pack),
  forgotten(readDump),
  forgotten(unpack),
];

import type { z } from 'zod';

/** Tells how much is done, from 0 to 1. */
export type Tell = (done: number) => void;

/** A piece of work for a thread of its own. What goes in and out crosses the thread as plain data, and is checked. */
export interface Task<Input, Output> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  run(input: Input, tell: Tell): Promise<Output>;
}

export const defineTask = <Input, Output>(task: Task<Input, Output>): Task<Input, Output> => task;

/** A task whose types are forgotten: what crosses threads is checked anyway. */
export interface AnyTask {
  readonly name: string;
  /** Throws when the input is not what the task takes. */
  perform(input: unknown, tell: Tell): Promise<unknown>;
}

export const forgotten = <Input, Output>(task: Task<Input, Output>): AnyTask => ({
  name: task.name,
  perform: (input, tell) => task.run(task.input.parse(input), tell),
});

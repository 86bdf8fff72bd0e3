/**
 * The process that a guest lives in, and the wall around it there. Node denies this process files, other processes, threads,
 * addons and code made of text; the guest's own script sees nothing of Node at all, only a context of its own with the
 * language in it. Over the wall go texts and numbers, never an object: whatever a guest gets hold of would lead it out.
 */
import vm from 'node:vm';

type Receive = (kind: string, text: string | number) => unknown;

const node = process;
const { stdin, stdout, stderr } = node;
const exit = (code: number): never => node.exit(code);
let receive: Receive | undefined;
const isReceive = (given: unknown): given is Receive => typeof given === 'function';

/** A function that leads nowhere: without a prototype, and with nothing to call it by but its parentheses. */
function bare<Args extends readonly unknown[]>(
  run: (...args: Args) => void,
): (...args: Args) => void {
  const own = (...args: Args): void => {
    // What is thrown here would be an object of this side.
    try {
      run(...args);
    } catch {
      exit(70);
    }
  };
  Object.setPrototypeOf(own, null);
  return Object.freeze(own);
}

function deliver(kind: string, text: string | number): void {
  if (receive) Reflect.apply(receive, undefined, [kind, text]);
}

const bridge: object = Object.freeze({
  __proto__: null,
  // What the host does not read yet waits here, and counts as the guest's own memory.
  send: bare((text: unknown) => {
    if (typeof text === 'string') stdout.write(`${text}\n`);
  }),
  timer: bare((id: unknown, delayMs: unknown) => {
    if (typeof id === 'number' && typeof delayMs === 'number')
      setTimeout(() => deliver('timer', id), delayMs);
  }),
  accept: bare((given: unknown) => {
    if (isReceive(given)) receive ??= given;
  }),
});

function open(script: string): void {
  const parsed: unknown = JSON.parse(script);
  const said = (name: string): string => String(Reflect.get(Object(parsed), name));
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: false },
  });
  Reflect.set(context, 'castellanBridge', bridge);
  try {
    vm.runInContext(said('code'), context, { filename: said('fileName') });
    stdout.write('{"kind":"ask","id":0,"what":"open","data":null}\n');
  } catch (failure) {
    const text = (name: string): string => {
      const found: unknown =
        Object(failure) === failure ? Reflect.get(Object(failure), name) : failure;
      const isNested = typeof found === 'object' && found !== null;
      const words: unknown = isNested ? Reflect.get(found, 'message') : found;
      return typeof words === 'string' ? words : '';
    };
    const data = { message: text('message'), stack: text('stack'), cause: text('cause') };
    stdout.write(`${JSON.stringify({ kind: 'ask', id: 0, what: 'broken', data })}\n`);
  }
}

let rest = '';
let isOpen = false;
stdin.setEncoding('utf8');
stdin.on('data', (chunk) => {
  const lines = (rest + String(chunk)).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    if (isOpen) deliver('wire', line);
    else {
      isOpen = true;
      open(line);
    }
  }
});
// The host went.
stdin.on('end', () => exit(0));
// One promise that nobody looked after is a slip and not an end; the host is told of it as an error.
node.on('unhandledRejection', (failure) => {
  stderr.write(`A promise was rejected and nobody looked: ${String(failure)}\n`);
});

// A second wall, should a guest get hold of an object of this side after all: nothing that leads to the network is left here.
for (const name of ['fetch', 'WebSocket', 'EventSource', 'process', 'navigator'])
  Reflect.deleteProperty(globalThis, name);
for (const name of ['getBuiltinModule', 'binding', 'dlopen', 'kill', '_linkedBinding'])
  Reflect.set(node, name, undefined);

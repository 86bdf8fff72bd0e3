import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { expect, test } from 'vitest';

const doors = ['src/sdk/index.ts', 'src/testing/index.ts'].map((file) => resolve(file));

/** Everything that a door exports and that says nothing of itself. */
function undocumented(): readonly string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram(doors, options);
  const checker = program.getTypeChecker();
  return doors.flatMap((door) => {
    const file = program.getSourceFile(door);
    const module = file && checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${door} exports nothing`);
    return checker.getExportsOfModule(module).flatMap((exported) => {
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
      const found = isAlias ? checker.getAliasedSymbol(exported) : exported;
      const told = [exported, found].flatMap((one) => one.getDocumentationComment(checker));
      return ts.displayPartsToString(told).trim() === '' ? [exported.name] : [];
    });
  });
}

/** Zod has documentation of its own; what stands before a namespace only typedoc reads. */
const toldElsewhere = new Set(['z', 'setting']);

test('everything that the SDK and the test kit export says what it is', { timeout: 60_000 }, () => {
  expect(undocumented().filter((name) => !toldElsewhere.has(name))).toEqual([]);
});

test('its reference is built without a warning', { timeout: 180_000 }, async () => {
  const built = promisify(execFile)(process.execPath, [
    ...['node_modules/typedoc/bin/typedoc', '--emit', 'none'],
  ]);
  await expect(built).resolves.toBeDefined();
});

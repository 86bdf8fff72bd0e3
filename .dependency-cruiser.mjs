// The import rules, made from floors.mjs.
import { floors, sameFloor, sandbox, sqlAllowed } from './floors.mjs';

const anyOf = (folders) => `^src/(${folders.join('|')})/`;

const floorRules = floors.flatMap((folders, level) =>
  folders.map((name) => {
    const allowed = new Set([name, ...(sameFloor[name] ?? [])]);
    const closed = floors
      .slice(level)
      .flat()
      .filter((other) => !allowed.has(other));
    return {
      name: `floor-${level}-${name.replace('/', '-')}`,
      comment: `${name} may import only from lower floors (floors.mjs)`,
      severity: 'error',
      from: { path: `^src/${name}/`, pathNot: '\\.test\\.ts$' },
      to: { path: closed.length > 0 ? anyOf(closed) : '(?!)' },
    };
  }),
);

export default {
  forbidden: [
    ...floorRules,
    {
      name: 'no-cycles',
      comment: 'Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'modules-through-sdk',
      comment:
        'Modules are written as strangers would write them: they import sdk/ (and base types through it) only.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/sdk/', '^src/modules/'] },
    },
    {
      name: 'modules-are-strangers',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/modules/([^/]+)/', pathNot: '^src/modules/$1/' },
    },
    {
      name: 'sandbox-stands-apart',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: [`^src/(${sandbox.mayImport.join('|')})/`, '^src/sandbox/'] },
    },
    {
      name: 'nothing-needs-the-sandbox',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/sandbox/', `^src/(${sandbox.importedBy.join('|')})/`, '\\.test\\.ts$'],
      },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'page-imports-types-of-dashboard-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', pathNot: '^src/dashboard/[a-z-]*wire\\.ts$' },
    },
    {
      name: 'sql-in-stores-only',
      severity: 'error',
      from: { path: '^src/', pathNot: [...sqlAllowed, '\\.test\\.ts$'] },
      to: { path: 'node_modules/(kysely|better-sqlite3|pg)/' },
    },
    {
      name: 'tests-are-not-product',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^test/|\\.test\\.tsx?$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};

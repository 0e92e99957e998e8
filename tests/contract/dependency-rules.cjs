/**
 * What may import what, as dependency-cruiser reads it. Imports of types count too: a type that a folder may not see is a
 * dependency of thought. Each rule has a planted violation in dependency-rules.test.ts.
 */
const anyModule = '^src/(?!platform/|cli/)([^/]+)/';
const doors = '(index|domain/index|statistics/index|graphql/index)[.]ts$';
const ofPlatform = (...files) => `^src/platform/(${files.join('|')})[.]ts$`;
const pureParts = ofPlatform(
  ...['result', 'ids', 'digest', 'text', 'problem', 'canonical-json', 'steps', 'nearest', 'local-clock'],
);
const library = (...names) => `node_modules/(${names.join('|')})/`;
const builtIn = { dependencyTypes: ['core'] };

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbidden(
      'domain-is-pure',
      'domain/ uses itself, the pure doors of other domains and of the statistics, and the pure parts of platform/.',
      { path: '^src/([^/]+)/domain/' },
      {
        path: '^src/',
        pathNot: ['^src/$1/domain/', '^src/[^/]+/(domain|statistics)/index[.]ts$', pureParts],
      },
    ),
    forbidden(
      'domain-knows-no-server',
      'A rule knows neither the database nor GraphQL nor the web.',
      { path: '^src/[^/]+/(domain|statistics)/' },
      {
        path: library('typeorm', 'pg', 'graphql', 'type-graphql', 'graphql-scalars', 'dataloader', 'fastify'),
      },
    ),
    forbidden(
      'domain-does-no-input-or-output',
      'A rule computes; it reads no file, no clock and no chance. Digests come by way of platform/digest.',
      { path: '^src/[^/]+/(domain|statistics)/' },
      builtIn,
    ),
    forbidden(
      'statistics-stand-alone',
      'statistics/ uses of the service only results and ids, so that it can be read and checked by itself.',
      { path: '^src/([^/]+)/statistics/' },
      { path: '^src/', pathNot: ['^src/$1/statistics/', ofPlatform('result', 'ids')] },
    ),
    forbidden(
      'commands-know-no-graphql',
      'A command is called by GraphQL, by HTTP, by the command line and by jobs alike.',
      { path: '^src/[^/]+/commands/' },
      {
        path: [
          library('graphql', 'type-graphql', 'graphql-scalars'),
          '^src/[^/]+/graphql/',
          '^src/platform/graphql/',
        ],
      },
    ),
    forbidden(
      'queries-never-change',
      'Reading is separate: a read model runs no command and shows nothing.',
      { path: '^src/[^/]+/queries/' },
      {
        path: [
          '^src/[^/]+/(commands|graphql)/',
          '^src/platform/command/',
          library('graphql', 'type-graphql'),
        ],
      },
    ),
    forbidden(
      'persistence-knows-no-caller',
      'Repositories serve commands and queries and know neither them nor GraphQL.',
      { path: '^src/[^/]+/persistence/' },
      {
        path: [
          '^src/[^/]+/(commands|queries|graphql)/',
          '^src/platform/graphql/',
          library('graphql', 'type-graphql'),
        ],
      },
    ),
    forbidden(
      'graphql-goes-through-commands-and-queries',
      'The graph reaches rows through commands and read models alone.',
      { path: '^src/[^/]+/graphql/' },
      { path: ['^src/[^/]+/persistence/', library('typeorm', 'pg')] },
    ),
    forbidden(
      'sql-has-one-home',
      'TypeORM and SQL are used in persistence/, in the read models, in platform/ and where the service is put together.',
      { path: '^src/[^/]+/', pathNot: ['^src/platform/', '^src/[^/]+/(persistence|queries)/'] },
      { path: [library('typeorm', 'pg'), '^src/platform/database/'] },
    ),
    forbidden(
      'modules-meet-at-their-doors',
      'Another module is used through its index.ts, domain/index.ts, statistics/index.ts or graphql/index.ts.',
      { path: anyModule },
      { path: anyModule, pathNot: ['^src/$1/', doors] },
    ),
    forbidden(
      'domains-meet-in-domains',
      'A domain uses of another module its domain alone.',
      { path: '^src/([^/]+)/(domain|statistics)/' },
      { path: '^src/[^/]+/(index|graphql/index)[.]ts$', pathNot: '^src/$1/' },
    ),
    forbidden(
      'graphs-meet-in-graphql',
      'Types of another module’s graph are taken by graphql/ alone.',
      { path: '^src/([^/]+)/', pathNot: ['^src/[^/]+/graphql/', '^src/platform/'] },
      { path: '^src/(?!platform/)[^/]+/graphql/', pathNot: '^src/$1/' },
    ),
    forbidden(
      'platform-knows-no-module',
      'platform/ has no words of the domain: it imports no module.',
      { path: '^src/platform/' },
      { path: '^src/', pathNot: '^src/platform/' },
    ),
    forbidden(
      'modules-know-no-wiring',
      'Wiring, configuration and the server are above the modules and unknown to them.',
      { path: anyModule },
      { path: ['^src/[^/]+[.]ts$', '^src/cli/'] },
    ),
    forbidden(
      'cli-speaks-to-a-service',
      'The command line has no way to the data but a running service.',
      { path: '^src/cli/' },
      { path: ['^src/[^/]+/(commands|queries|persistence|graphql)/', library('typeorm', 'pg')] },
    ),
    forbidden('no-cycles', 'A cycle is one thing in several files.', {}, { circular: true }),
    forbidden(
      'product-needs-no-tests',
      'The product uses neither its tests nor the tools of its development.',
      { path: '^(src|migrations)/' },
      { path: ['^tests/'] },
    ),
    forbidden(
      'product-needs-no-tools',
      'What the product imports stands under dependencies.',
      { path: '^(src|migrations)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbidden('everything-resolves', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'types', 'default'],
    },
  },
};

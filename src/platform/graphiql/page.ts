import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

interface Asset {
  readonly path: string;
  readonly packageName: string;
  readonly file: string;
  readonly type: string;
}

const javascript = 'text/javascript; charset=utf-8';

/** Served from the installed packages: the page works without any other network. */
const assets: readonly Asset[] = [
  { path: '/graphiql/react.js', packageName: 'react', file: 'umd/react.production.min.js', type: javascript },
  {
    path: '/graphiql/react-dom.js',
    packageName: 'react-dom',
    file: 'umd/react-dom.production.min.js',
    type: javascript,
  },
  { path: '/graphiql/graphiql.js', packageName: 'graphiql', file: 'graphiql.min.js', type: javascript },
  {
    path: '/graphiql/graphiql.css',
    packageName: 'graphiql',
    file: 'graphiql.min.css',
    type: 'text/css; charset=utf-8',
  },
];

export function registerGraphiqlAssets(app: FastifyInstance): void {
  for (const { path, packageName, file, type } of assets) {
    const location = join(dirname(require.resolve(`${packageName}/package.json`)), file);
    app.get(path, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(await readFile(location)),
    );
  }
}

export async function graphiqlPage(reply: FastifyReply): Promise<void> {
  await reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy)
    .send(page);
}

export const examples = [
  `# Who am I, and what may I do?
query Viewer {
  viewer { actor { name kind } roles { role taxonomy } }
}`,
  `# The taxonomies, and the version of each that is in force.
query Taxonomies {
  taxonomies(first: 20) {
    nodes { key name languages current { number effectiveFrom reasonCount digest } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  `# The whole tree in force. Load the example first: npx concordance demo
query Tree {
  currentTaxonomy(key: "telecom") {
    number
    roots { code label children { code label(language: "nl") children { code label } } }
  }
}`,
  `# Two versions compared, by the stable id of each reason.
query Compare {
  compareVersions(taxonomy: "telecom", from: 1, to: 2) {
    compatibility
    summary { added retired renamed moved }
    changes(first: 20) { nodes { kind reason { id } code label } pageInfo { hasNextPage endCursor } }
  }
}`,
  `# What the calibration sessions show: agreement, and what was taken for what. As analyst, for one.
query Calibration {
  sessions(taxonomy: "telecom", first: 5) {
    nodes {
      title state
      results {
        contents {
          alpha { value interval { lower upper method } } percentAgreement { value } gwetAc { value }
          sample { tooFew itemsForTenth }
          reasons { reason { code } agreement interval { lower upper } chosenInstead { reason { code } share } }
          confusedPairs { one { code } other { code } share items { label } }
        }
      }
    }
  }
}`,
  `# Who answers for what is in force, and who for nothing.
query Owners {
  currentTaxonomy(key: "telecom") {
    coverage {
      leaves owned
      departments { department { code } accountable }
      unownedReasons(first: 20) { nodes { code label } pageInfo { hasNextPage endCursor } }
    }
  }
}`,
  `# Who changed what, when and why.
query History {
  changes(first: 20) {
    nodes { kind subject { type id } before after changeSet { recordedAt because actor { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
];

/*
 * The token comes after the #, which no server ever sees, and stays in this tab. Another role's link in the same tab changes
 * nothing but the #, which loads no page by itself: without the reload one would go on as whoever was signed in before.
 */
const script = `
addEventListener('hashchange', () => location.reload());
const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) { sessionStorage.setItem('token', given); history.replaceState(null, '', location.pathname); }
const token = sessionStorage.getItem('token');
const fetcher = GraphiQL.createFetcher({ url: '/graphql', headers: token ? { authorization: 'Bearer ' + token } : {} });
const examples = ${JSON.stringify(examples).replaceAll('<', '\\u003c')};
ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, {
  fetcher, defaultTabs: examples.map((query) => ({ query })), shouldPersistHeaders: false,
}));
`;

const scriptHash = createHash('sha256').update(script).digest('base64');
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'sha256-${scriptHash}' 'wasm-unsafe-eval'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Concordance</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<style>body { margin: 0 } #graphiql { height: 100vh }</style>
</head>
<body>
<div id="graphiql">Loading…</div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script>${script}</script>
</body>
</html>
`;

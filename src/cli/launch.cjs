#!/usr/bin/env node
'use strict';

/*
 * Runs the built service or its command line, after building it where the sources are newer than the last build. Plain
 * JavaScript, because it is what runs before there is a build.
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { spawnSync } = require('node:child_process');

const root = dirname(dirname(__dirname));
const stampFile = join(root, 'dist', '.built-from');
const sources = ['src', 'migrations', 'ormconfig.ts', 'tsconfig.json', 'package.json'];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`expected Node.js 20.19 or later, but this is ${process.version}`);

const stamp = stampOf(sources);
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) build();

const isService = process.argv[2] === 'serve';
require(join(root, 'dist', 'src', isService ? 'main.js' : join('cli', 'main.js')));

function stampOf(paths) {
  const files = paths.flatMap((path) => filesBelow(join(root, path)));
  const lines = files.map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`);
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function build() {
  process.stderr.write('Building Concordance, once after each change of its sources ...\n');
  let compiler;
  try {
    compiler = require.resolve('typescript/bin/tsc', { paths: [root] });
  } catch {
    fail('expected the packages to be installed, but the compiler is missing; run: npm ci');
  }
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.json')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) fail('the sources cannot be built: see above');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

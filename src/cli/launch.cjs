#!/usr/bin/env node
'use strict';

/*
 * Runs the built service or its command line, after building it where the sources are newer than the last build. Plain
 * JavaScript, because it is what runs before there is a build.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { build } = require('./build.cjs');

const root = dirname(dirname(__dirname));
const stampFile = join(root, 'dist', '.built-from');
const sources = ['src', 'migrations', 'ormconfig.ts', 'tsconfig.json', 'package.json'];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`expected Node.js 20.19 or later, but this is ${process.version}`);

const stamp = stampOf(sources);
if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, 'utf8') !== stamp) buildAnew();

const asksForHelp = ['-h', '--help'].includes(process.argv[3]);
const isService = process.argv[2] === 'serve' && !asksForHelp;
require(join(root, 'dist', 'src', isService ? 'main.js' : join('cli', 'main.js')));

/** Of names and contents, so that a built copy of the folder counts as built, wherever and whosever it is. */
function stampOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(join(root, path)))) {
    const content = fs.readFileSync(file);
    hash.update(`${relative(root, file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!fs.statSync(path).isDirectory()) return [path];
  return fs
    .readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** Beside the build that is there, and put in its place whole: others may be starting from it, or building, at the same time. */
function buildAnew() {
  const made = join(root, 'node_modules', `.concordance-build-${process.pid}`);
  mustBeWritable(dirname(stampFile));
  process.stderr.write('Building Concordance, once after each change of its sources ...\n');
  try {
    const files = sources.flatMap((path) => filesBelow(join(root, path)));
    build(compiler(), { root, files, folder: made });
    fs.writeFileSync(join(made, '.built-from'), stamp);
    putInPlace(made);
  } catch (fault) {
    fs.rmSync(made, { recursive: true, force: true });
    fail(`the sources cannot be built: ${fault.message}`);
  }
  fs.rmSync(made, { recursive: true, force: true });
}

function compiler() {
  try {
    return require('@swc/core');
  } catch {
    return fail('expected the packages to be installed, but the compiler is missing; run: npm ci');
  }
}

/** Another process may put the same build there in between: then that one is as good. */
function putInPlace(made) {
  const earlier = `${made}-earlier`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (fs.existsSync(dirname(stampFile))) fs.renameSync(dirname(stampFile), earlier);
      fs.renameSync(made, dirname(stampFile));
      break;
    } catch (fault) {
      if (attempt === 5)
        fail(`expected to be able to write the build to ${dirname(stampFile)}, but: ${fault.message}`);
    }
    fs.rmSync(earlier, { recursive: true, force: true });
  }
  fs.rmSync(earlier, { recursive: true, force: true });
}

function mustBeWritable(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (fault) {
    fail(`expected to be able to write the build to ${folder}, but: ${fault.message}`);
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const { readdirSync, statSync } = require('node:fs');
const { basename, join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const groups = require('../together/groups.json');

const tests = join(__dirname, '..');
const isGroup = (path) => /tests.together.[^/\\]+\.test\.ts$/.test(path);

/** The bytes of a test file, and of whole folders for one that runs them together. */
const bytesOf = (path) =>
  isGroup(path)
    ? groups[basename(path, '.test.ts')]
        .flatMap((folder) => readdirSync(join(tests, folder)).map((name) => join(tests, folder, name)))
        .reduce((sum, file) => sum + statSync(file).size, 0)
    : statSync(path).size;

/**
 * The order on a machine where nothing has run yet: the whole proofs first, then what else needs a database before what is
 * pure, then by size. A long file that began last would keep one worker busy while the other has nothing left to do.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) =>
      /together.trust\.test/.test(path) ? 0 : isGroup(path) || /integration.start/.test(path) ? 1 : 2;
    return [...tests].sort((a, b) => rank(a) - rank(b) || bytesOf(b.path) - bytesOf(a.path));
  }
};

const { readdirSync, statSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The bytes of a test file, and of the whole folder for one that runs its folder together. */
const bytesOf = (path) =>
  basename(path) === 'together.test.ts'
    ? readdirSync(dirname(path)).reduce((sum, name) => sum + statSync(join(dirname(path), name)).size, 0)
    : statSync(path).size;

/**
 * The order on a machine where nothing has run yet: what needs a database before what is pure, the whole proofs first, then
 * by size. A long file that began last would keep one worker busy while the other has nothing left to do.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) =>
      /integration.(trust|start)./.test(path) ? 0 : /together\.test\.ts$/.test(path) ? 1 : 2;
    return [...tests].sort((a, b) => rank(a) - rank(b) || bytesOf(b.path) - bytesOf(a.path));
  }
};

'use strict';

/* Sources import each other lazily by the names that they have once they are built: here they are run as they are. */
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...others) {
  try {
    return resolve.call(this, request, ...others);
  } catch (fault) {
    if (fault.code !== 'MODULE_NOT_FOUND' || !/^\.{1,2}\/.*\.js$/.test(request)) throw fault;
    return resolve.call(this, request.replace(/\.js$/, '.ts'), ...others);
  }
};

'use strict';

const fs = require('node:fs');
const { dirname, join, relative } = require('node:path');

/** As tsconfig.json says, which is what types are checked by: to run the service, its types need not be looked at again. */
const options = {
  sourceMaps: true,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs', ignoreDynamic: true },
  swcrc: false,
};

/**
 * Makes JavaScript of the TypeScript files below a root, at the same places below another folder. Throws what the compiler
 * says of a file that it cannot read.
 */
function build(compiler, { root, files, folder }) {
  for (const file of files) {
    if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
    const place = join(folder, relative(root, file).replace(/\.ts$/, '.js'));
    const { code, map } = compiler.transformFileSync(file, { ...options, filename: file });
    fs.mkdirSync(dirname(place), { recursive: true });
    fs.writeFileSync(place, `${code}\n//# sourceMappingURL=${place.split(/[\\/]/).at(-1)}.map\n`);
    fs.writeFileSync(`${place}.map`, map);
  }
}

module.exports = { build };

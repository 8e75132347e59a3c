import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Runs work with the handler written by hand, bundled with esbuild's defaults for Node.js. */
export async function withByHandBundle<T>(work: (file: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'by-hand-'));
  try {
    const outfile = join(directory, 'index.js');
    await build({ entryPoints: [join(__dirname, 'by-hand.ts')], outfile, bundle: true, platform: 'node' });
    return await work(outfile);
  } finally {
    await rm(directory, { recursive: true });
  }
}

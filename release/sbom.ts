import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { name, version } from '../package.json';
import { bundledPackageFolders, manifestOf } from './bundled-packages';
import { npm } from './run';

const root = path.join(__dirname, '..');

interface Sbom {
  readonly metadata: { readonly component: object };
  readonly components: readonly { readonly 'bom-ref': string }[];
}

/**
 * Writes a CycloneDX list of what the package ships: the packages with code in the function's bundle. npm makes the entries
 * from the lock file; it would list every tool of the repository too, and by the name of the folder that the clone is in.
 */
export function writeSbom(folder: string): string {
  const all: unknown = JSON.parse(npm(['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library'], { cwd: root }));
  if (!isSbom(all)) throw new Error('npm sbom: expected CycloneDX with components');
  const components = bundledPackageFolders()
    .map(manifestOf)
    .map((manifest) => {
      const reference = `${manifest.name}@${manifest.version}`;
      const component = all.components.find((each) => each['bom-ref'] === reference);
      if (component === undefined) throw new Error(`npm sbom: expected a component ${reference}`);
      // To npm they are tools of the repository.
      return { ...component, properties: [] };
    });
  const metadata = { ...all.metadata, component: { ...all.metadata.component, name } };
  const file = path.join(folder, `${name}-${version}.cdx.json`);
  writeFileSync(file, `${JSON.stringify({ ...all, metadata, components, dependencies: undefined }, undefined, 2)}\n`);
  return file;
}

function isSbom(value: unknown): value is Sbom {
  return typeof value === 'object' && value !== null && 'components' in value && 'metadata' in value;
}

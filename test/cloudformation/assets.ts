import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ResourceFailure } from './resource-type';
import { isObject, type JsonObject } from './template';

/** The code of functions and the templates of nested stacks, from the assemblies that were deployed. */
export class Assets {
  private readonly paths = new Map<string, string>();

  constructor(private readonly nestedTemplates: Readonly<Record<string, unknown>>) {}

  add(assembly: string): void {
    for (const [key, path] of assetPaths(assembly)) this.paths.set(key, path);
  }

  path(objectKey: string): string | undefined {
    return this.paths.get(objectKey);
  }

  /** The template that the TemplateURL of a nested stack stands for. */
  template(url: string): unknown {
    const given = this.nestedTemplates[url];
    if (given !== undefined) return given;
    const file = this.paths.get(basename(url));
    if (file !== undefined) return JSON.parse(readFileSync(file, 'utf8'));
    throw new ResourceFailure(
      `no template is known for TemplateURL ${url}; add it to the option nestedTemplates, or deploy with the option assembly`,
    );
  }
}

/** The directories and files of an assembly's file assets, by the object keys that templates name. */
function assetPaths(assembly: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const name of readdirSync(assembly).filter((file) => file.endsWith('.assets.json'))) {
    const manifest: unknown = JSON.parse(readFileSync(join(assembly, name), 'utf8'));
    for (const file of Object.values(objectIn(manifest, 'files'))) {
      const path = objectIn(file, 'source').path;
      if (typeof path !== 'string') continue;
      for (const destination of Object.values(objectIn(file, 'destinations'))) {
        if (isObject(destination)) paths.set(String(destination.objectKey), join(assembly, path));
      }
    }
  }
  return paths;
}

function objectIn(value: unknown, key: string): JsonObject {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : {};
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from './template';

/** The directories and files of an assembly's file assets, by the object keys that templates name. */
export function assetPaths(assembly: string): Map<string, string> {
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

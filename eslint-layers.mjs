import { readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/**
 * Configurations that hold imports to one direction, and so free of circles.
 *
 * `order` lists the files and folders of each folder, the lowest first. Each may import what stands before it, types
 * included. An inner array is one floor: its members may not import each other. A file that no list names is an error.
 * `others` are further patterns of `no-restricted-imports` for all of these files.
 */
export function layers(order, others = []) {
  const files = Object.entries(order).flatMap(([folder, floors]) => sources(folder, floors.flat()));
  return files.map((file) => {
    const patterns = [...notBelow(order, file).map((path) => restriction(file, path)), ...others];
    return { files: [file], rules: { 'no-restricted-imports': ['error', { patterns }] } };
  });
}

function sources(folder, listed) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const found = entries.filter((entry) => (entry.isDirectory() ? entry.name !== 'dist' : entry.name.endsWith('.ts')));
  const unlisted = found.map(({ name }) => name).filter((name) => !listed.includes(name));
  if (unlisted.length > 0) throw new Error(`eslint.config.mjs: ${folder}/ has no place for ${unlisted.join(', ')}`);
  return listed.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

/** What stands on the floor of the file or above it, in its own folder and in the folders around that. */
function notBelow(order, path) {
  const folder = dirname(path);
  const floors = order[folder];
  if (floors === undefined) return [];
  const name = path.slice(folder.length + 1);
  const own = floors.findIndex((floor) => [floor].flat().includes(name));
  const names = floors
    .slice(own)
    .flat()
    .filter((other) => other !== name);
  return [...names.map((other) => join(folder, other)), ...notBelow(order, folder)];
}

function restriction(file, path) {
  const relative = posix.relative(dirname(file), path.replace(/\.ts$/, ''));
  const specifier = relative.startsWith('.') ? relative : `./${relative}`;
  return {
    regex: `^${specifier.replaceAll('.', '\\.')}(/|$)`,
    message: `${path} is not below ${file}; eslint.config.mjs has the order.`,
  };
}

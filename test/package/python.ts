import { cpSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../../release/run';
import { type AppRun, runApp, target } from './app-run';

/** The wheel in a virtual environment, with the newest aws-cdk-lib of PyPI. */
export function runPython(folder: string): AppRun {
  const app = path.join(folder, 'python');
  cpSync(path.join(__dirname, 'python'), app, { recursive: true });
  run('python3', ['-m', 'venv', '.venv'], { cwd: app });
  const python = path.join(app, '.venv', 'bin', 'python');
  const wheels = path.join(target, 'python');
  const wheel = readdirSync(wheels).find((file) => file.endsWith('.whl')) ?? '';
  run(python, ['-m', 'pip', 'install', '--quiet', '--no-compile', path.join(wheels, wheel)], { cwd: app });
  const version = 'import importlib.metadata; print(importlib.metadata.version("aws-cdk-lib"))';
  const cdkVersion = run(python, ['-c', version], { cwd: app }).trim();
  return { language: 'Python', cdkVersion, ...runApp(python, ['app.py'], app) };
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Completed, Processes } from './processes';

const REQUIREMENTS = join(__dirname, 'requirements.txt');
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'e2e');
/** The oldest Python that the emulator and the AWS CLI take. */
const OLDEST_PYTHON = [3, 11] as const;

export interface PythonTools {
  readonly ministack: string;
  readonly aws: string;
  readonly python: string;
}

/** Installs the emulator and the AWS CLI into a virtual environment of their own, once for each list of requirements. */
export async function installPythonTools(processes: Processes): Promise<PythonTools> {
  const version = await pythonVersion(processes);
  const key = createHash('sha256').update(version).update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 16);
  const folder = join(CACHE, key);
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    await command(processes, 'python3', ['-m', 'venv', folder], 'install the venv module of Python 3');
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--require-hashes',
      '--requirement',
      REQUIREMENTS,
    ];
    await command(processes, join(folder, 'bin', 'python'), pip, 'make PyPI reachable, or set PIP_INDEX_URL');
    writeFileSync(complete, '');
  }
  const bin = join(folder, 'bin');
  return { ministack: join(bin, 'ministack'), aws: join(bin, 'aws'), python: join(bin, 'python') };
}

async function pythonVersion(processes: Processes): Promise<string> {
  const oldest = OLDEST_PYTHON.join('.');
  const remedy = `install Python ${oldest} or newer with its venv module`;
  const script = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])';
  const version = (await command(processes, 'python3', ['-c', script], remedy)).stdout.trim();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== OLDEST_PYTHON[0] || minor < OLDEST_PYTHON[1]) {
    throw new Error(`python3 is ${version}, expected ${oldest} or newer: ${remedy}`);
  }
  return version;
}

/** Python's own tools get the user's environment, in which a package index may be configured. */
async function command(processes: Processes, name: string, args: string[], remedy: string): Promise<Completed> {
  const completed = await processes.run(name, args, { env: userEnvironment() }).catch((error: unknown) => {
    throw new Error(`${name} could not be run (${String(error)}): ${remedy}`);
  });
  if (completed.code !== 0) {
    throw new Error(`${name} ${args.join(' ')} ended with ${completed.code}: ${remedy}\n${completed.output}`);
  }
  return completed;
}

function userEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  return environment;
}

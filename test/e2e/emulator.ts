import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Processes } from './processes';

const READY_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/**
 * Starts ministack, an emulator of AWS, and resolves with its endpoint.
 *
 * `env` reaches the functions that it runs as well, since it lets them inherit its own environment.
 */
export async function startEmulator(
  processes: Processes,
  ministack: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const port = await freePort();
  const emulator = processes.start(ministack, [], {
    env: {
      ...env,
      BIND_HOST: '127.0.0.1',
      // The host of the ResponseURLs that it hands out; `localhost` may be an IPv6 address, where it doesn't listen.
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      LAMBDA_EXECUTOR: 'local',
      // Two servers of no use here, which would bind ports of their own.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + READY_MILLISECONDS;
  while (!(await isHealthy(endpoint))) {
    if (emulator.hasEnded() || Date.now() > deadline) {
      throw new Error(`ministack does not answer at ${endpoint}; it printed:\n${emulator.output()}`);
    }
    await sleep(POLL_MILLISECONDS);
  }
  return endpoint;
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error(`${String(address)} is no TCP address`);
  return address.port;
}

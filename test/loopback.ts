import type { Server } from 'node:net';

/** Has the server listen on loopback alone, at any free port, and resolves with that. */
export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error(`listening on ${String(address)}, expected a port`);
  return address.port;
}

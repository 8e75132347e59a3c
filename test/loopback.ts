import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';

/** Has the server listen on loopback alone, at that port or any free one, and resolves with it. */
export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error(`listening on ${String(address)}, expected a port`);
  return address.port;
}

/** Ends a server with the connections that its clients keep open. */
export function closeServer(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

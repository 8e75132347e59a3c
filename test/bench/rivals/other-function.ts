import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { listenOnLoopback } from '../../loopback';

/**
 * Serves as much of Lambda's API on loopback as one function needs to call another.
 *
 * @param invoke the other function
 */
export async function serveOtherFunction(
  invoke: (event: unknown) => Promise<unknown>,
): Promise<{ readonly env: Readonly<Record<string, string>>; close(): void }> {
  const server = createServer((request, response) => {
    json(request)
      .then((event) => invoke(event))
      .then(
        (result) => response.writeHead(200).end(JSON.stringify(result)),
        (error: unknown) => {
          response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
          response.end(JSON.stringify({ errorType: 'Error', errorMessage: String(error), trace: [] }));
        },
      );
  });
  const port = await listenOnLoopback(server);
  return {
    env: {
      AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${port}`,
      USER_ON_EVENT_FUNCTION_ARN: 'arn:aws:lambda:us-east-1:111122223333:function:by-hand',
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

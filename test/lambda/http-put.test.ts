import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpPut } from '../../lambda/http-put';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let port: number;
let received: Received[];
/** How the server responds, but for 200 with a body that nobody reads. */
let respond: ((server: Server) => void) | undefined;

beforeEach(async () => {
  received = [];
  respond = undefined;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (respond !== undefined) respond(server);
      else response.writeHead(201).end('x'.repeat(200_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const put = (url: string, signal = new AbortController().signal) => httpPut(url, '{"Reason":"ü"}', signal);

describe('an answer is put', () => {
  test('as the URL was signed: path and query as they are, an empty content-type, and no chunks', async () => {
    expect(await put(`http://127.0.0.1:${port}/a%20path/answer?X-Amz-Signature=5ec2%2Fe7&b=`)).toBe(201);
    expect(received).toEqual([
      {
        method: 'PUT',
        url: '/a%20path/answer?X-Amz-Signature=5ec2%2Fe7&b=',
        headers: expect.objectContaining({ 'content-type': '', 'content-length': '15' }),
        body: '{"Reason":"ü"}',
      },
    ]);
    expect(received[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  test('over TLS to an https URL', async () => {
    await expect(put(`https://127.0.0.1:${port}/answer`)).rejects.toThrow(/SSL|TLS|EPROTO|wrong version/);
    expect(received).toEqual([]);
  });
});

describe('a put fails', () => {
  test('when the connection is refused', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(put(`http://127.0.0.1:${port}/answer`)).rejects.toThrow('ECONNREFUSED');
  });

  test('when the connection breaks', async () => {
    respond = (broken) => {
      broken.closeAllConnections();
    };
    await expect(put(`http://127.0.0.1:${port}/answer`)).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  test('when it is given up', async () => {
    const request = new AbortController();
    respond = () => {
      request.abort();
    };
    await expect(put(`http://127.0.0.1:${port}/answer`, request.signal)).rejects.toThrow('aborted');
  });
});

test('an IPv6 address is connected to without its brackets', async () => {
  // Port 9 of the discard service: nobody listens there, and the error names what was connected to.
  await expect(put('http://[::1]:9/answer')).rejects.toThrow(/connect \w+ ::1:9/);
});

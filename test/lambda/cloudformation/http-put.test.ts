import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpPut } from '../../../lambda/cloudformation/http-put';
import { Recorder } from '../harness/recorder';

let recorder: Recorder;
let respond: (response: ServerResponse) => void;

beforeEach(async () => {
  // A body that the function does not read.
  respond = (response) => response.writeHead(201).end('x'.repeat(200_000));
  recorder = await Recorder.start((response) => {
    respond(response);
  });
});
afterEach(() => recorder.close());

const put = (url: string, signal = new AbortController().signal) => httpPut(url, '{"Reason":"ü"}', signal);

describe('a response is put', () => {
  test('as the URL was signed: path and query as they are, an empty content-type, and no chunks', async () => {
    expect(await put(`${recorder.endpoint}/a%20path/response?X-Amz-Signature=5ec2%2Fe7&b=`)).toBe(201);
    expect(recorder.received).toEqual([
      {
        method: 'PUT',
        url: '/a%20path/response?X-Amz-Signature=5ec2%2Fe7&b=',
        headers: expect.objectContaining({ 'content-type': '', 'content-length': '15' }),
        body: '{"Reason":"ü"}',
      },
    ]);
    expect(recorder.received[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  test('over TLS to an https URL', async () => {
    await expect(put(`https://127.0.0.1:${recorder.port}/response`)).rejects.toThrow(/SSL|TLS|EPROTO|wrong version/);
    expect(recorder.received).toEqual([]);
  });
});

describe('a put fails', () => {
  test('when the connection is refused', async () => {
    await recorder.close();
    await expect(put(`${recorder.endpoint}/response`)).rejects.toThrow('ECONNREFUSED');
  });

  test('when the connection breaks', async () => {
    respond = () => {
      recorder.breakConnections();
    };
    await expect(put(`${recorder.endpoint}/response`)).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  test('when its signal has aborted before', async () => {
    await expect(put(`${recorder.endpoint}/response`, AbortSignal.abort())).rejects.toThrow('aborted');
    expect(recorder.received).toEqual([]);
  });

  test('when its signal aborts', async () => {
    const request = new AbortController();
    respond = () => {
      request.abort();
    };
    await expect(put(`${recorder.endpoint}/response`, request.signal)).rejects.toThrow('aborted');
  });
});

test('an IPv6 address is connected to without its brackets', async () => {
  // Nothing listens on port 9, and the error names the address of the connection.
  await expect(put('http://[::1]:9/response')).rejects.toThrow(/connect \w+ ::1:9/);
});

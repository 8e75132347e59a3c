import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Put } from './submit-response';

/** Sends what the pre-signed URL was signed for: an empty content-type is part of the signature. */
export const httpPut: Put = async (url, body, signal) => {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const options = {
    method: 'PUT',
    protocol,
    // An IPv6 address has brackets in a URL, and none as an option.
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    path: `${pathname}${search}`,
    headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
    // No connection is kept: Lambda freezes the function after the response, and a kept connection dies meanwhile.
    agent: false,
    signal,
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // The URL goes in as options, since some emulators of Lambda know only that form.
    const request = (protocol === 'http:' ? httpRequest : httpsRequest)(options);
    request.on('response', resolve).on('error', reject).end(body);
  });
  await new Promise((resolve, reject) => response.resume().on('end', resolve).on('error', reject));
  return response.statusCode ?? 0;
};

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Put } from './deliver';

/**
 * Answers as the pre-signed URL wants it: an empty content-type, which is part of what was signed.
 *
 * The URL goes in as options and not as an argument of its own, since some emulators' Lambda only knows that form.
 */
export const httpPut: Put = (url, body, signal) =>
  new Promise((resolve, reject) => {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const request = protocol === 'http:' ? httpRequest : httpsRequest;
    const options = {
      method: 'PUT',
      hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      path: `${pathname}${search}`,
      headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
      signal,
    };
    const call = request(options);
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });

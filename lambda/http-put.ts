import type { Put } from './deliver';
import { sendHttp } from './http-request';

/** Answers as the pre-signed URL wants it: an empty content-type, which is part of what was signed. */
export const httpPut: Put = async (url, body, signal) => {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  // A connection of its own: one that is kept is dead when Lambda thaws the function for its next event.
  const options = { method: 'PUT', protocol, hostname, port, path: `${pathname}${search}`, headers, agent: false };
  const response = await sendHttp(options, body, signal);
  await new Promise((resolve, reject) => response.resume().on('end', resolve).on('error', reject));
  return response.statusCode ?? 0;
};

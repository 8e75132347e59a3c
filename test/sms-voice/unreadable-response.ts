import type { Plan } from './faults';
import type { Response } from './call';

const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/x-amz-json-1.0' };

/** The response to a fault that tells the client no error of the service. */
export function unreadableResponse(fault: Plan['fault']): Response | undefined {
  switch (fault) {
    case 'unavailable':
      return { status: 503, headers: html, body: '<html>Service Unavailable</html>' };
    case 'redirect':
      return { status: 302, headers: { ...html, location: 'https://elsewhere.invalid/' }, body: '' };
    case 'empty-before':
    case 'empty-after':
      return { status: 400, headers: json, body: '' };
    case 'null-before':
    case 'null-after':
      return { status: 400, headers: json, body: 'null' };
    default:
      return undefined;
  }
}

/**
 * The query of a pre-signed S3 URL, as ResponseURLs have it. Times are milliseconds since the epoch.
 *
 * @param signedAt written as `X-Amz-Date=YYYYMMDDTHHMMSSZ`, in whole seconds; left out when absent
 */
export function signedQuery(signedAt: number | undefined): string {
  const date = signedAt === undefined ? [] : [`X-Amz-Date=${basicFormat(signedAt)}`];
  return ['X-Amz-Algorithm=AWS4-HMAC-SHA256', ...date, 'X-Amz-Expires=7200', 'X-Amz-Signature=secret'].join('&');
}

function basicFormat(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
}

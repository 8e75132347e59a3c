import type { HttpRequest } from '@smithy/types';

const NO_PREFERENCE: string[] = [];

/** What each new client of the SDK would look for in the environment and in files, which takes longer than a call. */
export const NOTHING_TO_LOOK_UP = {
  defaultsMode: 'standard',
  retryMode: 'standard',
  maxAttempts: 1,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  ignoreConfiguredEndpointUrls: true,
  authSchemePreference: NO_PREFERENCE,
  userAgentAppId: '',
} as const;

/**
 * The configuration of a client of the SDK that has a request handler in the service's place. It names its caller without a
 * signature, which would be most of a call's cost, and which nobody would verify.
 */
export function inProcessClient({ region, accessKeyId }: { readonly region: string; readonly accessKeyId: string }) {
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/sms-voice/aws4_request`;
  return {
    ...NOTHING_TO_LOOK_UP,
    region,
    credentials: { accessKeyId, secretAccessKey: 'not-a-secret' },
    signer: {
      sign: (request: HttpRequest) => Promise.resolve({ ...request, headers: { ...request.headers, authorization } }),
    },
  };
}

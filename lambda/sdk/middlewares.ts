import { version as sdkVersion } from '@aws-sdk/client-pinpoint-sms-voice-v2/package.json';
import { HttpRequest } from '@smithy/core/protocols';
import type {
  AbsoluteLocation,
  BuildHandlerOptions,
  BuildMiddleware,
  FinalizeRequestHandlerOptions,
  FinalizeRequestMiddleware,
  Pluggable,
} from '@smithy/types';
import { version } from '../../package.json';

// In the place of what the SDK does around every call: its code is run for the first time when every millisecond counts.

interface UserAgentSettings {
  /** AWS_SDK_UA_APP_ID. */
  readonly userAgentAppId: () => Promise<string | undefined>;
}

/** By which CloudTrail tells whose a call was, in the form that the SDK gives it, without a survey of the machine. */
async function userAgent({ userAgentAppId }: UserAgentSettings): Promise<string> {
  const appId = (await userAgentAppId())?.replace(/[^!$%&'*+\-.^_`|~\w]/g, '-');
  const application = appId === undefined || appId === '' ? [] : [`app/${appId}`];
  const sdk = [`aws-sdk-js/${sdkVersion}`, `md/nodejs#${process.versions.node}`];
  return [...sdk, ...application, `cdk-sms-pool-association/${version}`].join(' ');
}

export const userAgentMiddleware =
  (settings: UserAgentSettings): BuildMiddleware<object, object> =>
  (next) =>
  async (args) => {
    if (HttpRequest.isInstance(args.request)) args.request.headers['user-agent'] = await userAgent(settings);
    return next(args);
  };
export const getUserAgentMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: 'getUserAgentMiddleware',
  step: 'build',
  priority: 'low',
};
export const getUserAgentPlugin = (settings: UserAgentSettings): Pluggable<object, object> => ({
  applyToStack: (stack) => {
    stack.add(userAgentMiddleware(settings), getUserAgentMiddlewareOptions);
  },
});

/** The handler repeats calls itself. Other middlewares find their places by the name of this one. */
export const bindRetryMiddleware = () => (): FinalizeRequestMiddleware<object, object> => (next) => next;
export const retryMiddlewareOptions: FinalizeRequestHandlerOptions & AbsoluteLocation = {
  name: 'retryMiddleware',
  step: 'finalizeRequest',
  priority: 'high',
};
export const bindGetRetryPlugin = () => (): Pluggable<object, object> => ({
  applyToStack: (stack) => {
    stack.add(bindRetryMiddleware()(), retryMiddlewareOptions);
  },
});

/** The handler logs each call itself. */
export const getLoggerPlugin = nothing;

/** A call of this service comes back to no function. The headers of traces go with it: the service adds nothing to them. */
export const getRecursionDetectionPlugin = nothing;

function nothing(): Pluggable<object, object> {
  return { applyToStack: () => undefined };
}

// Names beside these that the SDK passes on.
export { nothing as createDefaultUserAgentProvider, nothing as defaultUserAgent, nothing as crtAvailability };
export { nothing as loggerMiddleware, nothing as loggerMiddlewareOptions };

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

/** By which CloudTrail tells whose a call was, in the form that the SDK gives it, without a survey of the machine. */
const USER_AGENT = `aws-sdk-js/${sdkVersion} md/nodejs#${process.versions.node} cdk-sms-pool-association/${version}`;

export const userAgentMiddleware = (): BuildMiddleware<object, object> => (next) => (args) => {
  if (HttpRequest.isInstance(args.request)) args.request.headers['user-agent'] = USER_AGENT;
  return next(args);
};
export const getUserAgentMiddlewareOptions: BuildHandlerOptions & AbsoluteLocation = {
  name: 'getUserAgentMiddleware',
  step: 'build',
  priority: 'low',
};
export const getUserAgentPlugin = (): Pluggable<object, object> => ({
  applyToStack: (stack) => {
    stack.add(userAgentMiddleware(), getUserAgentMiddlewareOptions);
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

/** A call of this service comes back to no function. */
export const getRecursionDetectionPlugin = nothing;

function nothing(): Pluggable<object, object> {
  return { applyToStack: () => undefined };
}

// Names beside these that the SDK passes on.
export { nothing as createDefaultUserAgentProvider, nothing as defaultUserAgent, nothing as crtAvailability };
export { nothing as loggerMiddleware, nothing as loggerMiddlewareOptions };

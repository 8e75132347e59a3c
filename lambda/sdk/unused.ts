// In the place of parts of the SDK that a call of this service has no use for.

/** Calls are single attempts. */
export const StandardRetryStrategy = undefined;
export const AdaptiveRetryStrategy = undefined;

/** Only the events of a stream have headers in binary. One is made all the same, and never used. */
export const HeaderFormatter = Object;

/** Node has a SHA-256 of its own. */
export const Sha256Js = undefined;

/** The handler makes its tokens itself. It is called all the same, when the SDK is loaded. */
export const bindV4 = Object;

/** The client has none. */
export const resolveRuntimeExtensions = <Configuration>(configuration: Configuration): Configuration => configuration;

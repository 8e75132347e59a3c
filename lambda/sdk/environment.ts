import { fromStatic, type loadConfig as sdkLoadConfig } from '@smithy/core/config';

// Lambda tells a function all in its environment: no file, metadata service, login or other process need be asked.

/** In the place of a search for credentials in a dozen places. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';

/** In the place of a search for each setting in the environment and in configuration files. */
export const loadConfig: typeof sdkLoadConfig = ({ environmentVariableSelector: select, default: otherwise }) => {
  const fallback = fromStatic(otherwise);
  return async () => {
    try {
      return select(process.env) ?? (await fallback());
    } catch {
      // As in the SDK: a value that can't be read counts as none.
      return fallback();
    }
  };
};

/** In the place of a question to EC2's metadata service when there is no AWS_REGION. */
export const getInstanceMetadataRegion = (): Promise<undefined> => Promise.resolve(undefined);

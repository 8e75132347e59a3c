import { Duration } from 'aws-cdk-lib';

/** How long CloudFormation waits for a response. */
export const SERVICE_TIMEOUT = Duration.minutes(30);

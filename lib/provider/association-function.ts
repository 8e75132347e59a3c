import { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { aws_logs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import type { AssociationProviderProps } from '../association-provider-props';
import { functionCode, makeReadable } from '../function-code';
import { overrideLogicalId } from '../naming/logical-id';
import { acknowledgeDeadLetterQueue } from './cdk-nag';
import { functionProblems } from './function-promises';
import { SERVICE_TIMEOUT } from './provider-use';

/** How long the function works on one event: Lambda's maximum. */
const FUNCTION_TIMEOUT = Duration.minutes(15);

/** An attempt that begins at the last moment still ends before CloudFormation stops waiting for the response. */
const MAX_EVENT_AGE = SERVICE_TIMEOUT.minus(FUNCTION_TIMEOUT);

const RETRY_ATTEMPTS = 2;

/** The function of a provider, with how Lambda delivers events to it. */
export interface AssociationFunction {
  readonly lambdaFunction: lambda.Function;
  readonly resource: lambda.CfnFunction;
  readonly invokeConfig: lambda.CfnEventInvokeConfig;
}

/** Makes the function. Whatever changes it later, what the associations rely on is validated at synthesis. */
export function createFunction(
  provider: Construct,
  prefix: string,
  props: AssociationProviderProps,
  role: IRole,
  { logGroupRef: { logGroupName } }: aws_logs.ILogGroupRef,
): AssociationFunction {
  const lambdaFunction = new lambda.Function(provider, 'Function', {
    ...props,
    ...ownDeadLetterQueue(provider, props),
    description: props.description ?? 'Puts origination identities into their SMS pools, and takes them out again',
    runtime: props.runtime ?? lambda.determineLatestNodeRuntime(provider),
    architecture: props.architecture ?? lambda.Architecture.ARM_64,
    memorySize: props.memorySize ?? 256,
    code: functionCode(),
    handler: 'index.handler',
    role,
    // lambda.Function would grant a wildcard to the role, which may be the user's; the base policy has that permission.
    tracing: lambda.Tracing.DISABLED,
    // By name, because not every version of lambda.Function takes an L1 log group.
    logGroup: LogGroup.fromLogGroupName(provider, 'FunctionLogGroup', logGroupName),
    loggingFormat: lambda.LoggingFormat.JSON,
    timeout: FUNCTION_TIMEOUT,
    retryAttempts: RETRY_ATTEMPTS,
    maxEventAge: MAX_EVENT_AGE,
  });
  makeReadable(lambdaFunction);
  const { defaultChild: resource } = lambdaFunction.node;
  const invokeConfig = lambdaFunction.node.tryFindChild('EventInvokeConfig')?.node.defaultChild;
  if (
    !lambda.CfnFunction.isCfnFunction(resource) ||
    !lambda.CfnEventInvokeConfig.isCfnEventInvokeConfig(invokeConfig)
  ) {
    throw new Error(
      `[${lambdaFunction.node.path}] got a function without retryAttempts and maxEventAge; expected both, since they limit ` +
        'how long an event lives; exclude this function from the property injector that removes them',
    );
  }
  overrideLogicalId(lambdaFunction, `${prefix}Function`);
  invokeConfig.overrideLogicalId(`${prefix}EventInvokeConfig`);
  if (props.tracing !== undefined && props.tracing !== lambda.Tracing.DISABLED) {
    resource.tracingConfig = { mode: props.tracing };
  }
  provider.node.addValidation({
    validate: () =>
      functionProblems(resource, invokeConfig, {
        timeoutSeconds: FUNCTION_TIMEOUT.toSeconds(),
        maxEventAgeSeconds: MAX_EVENT_AGE.toSeconds(),
        retryAttempts: RETRY_ATTEMPTS,
        roleArn: role.roleArn,
        logGroupName,
      }),
  });
  return { lambdaFunction, resource, invokeConfig };
}

/**
 * The queue that lambda.Function would make accepts requests without TLS, and keeps events for 14 days. An event holds the
 * pre-signed URL of its response, and CloudFormation waits for that for an hour at most.
 */
function ownDeadLetterQueue(
  provider: Construct,
  { deadLetterQueue, deadLetterTopic, deadLetterQueueEnabled }: AssociationProviderProps,
): { readonly deadLetterQueue?: sqs.Queue } {
  if (deadLetterQueueEnabled !== true || deadLetterQueue !== undefined || deadLetterTopic !== undefined) return {};
  const queue = new sqs.Queue(provider, 'DeadLetterQueue', {
    retentionPeriod: Duration.hours(2),
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
  acknowledgeDeadLetterQueue(queue);
  return { deadLetterQueue: queue };
}

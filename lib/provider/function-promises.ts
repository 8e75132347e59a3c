import { Stack } from 'aws-cdk-lib';
import type { CfnEventInvokeConfig, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { OLDEST_NODE_VERSION, nodeVersion } from '../checks/function-options';
import { hasMember } from '../util/has-member';
import { templateProperties } from '../util/template-properties';

/** What the function and its event handling must be, whoever has changed it. */
export interface Promised {
  readonly timeoutSeconds: number;
  readonly maxEventAgeSeconds: number;
  readonly retryAttempts: number;
  readonly roleArn: string;
  readonly logGroupName: string;
}

/** A property that has to have a certain value, and why. */
type Rule = readonly [property: string, got: unknown, holds: boolean, expected: unknown, reason: string];

/**
 * The problems of a function that was made otherwise than the provider asked for.
 *
 * Property injectors, aspects and escape hatches can change it after its props were checked. What they add, like a VPC or
 * tracing, is welcome.
 */
export function functionProblems(
  lambdaFunction: CfnFunction,
  invokeConfig: CfnEventInvokeConfig,
  promised: Promised,
): string[] {
  const stack = Stack.of(lambdaFunction);
  const text = (value: unknown): string => JSON.stringify(stack.resolve(value));
  const { Timeout, Runtime, Role, LoggingConfig, ReservedConcurrentExecutions } = templateProperties(lambdaFunction);
  const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = templateProperties(invokeConfig);
  const logGroup: unknown = hasMember(LoggingConfig, 'LogGroup') ? LoggingConfig.LogGroup : undefined;
  const equal = (property: string, got: unknown, expected: unknown, reason: string): Rule => [
    property,
    got,
    text(got) === text(expected),
    expected,
    reason,
  ];
  const version = nodeVersion(Runtime);
  const rules: Rule[] = [
    equal('Timeout', Timeout, promised.timeoutSeconds, 'a move takes that long'),
    equal('Role', Role, promised.roleArn, 'its permissions are there'),
    equal('LoggingConfig.LogGroup', logGroup, promised.logGroupName, 'it may write there'),
    [
      'Runtime',
      Runtime,
      version === undefined ? typeof Runtime !== 'string' : version >= OLDEST_NODE_VERSION,
      `nodejs${OLDEST_NODE_VERSION}.x or newer`,
      'its code is JavaScript',
    ],
    [
      'ReservedConcurrentExecutions',
      ReservedConcurrentExecutions,
      ReservedConcurrentExecutions !== 0,
      '1 or more',
      'Lambda refuses every event',
    ],
    equal('MaximumRetryAttempts', MaximumRetryAttempts, promised.retryAttempts, 'crashed events are retried'),
    equal(
      'MaximumEventAgeInSeconds',
      MaximumEventAgeInSeconds,
      promised.maxEventAgeSeconds,
      'CloudFormation waits no longer',
    ),
  ];
  return rules
    .filter(([, , holds]) => !holds)
    .map(
      ([property, got, , expected, reason]) =>
        `'${lambdaFunction.node.path}' has ${property} ${text(got)}; expected ${text(expected)}, since ${reason}; a property ` +
        'injector, an aspect or an override changed it: exclude this function there',
    );
}

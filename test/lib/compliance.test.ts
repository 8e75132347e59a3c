import { describe, expect, test } from '@jest/globals';
import { type App, CfnParameter, Lazy, type Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LambdaInsightsVersion, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R4Checks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
} from 'cdk-nag';
import {
  AssociationDriftDetection,
  AssociationProvider,
  type AssociationProviderProps,
  OriginationIdentity,
  SmsPool,
} from 'cdk-sms-pool-association';
import { PLACEHOLDERS } from '../../examples/compliant-placeholders';
import { CompliantStack } from '../../examples/compliant-stack';
import { arn, associate, HOME, importedVpc, newApp, newStack, OTHER_ACCOUNT, poolById } from './fixtures';
import { pairwise } from './pairwise';

const PACKS = [
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R4Checks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
];

/** The ARN of every pool, as a token, since a literal one is refused. */
const WILDCARD = Lazy.string({ produce: () => arn('pool/*') });

/** A choice for an option: the props that it gives, and the findings that it leaves. */
interface Choice {
  readonly title: string;
  readonly props?: (stack: Stack) => AssociationProviderProps;
  readonly findings?: readonly string[];
}

const CONTROLS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

const OPTIONS: Readonly<Record<string, readonly Choice[]>> = {
  network: [
    { title: 'no vpc', findings: CONTROLS.map((pack) => `${pack}-LambdaInsideVPC`) },
    { title: 'vpc', props: (stack) => ({ vpc: importedVpc(stack) }) },
  ],
  logs: [
    { title: 'own log group', findings: CONTROLS.map((pack) => `${pack}-CloudWatchLogGroupEncrypted`) },
    { title: 'logGroup', props: (stack) => ({ logGroup: new LogGroup(stack, 'Logs') }) },
  ],
  role: [
    { title: 'own role' },
    {
      title: 'permissionsBoundary',
      props: () => ({ permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess') }),
    },
    {
      title: 'role',
      props: (stack) => ({
        role: new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      }),
    },
  ],
  tracing: [
    { title: 'no tracing', findings: ['Serverless-LambdaTracing'] },
    { title: 'tracing', props: () => ({ tracing: Tracing.ACTIVE }) },
  ],
  deadLetters: [
    {
      title: 'no dead letters',
      findings: ['HIPAA.Security-LambdaDLQ', 'NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
    },
    { title: 'deadLetterQueueEnabled', props: () => ({ deadLetterQueueEnabled: true }) },
    { title: 'deadLetterQueue', props: (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters') }) },
    { title: 'deadLetterTopic', props: (stack) => ({ deadLetterTopic: new Topic(stack, 'DeadLetters') }) },
  ],
  destination: [
    { title: 'no onFailure', findings: ['Serverless-LambdaAsyncFailureDestination'] },
    { title: 'onFailure', props: (stack) => ({ onFailure: new SqsDestination(new Queue(stack, 'Failures')) }) },
  ],
  concurrency: [
    {
      title: 'no reservedConcurrentExecutions',
      findings: ['HIPAA.Security-LambdaConcurrency', 'NIST.800.53.R5-LambdaConcurrency'],
    },
    { title: 'reservedConcurrentExecutions', props: () => ({ reservedConcurrentExecutions: 10 }) },
  ],
  runtime: [
    { title: 'newest runtime' },
    {
      title: 'older runtime',
      props: () => ({ runtime: Runtime.NODEJS_22_X }),
      findings: ['AwsSolutions-L1', 'Serverless-LambdaLatestVersion'],
    },
  ],
  environment: [
    { title: 'no environment' },
    {
      title: 'environment',
      props: (stack) => ({ environment: { A: 'b' }, environmentEncryption: new Key(stack, 'Key') }),
    },
  ],
  insights: [
    { title: 'no insights' },
    { title: 'insightsVersion', props: () => ({ insightsVersion: LambdaInsightsVersion.VERSION_1_0_404_0 }) },
  ],
  name: [{ title: 'no name' }, { title: 'name', props: () => ({ name: 'Mine' }) }],
};

const COMBINATIONS = pairwise(Object.fromEntries(Object.entries(OPTIONS).map(([name, { length }]) => [name, length])))
  .map((combination) => [...combination].flatMap(([name, choice]) => OPTIONS[name]?.[choice] ?? []))
  .map((choices) => ({ title: choices.map(({ title }) => title).join(', '), choices }));

describe('the packs of cdk-nag find in what the library makes only what the options leave', () => {
  test.each(COMBINATIONS)('$title', ({ choices }) => {
    const app = newApp();
    const stack = newStack(HOME, 'Stack', app);
    const props = choices.reduce<AssociationProviderProps>(
      (before, choice) => ({ ...before, ...choice.props?.(stack) }),
      {},
    );
    declareAssociations(stack, new AssociationProvider(stack, 'Provider', props));
    new AssociationDriftDetection(stack, 'Drift');
    expect(findings(app)).toEqual(choices.flatMap((choice) => choice.findings ?? []).sort());
    expect(findings(app, 'Stack/Drift')).toEqual([]);
  });
});

describe('the packs of cdk-nag find nothing at all', () => {
  test.each([HOME, {}])('in the example with the settings that a company needs: %j', (props) => {
    const app = newApp();
    new CompliantStack(app, 'Example', { ...PLACEHOLDERS, ...props });
    expect(findings(app, '')).toEqual([]);
  });

  test.each([HOME, {}])('in that example with a drift detection: %j', (props) => {
    const app = newApp();
    const stack = new CompliantStack(app, 'Example', { ...PLACEHOLDERS, ...props });
    new AssociationDriftDetection(stack, 'Drift', { repair: true });
    expect(findings(app, '')).toEqual([]);
  });

  test('but would find what is wrong', () => {
    const app = newApp();
    const stack = new CompliantStack(app, 'Example', PLACEHOLDERS);
    new Queue(stack, 'Queue');
    expect(findings(app, '')).toContain('AwsSolutions-SQS4');
  });
});

test.each<[string, (stack: Stack) => unknown]>([
  ['of a pool', (stack) => associate(stack, 'Association', { pool: SmsPool.fromPoolArn(stack, 'Pool', WILDCARD) })],
  [
    'of a log group',
    (stack) => new AssociationProvider(stack, 'Provider', { logGroup: LogGroup.fromLogGroupName(stack, 'Logs', '*') }),
  ],
])('a wildcard in the name %s is the app’s, and is not acknowledged', (_, declare) => {
  const app = newApp();
  declare(newStack(HOME, 'Stack', app));
  const wildcards = findings(app, 'Stack/').filter((rule) => rule.startsWith('AwsSolutions-IAM5'));
  expect(wildcards).toHaveLength(1);
});

/** Associations whose policies differ: a literal pool, one behind a parameter, identities of other accounts. */
function declareAssociations(stack: Stack, provider: AssociationProvider): void {
  const poolArn = new CfnParameter(stack, 'PoolArn').valueAsString;
  associate(stack, 'Literal', { provider, pool: poolById(stack) });
  associate(stack, 'Shared', {
    provider,
    pool: SmsPool.fromPoolArn(stack, 'Pool', poolArn),
    originationIdentity: OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB', OTHER_ACCOUNT)),
  });
}

/** The rules that the constructs below a path break, in any pack. */
function findings(app: App, below = 'Stack/Provider'): string[] {
  const broken = PACKS.flatMap((Pack) => new Pack().validateScope(app).violations).filter(({ violatingResources }) =>
    violatingResources.some(({ constructPath }) => constructPath?.startsWith(below)),
  );
  return broken.map(({ ruleName }) => ruleName).sort();
}

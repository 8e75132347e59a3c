import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Aspects, CustomResource, Duration, PropertyInjectors, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnEventInvokeConfig, CfnFunction, Function as LambdaFunction, Tracing } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import {
  AssociationDriftDetection,
  AssociationProvider,
  type AssociationProviderProps,
  OriginationIdentityAssociation,
} from 'cdk-sms-pool-association';
import { buildSync } from 'esbuild';
import {
  associate,
  ASSOCIATION,
  expectStatements,
  HOME,
  importedVpc,
  newApp,
  newStack,
  provided,
  resourceOf,
  synthesis,
} from './fixtures';

/** A stack of an app in which a platform team sets defaults for a class. */
function stackWithDefaults(constructUniqueId: string, defaults: object): Stack {
  const app = newApp();
  PropertyInjectors.of(app).add({ constructUniqueId, inject: (props: object) => ({ ...props, ...defaults }) });
  return newStack(HOME, 'Stack', app);
}

/** A change of the function after it was made. */
function change(stack: Stack, by: (one: CfnFunction) => void): void {
  Aspects.of(stack).add({
    visit: (element) => {
      if (CfnFunction.isCfnFunction(element)) by(element);
    },
  });
}

describe('what the function gets after its props brings the permissions that it needs', () => {
  test.each<[string, (one: CfnFunction) => void, string]>([
    [
      'a VPC',
      (one) => (one.vpcConfig = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] }),
      'ec2:CreateNetworkInterface',
    ],
    [
      'a VPC by an override',
      (one) => {
        one.addPropertyOverride('VpcConfig', { SubnetIds: ['subnet-1'], SecurityGroupIds: [] });
      },
      'ec2:CreateNetworkInterface',
    ],
    ['tracing', (one) => (one.tracingConfig = { mode: 'Active' }), 'xray:PutTraceSegments'],
  ])('%s', (_, by, action) => {
    const stack = newStack();
    associate(stack);
    change(stack, by);
    expectStatements(Template.fromStack(stack), { Action: Match.arrayWith([action]), Resource: '*' });
  });

  test.each<[string, (network: Stack) => object, string]>([
    ['tracing', () => ({ tracing: Tracing.ACTIVE }), 'xray:PutTraceSegments'],
    ['a VPC', (network) => ({ vpc: importedVpc(network) }), 'ec2:CreateNetworkInterface'],
  ])('%s by a property injector', (_, defaults, action) => {
    const stack = stackWithDefaults(LambdaFunction.PROPERTY_INJECTION_ID, defaults(newStack(HOME, 'Network')));
    associate(stack);
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toContain(action);
  });
});

describe('what would break a promise is an error that names it', () => {
  test.each<[string, (one: CfnFunction) => void, string]>([
    ['a time limit', (one) => (one.timeout = 30), 'Timeout 30; expected 900, since a move takes that long'],
    ['a runtime', (one) => (one.runtime = 'nodejs20.x'), 'Runtime "nodejs20.x"; expected "nodejs22.x or newer"'],
    ['another language', (one) => (one.runtime = 'python3.12'), 'Runtime "python3.12"; expected'],
    ['no executions', (one) => (one.reservedConcurrentExecutions = 0), 'ReservedConcurrentExecutions 0; expected'],
    ['another role', (one) => (one.role = 'arn:aws:iam::111122223333:role/other'), 'Role "arn:aws:iam::1'],
    [
      'another log group',
      (one) => (one.loggingConfig = { logGroup: 'other' }),
      'LoggingConfig.LogGroup "other"; expected',
    ],
  ])('%s', (_, by, message) => {
    const stack = newStack();
    associate(stack);
    change(stack, by);
    expect(synthesis(stack)).toThrow(
      `[Stack/SmsPoolAssociationProvider] 'Stack/SmsPoolAssociationProvider/Function/Resource' has ${message}`,
    );
  });

  test.each([
    ['maximumRetryAttempts', 0, 'MaximumRetryAttempts 0; expected 2'],
    ['maximumEventAgeInSeconds', 21_600, 'MaximumEventAgeInSeconds 21600; expected 900'],
  ])('%s', (property, value, message) => {
    const stack = newStack();
    associate(stack);
    Aspects.of(stack).add({
      visit: (element) => CfnEventInvokeConfig.isCfnEventInvokeConfig(element) && Reflect.set(element, property, value),
    });
    expect(synthesis(stack)).toThrow(message);
  });

  test('another time that CloudFormation waits', () => {
    const stack = newStack();
    resourceOf(associate(stack)).addPropertyOverride('ServiceTimeout', '60');
    expect(synthesis(stack)).toThrow(
      '\'Stack/Association\' has ServiceTimeout "60"; expected 1800, since the function may answer that late',
    );
  });

  test.each([
    [
      'another time that CloudFormation waits',
      CustomResource.PROPERTY_INJECTION_ID,
      { serviceTimeout: Duration.seconds(60) },
      'has ServiceTimeout "60"; expected 1800',
    ],
    [
      'a time limit',
      LambdaFunction.PROPERTY_INJECTION_ID,
      { timeout: Duration.seconds(30) },
      'has Timeout 30; expected 900',
    ],
  ])('%s, by a property injector', (_, constructUniqueId, defaults, message) => {
    const stack = stackWithDefaults(constructUniqueId, defaults);
    associate(stack);
    expect(synthesis(stack)).toThrow(message);
  });
});

describe('a platform team sets defaults', () => {
  test('of the provider that a stack gets by itself', () => {
    const stack = stackWithDefaults(AssociationProvider.PROPERTY_INJECTION_ID, { memorySize: 1024 });
    associate(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024 });
  });

  test('of the drift detections', () => {
    const schedule = ScheduleExpression.rate(Duration.days(1));
    const stack = stackWithDefaults(AssociationDriftDetection.PROPERTY_INJECTION_ID, { schedule });
    associate(stack);
    new AssociationDriftDetection(stack, 'Drift');
    Template.fromStack(stack).hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)' });
  });

  test('of the associations; the nearest scope counts', () => {
    const constructUniqueId = OriginationIdentityAssociation.PROPERTY_INJECTION_ID;
    const stack = stackWithDefaults(constructUniqueId, { revision: 'of the app' });
    PropertyInjectors.of(stack).add({
      constructUniqueId,
      inject: (props: object, { id }) => ({ ...props, revision: `of ${id}` }),
    });
    associate(stack);
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { Revision: 'of Association' });
  });
});

test.each<[string, (stack: Stack) => AssociationProviderProps, unknown]>([
  [
    'by its name',
    (stack) => ({ logGroup: CfnLogGroup.fromLogGroupName(stack, 'Logs', '/sms') }),
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:us-east-1:111122223333:log-group:/sms:*']] },
  ],
  [
    'by its ARN',
    (stack) => ({
      logGroup: CfnLogGroup.fromLogGroupArn(stack, 'Logs', 'arn:aws:logs:us-east-1:111122223333:log-group:/sms'),
    }),
    'arn:aws:logs:us-east-1:111122223333:log-group:/sms:*',
  ],
])('the function may write to the streams of a log group that is imported %s', (_, props, Resource) => {
  expectStatements(provided(props), { Action: Match.arrayWith(['logs:PutLogEvents']), Resource });
});

describe("the function's code", () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'code-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('can be read by Lambda whatever the umask was', () => {
    const before = process.umask(0o077);
    try {
      const app = newApp();
      associate(newStack({}, 'Stack', app));
      const { directory } = app.synth();
      const [staged = ''] = readdirSync(directory).filter((name) => name.startsWith('asset.'));
      expect(readdirSync(path.join(directory, staged))).toEqual(['index.js']);
      expect(statSync(path.join(directory, staged)).mode & 0o777).toBe(0o755);
      expect(statSync(path.join(directory, staged, 'index.js')).mode & 0o444).toBe(0o444);
    } finally {
      process.umask(before);
    }
  });

  test("is never the app's own file beside a bundle of the app", () => {
    const root = path.join(__dirname, '..', '..');
    mkdirSync(path.join(folder, 'lambda', 'dist'), { recursive: true });
    writeFileSync(path.join(folder, 'lambda', 'dist', 'index.js'), 'exports.handler = () => "of the app";');
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const program = path.join(folder, 'dist', 'app.js');
    buildSync({
      stdin: {
        contents: `import { App, Stack } from 'aws-cdk-lib'; import { AssociationProvider } from './lib';
          new AssociationProvider(new Stack(new App(), 'Stack'), 'Provider');`,
        resolveDir: root,
      },
      outfile: program,
      bundle: true,
      platform: 'node',
      external: ['aws-cdk-lib', 'constructs'],
    });
    expect(() => execFileSync(process.execPath, [program], { cwd: folder, stdio: 'pipe' })).toThrow(
      "leave the package out of the bundle, for instance with esbuild's `--external:cdk-sms-pool-association`",
    );
  });
});

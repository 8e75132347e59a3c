import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  type App,
  Aspects,
  CfnResource,
  CustomResource,
  Duration,
  type IPropertyInjector,
  PropertyInjectors,
  type Stack,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnEventInvokeConfig, CfnFunction, Function as LambdaFunction, Tracing } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import {
  AssociationDriftDetection,
  AssociationProvider,
  OriginationIdentityAssociation,
} from 'cdk-sms-pool-association';
import { buildSync } from 'esbuild';
import { associate, ASSOCIATION, HOME, importedVpc, newApp, newStack } from './fixtures';

/** A platform team's defaults for a class. */
function inject(app: App, constructUniqueId: string, defaults: object): void {
  const injector: IPropertyInjector = { constructUniqueId, inject: (props: object) => ({ ...props, ...defaults }) };
  PropertyInjectors.of(app).add(injector);
}

/** A change of the function after it was made. */
function change(stack: Stack, by: (lambdaFunction: CfnFunction) => void): void {
  Aspects.of(stack).add({
    visit: (element) => {
      if (CfnFunction.isCfnFunction(element)) by(element);
    },
  });
}

describe('what the function gets after its props brings the permissions that it needs', () => {
  test.each<[string, (lambdaFunction: CfnFunction) => void, string]>([
    [
      'a VPC',
      (lambdaFunction) => (lambdaFunction.vpcConfig = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] }),
      'ec2:CreateNetworkInterface',
    ],
    [
      'a VPC by an override',
      (lambdaFunction) => {
        lambdaFunction.addPropertyOverride('VpcConfig', { SubnetIds: ['subnet-1'], SecurityGroupIds: [] });
      },
      'ec2:CreateNetworkInterface',
    ],
    ['tracing', (lambdaFunction) => (lambdaFunction.tracingConfig = { mode: 'Active' }), 'xray:PutTraceSegments'],
  ])('%s', (_, by, action) => {
    const stack = newStack();
    associate(stack);
    change(stack, by);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith([action]), Resource: '*' })]),
      },
    });
  });

  test.each<[string, (app: App) => object, string]>([
    ['tracing', () => ({ tracing: Tracing.ACTIVE }), 'xray:PutTraceSegments'],
    ['a VPC', (app) => ({ vpc: importedVpc(newStack(HOME, 'Network', app)) }), 'ec2:CreateNetworkInterface'],
  ])('%s by a property injector', (_, defaults, action) => {
    const app = newApp();
    const stack = newStack(HOME, 'Stack', app);
    inject(app, LambdaFunction.PROPERTY_INJECTION_ID, defaults(app));
    associate(stack);
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toContain(action);
  });
});

describe('what would break a promise is an error that names it', () => {
  test.each<[string, (lambdaFunction: CfnFunction) => void, string]>([
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
    expect(() => Template.fromStack(stack)).toThrow(
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
    expect(() => Template.fromStack(stack)).toThrow(message);
  });

  test('another time that CloudFormation waits', () => {
    const stack = newStack();
    const { defaultChild } = associate(stack).node;
    if (CfnResource.isCfnResource(defaultChild)) defaultChild.addPropertyOverride('ServiceTimeout', '60');
    expect(() => Template.fromStack(stack)).toThrow(
      '\'Stack/Association\' has ServiceTimeout "60"; expected 1800, since the function may answer that late',
    );
  });

  test('another time that CloudFormation waits, by a property injector', () => {
    const app = newApp();
    inject(app, CustomResource.PROPERTY_INJECTION_ID, { serviceTimeout: Duration.seconds(60) });
    const stack = newStack({}, 'Stack', app);
    associate(stack);
    expect(() => Template.fromStack(stack)).toThrow('has ServiceTimeout "60"; expected 1800');
  });

  test('a time limit by a property injector', () => {
    const app = newApp();
    inject(app, LambdaFunction.PROPERTY_INJECTION_ID, { timeout: Duration.seconds(30) });
    const stack = newStack({}, 'Stack', app);
    associate(stack);
    expect(() => Template.fromStack(stack)).toThrow('has Timeout 30; expected 900');
  });
});

describe('a platform team sets defaults', () => {
  test('of the provider that a stack gets by itself', () => {
    const app = newApp();
    inject(app, AssociationProvider.PROPERTY_INJECTION_ID, { memorySize: 1024 });
    const stack = newStack({}, 'Stack', app);
    associate(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024 });
  });

  test('of the drift detections', () => {
    const app = newApp();
    const schedule = ScheduleExpression.rate(Duration.days(1));
    inject(app, AssociationDriftDetection.PROPERTY_INJECTION_ID, { schedule });
    const stack = newStack({}, 'Stack', app);
    associate(stack);
    new AssociationDriftDetection(stack, 'Drift');
    Template.fromStack(stack).hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)' });
  });

  test('of the associations; the nearest scope counts', () => {
    const app = newApp();
    inject(app, OriginationIdentityAssociation.PROPERTY_INJECTION_ID, { revision: 'of the app' });
    const stack = newStack({}, 'Stack', app);
    PropertyInjectors.of(stack).add({
      constructUniqueId: OriginationIdentityAssociation.PROPERTY_INJECTION_ID,
      inject: (props: object, { id }) => ({ ...props, revision: `of ${id}` }),
    });
    associate(stack);
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { Revision: 'of Association' });
  });
});

test.each<[string, (stack: Stack) => ConstructorParameters<typeof AssociationProvider>[2], unknown]>([
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
  const stack = newStack(HOME);
  new AssociationProvider(stack, 'Provider', props(stack));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['logs:PutLogEvents']), Resource })]),
    },
  });
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

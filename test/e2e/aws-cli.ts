import { readFileSync } from 'node:fs';
import type { Processes } from './processes';

/** A resource of a stack. */
export interface Resource {
  readonly type: string;
  readonly physicalId: string;
  readonly logicalId: string;
}

/** A schedule of EventBridge Scheduler. */
export interface Schedule {
  readonly name: string;
  readonly expression: string;
  readonly target: { readonly Arn: string; readonly RoleArn: string; readonly Input: string };
}

/** The AWS CLI, as a user would look at what a deployment left behind. */
export class AwsCli {
  constructor(
    private readonly processes: Processes,
    private readonly program: string,
    private readonly env: Readonly<Record<string, string>>,
    /** A file of the run's own, for what the CLI does not print. */
    private readonly scratch: string,
  ) {}

  /** The same CLI in another region. */
  in(region: string): AwsCli {
    const env = { ...this.env, AWS_REGION: region, AWS_DEFAULT_REGION: region };
    return new AwsCli(this.processes, this.program, env, this.scratch);
  }

  /** The pool's origination identities, sorted. */
  async poolContents(poolId: string): Promise<readonly string[]> {
    const query = 'OriginationIdentities[].OriginationIdentity';
    const list = ['list-pool-origination-identities', '--pool-id', poolId, '--query', query];
    return words(await this.text('pinpoint-sms-voice-v2', ...list)).sort();
  }

  async phoneNumberStatus(phoneNumberId: string): Promise<string> {
    const describe = [
      'describe-phone-numbers',
      '--phone-number-ids',
      phoneNumberId,
      '--query',
      'PhoneNumbers[0].Status',
    ];
    return this.text('pinpoint-sms-voice-v2', ...describe);
  }

  /** Undefined when there is no stack of that name. */
  async stackStatus(stackName: string): Promise<string | undefined> {
    const query = `Stacks[?StackName=='${stackName}'].StackStatus`;
    return words(await this.text('cloudformation', 'describe-stacks', '--query', query))[0];
  }

  async stackOutputs(stackName: string): Promise<Readonly<Record<string, string>>> {
    const query = 'Stacks[0].Outputs[].[OutputKey, OutputValue]';
    const text = await this.text('cloudformation', 'describe-stacks', '--stack-name', stackName, '--query', query);
    const pairs = lines(text).map((line): [string, string] => {
      const [key = '', value = ''] = line.split('\t');
      return [key, value];
    });
    return Object.fromEntries(pairs);
  }

  /** Resolves when the stack is created. */
  async createStack(stackName: string, templateFile: string, parameters: Readonly<Record<string, string>>) {
    const values = Object.entries(parameters).map(([key, value]) => `ParameterKey=${key},ParameterValue=${value}`);
    const create = ['create-stack', '--stack-name', stackName, '--template-body', `file://${templateFile}`];
    await this.text('cloudformation', ...create, '--capabilities', 'CAPABILITY_IAM', '--parameters', ...values);
    await this.text('cloudformation', 'wait', 'stack-create-complete', '--stack-name', stackName);
  }

  /** Resolves when the stack is gone. */
  async deleteStack(stackName: string): Promise<void> {
    await this.text('cloudformation', 'delete-stack', '--stack-name', stackName);
    await this.text('cloudformation', 'wait', 'stack-delete-complete', '--stack-name', stackName);
  }

  /** Makes a bucket and puts the file there. */
  async upload(file: string, bucket: string, key: string): Promise<void> {
    await this.text('s3', 'mb', `s3://${bucket}`);
    await this.text('s3', 'cp', file, `s3://${bucket}/${key}`);
  }

  async roleArn(roleName: string): Promise<string> {
    return this.text('iam', 'get-role', '--role-name', roleName, '--query', 'Role.Arn');
  }

  async stackResources(stackName: string): Promise<readonly Resource[]> {
    const query = 'StackResources[].[ResourceType, PhysicalResourceId, LogicalResourceId]';
    const describe = ['describe-stack-resources', '--stack-name', stackName, '--query', query];
    return lines(await this.text('cloudformation', ...describe)).map((line) => {
      const [type = '', physicalId = '', logicalId = ''] = line.split('\t');
      return { type, physicalId, logicalId };
    });
  }

  /** What IAM would say if the role made these calls on the resource: `allowed`, `implicitDeny` or `explicitDeny` of each. */
  async decisions(roleArn: string, actions: readonly string[], resourceArn: string): Promise<readonly string[]> {
    const simulate = ['simulate-principal-policy', '--policy-source-arn', roleArn, '--action-names', ...actions];
    const query = ['--resource-arns', resourceArn, '--query', 'EvaluationResults[].EvalDecision'];
    return words(await this.text('iam', ...simulate, ...query));
  }

  async schedule(name: string): Promise<Schedule> {
    const query = '[ScheduleExpression, Target.Arn, Target.RoleArn, Target.Input]';
    const words = await this.text('scheduler', 'get-schedule', '--name', name, '--query', query);
    const [expression = '', Arn = '', RoleArn = '', Input = ''] = words.split('\t');
    return { name, expression, target: { Arn, RoleArn, Input } };
  }

  /** Changes when the schedule is due. */
  async updateSchedule({ name, target }: Schedule, expression: string): Promise<void> {
    const update = ['update-schedule', '--name', name, '--schedule-expression', expression];
    const rest = ['--flexible-time-window', 'Mode=OFF', '--target', JSON.stringify(target)];
    await this.text('scheduler', ...update, ...rest);
  }

  /** Resolves with what the function returns for the payload. */
  async invoke(functionArn: string, payload: string): Promise<unknown> {
    const invoke = ['invoke', '--function-name', functionArn, '--payload', payload];
    const output = ['--query', 'FunctionError', this.scratch];
    const functionError = await this.text('lambda', ...invoke, ...output);
    const returned = readFileSync(this.scratch, 'utf8');
    if (functionError !== 'None') throw new Error(`${functionArn} failed (${functionError}): ${returned}`);
    return JSON.parse(returned);
  }

  /** All that was ever logged there. */
  async logLines(logGroupName: string): Promise<readonly string[]> {
    const query = ['--query', 'events[].[message]'];
    return lines(await this.text('logs', 'filter-log-events', '--log-group-name', logGroupName, ...query));
  }

  private async text(...args: string[]): Promise<string> {
    // The service takes one request a second, also from those who only look.
    const env = { ...this.env, AWS_MAX_ATTEMPTS: '10' };
    const completed = await this.processes.run(this.program, [...args, '--output', 'text'], { env });
    if (completed.code !== 0)
      throw new Error(`aws ${args.join(' ')} ended with ${completed.code}\n${completed.output}`);
    return completed.stdout.trim();
  }
}

function lines(text: string): string[] {
  return text === '' || text === 'None' ? [] : text.split('\n');
}

function words(text: string): string[] {
  return lines(text).flatMap((line) => line.split('\t'));
}

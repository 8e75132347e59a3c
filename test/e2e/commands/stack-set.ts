import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serve, SmsVoice } from '../../sms-voice';
import type { AwsCli } from '../aws-cli';
import type { EmulatedAccount } from '../emulated-account';
import type { Run } from '../run';

const REGIONS = ['us-east-1', 'eu-west-1'] as const;
const STACK = 'StackSet-Messaging';

/**
 * Makes the instances of a stack set as StackSets does: a stack in each region, from one template and with parameters
 * of its own. The emulator has no StackSets.
 */
export async function deploysInstances(run: Run, account: EmulatedAccount): Promise<void> {
  const cdk = account.cdk.of('npx tsx test/e2e/commands/stack-set-app.ts');
  await cdk.synth({});
  const file = readdirSync(cdk.assembly).find((name) => name.endsWith('.stackset.template.json'));
  const template = join(cdk.assembly, file ?? 'no template of a stack set');
  await uploadCode(run, account.aws, template);

  const instances = await Promise.all(REGIONS.map((region) => Instance.create(account.aws.in(region), region)));
  try {
    for (const instance of instances) await instance.deploy(template);
    const [first, second] = instances;
    assert.deepEqual([first?.isInPool, second?.isInPool], [true, true]);
    await first?.delete();
    assert.deepEqual([first?.isInPool, second?.isInPool], [false, true]);
    await second?.delete();
    assert.equal(second?.isInPool, false);
  } finally {
    await Promise.all(instances.map((instance) => instance.end()));
  }
}

/** The code of the function, where the template looks for it; for a user, the administrator's stack copies it. */
async function uploadCode({ processes, tools, workspace }: Run, aws: AwsCli, template: string): Promise<void> {
  const [, hash = ''] = /"S3Key": "([0-9a-f]{64})\.zip"/.exec(readFileSync(template, 'utf8')) ?? [];
  const zip = workspace.path('code.zip');
  const command = ['-m', 'zipfile', '--create', zip, join(dirname(template), `asset.${hash}`, 'index.js')];
  const { code, output } = await processes.run(tools.python, command, { env: workspace.environment() });
  assert.equal(code, 0, output);
  for (const region of REGIONS) await aws.in(region).upload(zip, `messaging-${region}`, `${hash}.zip`);
}

/** A region with its own pool and number, and the stack set's instance there. */
class Instance {
  private readonly pool;
  private readonly number;

  private constructor(
    private readonly aws: AwsCli,
    private readonly service: SmsVoice,
    private readonly served: Awaited<ReturnType<typeof serve>>,
  ) {
    this.pool = service.createPool();
    service.associate(this.pool, service.requestPhoneNumber());
    this.number = service.requestPhoneNumber();
  }

  static async create(aws: AwsCli, region: string): Promise<Instance> {
    const service = new SmsVoice({ region });
    return new Instance(aws, service, await serve(service));
  }

  get isInPool(): boolean {
    return this.service.contents(this.pool).includes(this.number.id);
  }

  async deploy(template: string): Promise<void> {
    const parameters = { Endpoint: this.served.endpoint, PoolId: this.pool.id, PhoneNumberId: this.number.id };
    await this.aws.createStack(STACK, template, parameters);
  }

  async delete(): Promise<void> {
    await this.aws.deleteStack(STACK);
  }

  async end(): Promise<void> {
    await this.served.close();
  }
}

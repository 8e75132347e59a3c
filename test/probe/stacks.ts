import type { CloudFormation, Stack } from '@aws-sdk/client-cloudformation';
import { randomBytes } from 'node:crypto';
import type { Cleanup } from './cleanup';
import { required, Unanswered, type Service } from './service';

const POLL_MILLISECONDS = 5_000;
const MAX_POLLS = 120;

/** A stack with an AWS::SMSVOICE::Pool. */
export class Stacks {
  readonly #name = `sms-voice-probe-${randomBytes(3).toString('hex')}`;

  constructor(
    private readonly client: CloudFormation,
    private readonly service: Service,
    private readonly cleanup: Cleanup,
  ) {}

  /** @returns the id of the pool */
  async create(originationIdentities: readonly string[]): Promise<string> {
    this.cleanup.add({
      what: `stack ${this.#name}`,
      command: `aws cloudformation delete-stack --stack-name ${this.#name}`,
      attempt: () => this.#isDeleted(),
    });
    await this.client.createStack({ StackName: this.#name, TemplateBody: template(originationIdentities, 'created') });
    await this.#untilDone('CREATE_COMPLETE');
    const { StackResources } = await this.client.describeStackResources({ StackName: this.#name });
    return required(StackResources?.find(({ LogicalResourceId }) => LogicalResourceId === 'Pool')?.PhysicalResourceId);
  }

  async update(originationIdentities: readonly string[], tag: string): Promise<void> {
    await this.client.updateStack({ StackName: this.#name, TemplateBody: template(originationIdentities, tag) });
    await this.#untilDone('UPDATE_COMPLETE');
  }

  async #untilDone(status: string): Promise<void> {
    for (let poll = 0; poll < MAX_POLLS; poll += 1) {
      const stack = await this.#describe();
      if (stack?.StackStatus === status) return;
      if (/FAILED|ROLLBACK/.test(stack?.StackStatus ?? '')) {
        throw new Unanswered(`the stack is ${String(stack?.StackStatus)}: ${stack?.StackStatusReason ?? 'no reason'}`);
      }
      await this.service.sleep(POLL_MILLISECONDS);
    }
    throw new Unanswered(
      `the stack does not become ${status} within ${(MAX_POLLS * POLL_MILLISECONDS) / 60_000} minutes`,
    );
  }

  async #describe(): Promise<Stack | undefined> {
    const { Stacks } = await this.client.describeStacks({ StackName: this.#name });
    return Stacks?.[0];
  }

  async #isDeleted(): Promise<boolean> {
    try {
      const stack = await this.#describe();
      if (stack?.StackStatus !== 'DELETE_IN_PROGRESS') await this.client.deleteStack({ StackName: this.#name });
      return false;
    } catch (error) {
      if (error instanceof Error && error.message.includes('does not exist')) return true;
      throw error;
    }
  }
}

function template(originationIdentities: readonly string[], tag: string): string {
  const keyword = { Message: 'This pool belongs to a probe, which sends no messages.' };
  const Pool = {
    Type: 'AWS::SMSVOICE::Pool',
    Properties: {
      OriginationIdentities: originationIdentities,
      MandatoryKeywords: { Help: keyword, Stop: keyword },
      Tags: [{ Key: 'probe', Value: tag }],
    },
  };
  return JSON.stringify({ Resources: { Pool } });
}

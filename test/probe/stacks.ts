import type { CloudFormation, Stack } from '@aws-sdk/client-cloudformation';
import { randomBytes } from 'node:crypto';
import type { Cleanup } from './cleanup';
import { required, Unanswered, type Service } from './service';

const POLL = { maxWait: 600_000, interval: 5_000 };

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
    const isDone = async (): Promise<boolean> => {
      const { StackStatus = '', StackStatusReason = 'no reason' } = (await this.#describe()) ?? {};
      if (!/FAILED|ROLLBACK/.test(StackStatus)) return StackStatus === status;
      throw new Unanswered(`the stack is ${StackStatus}: ${StackStatusReason}`);
    };
    if (await this.service.becomes(isDone, POLL)) return;
    throw new Unanswered(`the stack does not become ${status} within ${POLL.maxWait / 60_000} minutes`);
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

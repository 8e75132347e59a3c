import {
  CloudFormation,
  InProcessResponses,
  InProcessRunner,
  type FunctionRunner,
  type StackResult,
} from '../cloudformation';
import type { SmsVoice } from '../sms-voice';
import { VirtualClock } from '../virtual-clock';
import { ACCOUNT, openAccount, REGION } from './account';
import type { Template } from './app';
import type { History, StackName } from './history';
import { isSuperseded } from './limits';
import { product, type Product } from './product';
import { Troubles } from './troubles';

/** One account with its stacks, from before a history to its end. */
export class World {
  readonly clock = new VirtualClock(0);
  readonly service: SmsVoice;
  readonly cloudFormation: CloudFormation;
  readonly product: Product;
  readonly troubles: Troubles;

  constructor(history: History) {
    this.service = openAccount(this.clock, history.settings, history.anchors);
    this.troubles = new Troubles(this.service);
    const responses = new InProcessResponses(() => this.troubles.response());
    this.product = product(
      this.clock,
      this.service,
      () => this.cloudFormation.api,
      responses,
      (moment) => this.troubles.crash(moment),
    );
    this.cloudFormation = new CloudFormation({
      clock: this.clock,
      responses,
      runner: this.runner(),
      delivery: () => this.troubles.delivery(),
      accountId: ACCOUNT,
      region: REGION,
    });
    this.service.authorize = ({ accessKeyId, action, resources }) =>
      !this.troubles.isDenied(this.clock.now()) && this.cloudFormation.iam.isAllowed(accessKeyId, action, resources);
  }

  deploy(stack: StackName, template: Template, canary?: { after: number }): Promise<StackResult> {
    const failAt =
      canary === undefined ? {} : { failAt: { logicalId: 'Canary', reason: 'the canary died', ...canary } };
    return this.cloudFormation.deploy(stack, template, failAt);
  }

  /** Lets everything end that is still under way: duplicates, retries, cancelled functions, changes of status. */
  async settle(): Promise<void> {
    await this.cloudFormation.idle();
    const { statusDelayMilliseconds, readLagMilliseconds } = this.service.settings;
    await this.clock.sleep(statusDelayMilliseconds + readLagMilliseconds + 1_000);
  }

  private runner(): FunctionRunner {
    const real = new InProcessRunner(this.clock, this.product.handlerOf);
    const delivered = new Set<string>();
    return {
      invoke: (fn, event) => {
        const { requests } = this.cloudFormation;
        const request = requests.find(
          (candidate) => 'RequestId' in event && candidate.event.RequestId === event.RequestId,
        );
        if (request === undefined) throw new Error('an event was delivered that no stack sent');
        const again = delivered.has(request.event.RequestId);
        if (again && isSuperseded(request, requests)) return Promise.resolve('done');
        delivered.add(request.event.RequestId);
        return real.invoke(fn, event);
      },
    };
  }
}

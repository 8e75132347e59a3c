import {
  CloudFormation,
  InProcessResponses,
  InProcessRunner,
  smsVoiceResourceTypes,
  type FunctionRunner,
  type StackEvent,
  type StackResult,
} from '../cloudformation';
import type { SmsVoice } from '../sms-voice';
import { VirtualClock } from '../virtual-clock';
import { ACCOUNT, openAccount, REGION } from './account';
import { compose, parametersOf, type Declaration } from './app';
import type { DeployStep, History, StackName } from './history';
import { isUnasked } from './limits';
import { nestedStackId, nestedTemplates, nesting } from './nesting';
import { product, type Product } from './product';
import { Troubles } from './troubles';

/** A stack needs a moment to turn to its rollback. A real one takes longer. */
const PHASE_PAUSE = 300;

/** One account with its stacks, from before a history to its end. */
export class World {
  readonly clock = new VirtualClock(0);
  readonly service: SmsVoice;
  readonly cloudFormation: CloudFormation;
  readonly product: Product;
  readonly troubles: Troubles;
  /** The statuses of the stacks, as they changed. */
  readonly statuses: StackEvent[] = [];

  constructor(private readonly history: History) {
    const { cleanUpRow, phasePauseMilliseconds = PHASE_PAUSE, poolUpdate = 'evicts others' } = history;
    this.service = openAccount(this.clock, history);
    this.troubles = new Troubles(this.service, () => this.cloudFormation);
    const responses = new InProcessResponses(() => this.troubles.response());
    this.product = product({
      clock: this.clock,
      service: this.service,
      api: () => this.cloudFormation.api,
      responses,
      crashes: (moment) => this.troubles.crash(moment),
    });
    this.cloudFormation = new CloudFormation({
      clock: this.clock,
      responses,
      runner: this.runner(),
      delivery: () => this.troubles.delivery(),
      accountId: ACCOUNT,
      region: REGION,
      nestedTemplates,
      resourceTypes: smsVoiceResourceTypes(this.service, poolUpdate),
      onEvent: (event) => {
        if (event.resourceType === 'AWS::CloudFormation::Stack') this.statuses.push(event);
      },
      ...(cleanUpRow === undefined ? {} : { cleanUpRow }),
      phasePauseMilliseconds,
    });
    const { api, iam } = this.cloudFormation;
    this.service.authorize = ({ accessKeyId, action, resources }) =>
      accessKeyId === 'hand' ||
      (!this.troubles.isDenied(this.clock.now()) && iam.isAllowed(accessKeyId, action, resources));
    api.authorize = ({ accessKeyId, action, resources }) => iam.isAllowed(accessKeyId, action, resources);
    api.fault = ({ time }) => this.troubles.apiFault(time);
  }

  /** Deploys the app, beside a resource that fails if the step says so. */
  deploy({ stack, fails, onFailure }: DeployStep, app: readonly Declaration[]): Promise<StackResult> {
    const template = compose(app);
    const parameters = parametersOf(app);
    const others = Object.keys(template.Resources).filter((logicalId) => !/Provider|Topic/.test(logicalId));
    const canary = { Type: 'AWS::SNS::Topic', ...(fails === 'at the end' ? { DependsOn: others } : {}) };
    const resources = { ...template.Resources, ...(fails === undefined ? {} : { Canary: canary }) };
    const source = { ...template, Resources: resources };
    const after = typeof fails === 'number' ? fails : 0;
    const failAt = { logicalId: 'Canary', reason: 'the canary died', after };
    const options = {
      ...(fails === undefined ? {} : { failAt }),
      ...(onFailure === undefined ? {} : { onFailure }),
    };
    return this.history.nested === true
      ? this.cloudFormation.deploy(stack, nesting(source, parameters), options)
      : this.cloudFormation.deploy(stack, source, { ...options, parameters });
  }

  /** The id of the stack that has the associations. */
  stackId(name: StackName): string | undefined {
    const stack = this.cloudFormation.stack(name);
    return this.history.nested === true ? nestedStackId(stack) : stack?.id;
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
        if (again && isUnasked(request, requests, this.clock.now())) return Promise.resolve('done');
        delivered.add(request.event.RequestId);
        return real.invoke(fn, event);
      },
    };
  }
}

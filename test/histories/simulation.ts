import {
  CloudFormation,
  InProcessResponses,
  InProcessRunner,
  smsVoiceResourceTypes,
  type CustomResourceEvent,
  type FailAt,
  type FunctionRunner,
  type PoolUpdate,
  type ResourceType,
  type StackEvent,
  type StackResult,
} from '../cloudformation';
import type { SmsVoice } from '../sms-voice';
import { VirtualClock } from '../virtual-clock';
import { ACCOUNT, openAccount, REGION } from './account';
import { compose, parametersOf, type Declaration } from './app';
import { checkEvent, isCheckEvent } from './checks';
import type { Check, DeployStep, History, RollBackStep, StackName, Trouble } from './history';
import { isUnasked } from './limits';
import { nestedStackId, nestedTemplates, nesting } from './nesting';
import { ownPoolResource } from './own-pool';
import { product, type Product } from './product';
import { Troubles } from './troubles';

/** A stack needs seconds to turn to its rollback: more than one, so that no time of an event stands for two requests. */
const PHASE_PAUSE = 1_100;

/** When a deployment fails at the latest that is to fail at a call. */
const LATEST_FAILURE = 120_000;

const POOL = 'AWS::SMSVOICE::Pool';

/** One account with its stacks, from before a history to its end. */
export class Simulation {
  readonly clock = new VirtualClock(0);
  readonly service: SmsVoice;
  readonly cloudFormation: CloudFormation;
  readonly product: Product;
  readonly troubles: Troubles;
  /** The statuses of the stacks, as they changed. */
  readonly statuses: StackEvent[] = [];
  private readonly deployments = new Map<StackName, number>();

  constructor(private readonly history: History) {
    const {
      cleanUpRow,
      phasePauseMilliseconds = PHASE_PAUSE,
      poolUpdate = 'difference of templates',
      restoring,
      api: apiSettings,
    } = history;
    this.service = openAccount(this.clock, history);
    this.troubles = new Troubles(this.service, () => this.cloudFormation, apiSettings);
    const responses = new InProcessResponses(() => this.troubles.response());
    this.product = product({
      clock: this.clock,
      service: this.service,
      api: () => this.cloudFormation.api,
      responses,
      crashes: (moment) => this.troubles.crash(moment),
      jumped: () => this.troubles.jumped(),
      hasRoute: () => this.troubles.hasRoute(),
    });
    this.cloudFormation = new CloudFormation({
      clock: this.clock,
      responses,
      runner: this.runner(),
      delivery: () => this.troubles.delivery(),
      accountId: ACCOUNT,
      region: REGION,
      nestedTemplates,
      resourceTypes: this.resourceTypes(poolUpdate),
      onEvent: (event) => {
        if (event.resourceType === 'AWS::CloudFormation::Stack') this.statuses.push(event);
      },
      cleanUpRow,
      restoring,
      rowDelayMilliseconds: history.rowDelayMilliseconds ?? 0,
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
  deploy({ stack, fails, onFailure, isRetry }: DeployStep, app: readonly Declaration[]): Promise<StackResult> {
    const template = compose(app, this.history.ownPool === true && stack === 'One');
    const parameters = parametersOf(app);
    const others = Object.keys(template.Resources).filter((logicalId) => !/Provider|Topic/.test(logicalId));
    const canary = { Type: 'AWS::SNS::Topic', ...(fails === 'at the end' ? { DependsOn: others } : {}) };
    const resources = { ...template.Resources, ...(fails === undefined ? {} : { Canary: canary }) };
    const source = { ...template, Resources: resources };
    const failAt = { logicalId: 'Canary', reason: 'the canary died', ...this.failure(fails) };
    const options = {
      requestToken: this.requestToken(stack, isRetry),
      failAt: fails === undefined ? undefined : failAt,
      onFailure,
    };
    return this.history.nested === true
      ? this.cloudFormation.deploy(stack, nesting(source, parameters), options)
      : this.cloudFormation.deploy(stack, source, { ...options, parameters });
  }

  /** Rolls back what failed without a rollback, or in one. */
  rollBack({ stack, skip = false }: RollBackStep): Promise<StackResult> {
    const failed = [...(this.cloudFormation.stack(stack)?.changes?.updated.values() ?? [])]
      .filter(({ after }) => after.status === 'UPDATE_FAILED')
      .map(({ after }) => after.logicalId);
    return this.cloudFormation.rollBack(stack, skip ? failed : []);
  }

  /** The checks of a step's trouble begin at their moment, if that comes. */
  async schedule(
    stack: StackName,
    { at, checks }: NonNullable<Trouble['scheduled']>,
    { old, wanted }: { readonly old: readonly Declaration[]; readonly wanted: readonly Declaration[] },
  ): Promise<void> {
    await (typeof at === 'number' ? this.clock.sleep(at) : this.troubles.reach(at));
    for (const check of checks) this.check(stack, check.isNewer === true ? wanted : old, check);
  }

  /** The stack's schedule invokes the function; nothing happens before that exists, or after. */
  check(stack: StackName, declarations: readonly Declaration[], { repair }: Check): void {
    const stackId = this.stackId(stack);
    if (stackId !== undefined) this.cloudFormation.invoke(stack, checkEvent(stackId, declarations, repair));
  }

  /** Whether the stack rolled an update back at that time, or restored what failed without a rollback. */
  isRollingBack(stackId: string, time: number): boolean {
    const status = this.statuses.findLast((event) => event.stackId === stackId && event.time <= time)?.status;
    return status === 'UPDATE_ROLLBACK_IN_PROGRESS';
  }

  /** Whether the event restores a resource: the stack rolls back, or an update of the resource has failed before it. */
  isRollback({ ResponseURL, RequestType, StackId, LogicalResourceId }: CustomResourceEvent): boolean {
    const { requests } = this.cloudFormation;
    const index = requests.findIndex(({ event }) => event.ResponseURL === ResponseURL);
    const sentAt = requests[index]?.sentAt ?? 0;
    const previous = requests
      .slice(0, Math.max(0, index))
      .findLast(({ event }) => event.StackId === StackId && event.LogicalResourceId === LogicalResourceId);
    const hasFailed = previous?.event.RequestType === 'Update' && previous.outcome === 'FAILED';
    return RequestType === 'Update' && (hasFailed || this.isRollingBack(StackId, sentAt));
  }

  private failure(fails: DeployStep['fails']): Partial<FailAt> {
    if (typeof fails !== 'object') return { after: typeof fails === 'number' ? fails : 0 };
    return { after: LATEST_FAILURE, event: this.troubles.reach(fails) };
  }

  private requestToken(stack: StackName, isRetry = false): string {
    const count = (this.deployments.get(stack) ?? 0) + (isRetry ? 0 : 1);
    this.deployments.set(stack, count);
    return String(count);
  }

  private resourceTypes(poolUpdate: PoolUpdate): Record<string, ResourceType> {
    const { [POOL]: pools, ...others } = smsVoiceResourceTypes(this.service, poolUpdate);
    if (pools === undefined) throw new Error(`expected a type ${POOL} among those of the service`);
    return { ...others, [POOL]: this.history.ownPool === true ? ownPoolResource(pools) : pools };
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
        if (isCheckEvent(event)) return real.invoke(fn, event);
        const { requests } = this.cloudFormation;
        const request = requests.find(
          (candidate) => 'ResponseURL' in event && candidate.event.ResponseURL === event.ResponseURL,
        );
        if (request === undefined) throw new Error('an event was delivered that no stack sent');
        const again = delivered.has(request.event.ResponseURL);
        if (again && isUnasked(request, requests, this.clock.now())) return Promise.resolve('done');
        delivered.add(request.event.ResponseURL);
        return real.invoke(fn, event);
      },
    };
  }
}

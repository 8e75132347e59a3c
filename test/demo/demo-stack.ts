import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { realClock } from '../clock';
import {
  CloudFormation,
  HttpResponses,
  schedulesOf,
  type ApiAuthorization,
  type ServedApi,
  type StackEvent,
  type StackResult,
} from '../cloudformation';
import { isObject, parseTemplate, type Template } from '../cloudformation/template';
import { serve, type Served, type SmsVoice } from '../sms-voice';
import { type DemoApp, STACK_NAME, synthesize } from './app';
import { CdkOutput, STACK_TYPE } from './cdk-output';
import { type DriftCheck, driftCheck } from './drift-check';
import type { Screen } from './screen';
import type { Workplace } from './workplace';

/** The example's stack, on the service and CloudFormation on loopback: what its user does with it, and its schedule. */
export class DemoStack {
  private readonly cloudFormation: CloudFormation;
  /** Of all resources that were ever declared, as the CLI knows those that the app declares. */
  private readonly paths = new Map<string, string>();
  private servedStacks: ServedApi | undefined;
  private show: (event: StackEvent) => void = () => undefined;

  private constructor(
    private readonly workplace: Workplace,
    private readonly screen: Screen,
    private readonly served: Served,
    private readonly responses: HttpResponses,
    private readonly events: boolean,
  ) {
    const { runner } = workplace;
    this.cloudFormation = new CloudFormation({
      clock: realClock,
      runner,
      responses,
      onEvent: (event) => {
        this.show(event);
      },
    });
  }

  static async open(service: SmsVoice, workplace: Workplace, screen: Screen, events: boolean): Promise<DemoStack> {
    const stack = new DemoStack(workplace, screen, await serve(service), await HttpResponses.start(), events);
    const { api, iam } = stack.cloudFormation;
    const allows = ({ accessKeyId, action, resources }: ApiAuthorization): boolean =>
      iam.isAllowed(accessKeyId, action, resources);
    service.authorize = allows;
    api.authorize = allows;
    stack.servedStacks = await stack.cloudFormation.serveApi();
    return stack;
  }

  async deploy(app: DemoApp): Promise<StackResult> {
    const directory = mkdtempSync(join(this.workplace.folder, 'app-'));
    const { template, assembly, paths } = synthesize(app, this.served.endpoint, directory);
    const [before, after] = [this.cloudFormation.stack(STACK_NAME)?.template, parseTemplate(template)];
    for (const [logicalId, path] of paths) this.paths.set(logicalId, path);
    const output = this.output(after, changedResources(before, after));
    const result = await this.cloudFormation.deploy(STACK_NAME, template, { assembly });
    output?.deployed(result);
    return result;
  }

  async destroy(): Promise<StackResult> {
    const template = this.cloudFormation.stack(STACK_NAME)?.template ?? parseTemplate({});
    const output = this.output(template, Object.keys(template.Resources).length);
    const result = await this.cloudFormation.destroy(STACK_NAME);
    output?.destroyed(result);
    return result;
  }

  /** Calls the function as the stack's schedule does when it is due: with its role, and what it sends. */
  async check(): Promise<DriftCheck> {
    const { runner } = this.workplace;
    const stack = this.cloudFormation.stack(STACK_NAME);
    const [schedule, ...others] = stack === undefined ? [] : schedulesOf(stack);
    if (schedule === undefined || others.length > 0) throw new Error(`expected ${STACK_NAME} to have one schedule`);
    const { target, accessKeyId, input, expression } = schedule;
    if (!this.cloudFormation.iam.isAllowed(accessKeyId, 'lambda:InvokeFunction', [target]))
      throw new Error(`the role of the schedule may not invoke ${target}`);
    const fn = this.cloudFormation.functionOf(target);
    if (fn === undefined) throw new Error(`the schedule calls ${target}, which does not exist`);
    const event: unknown = JSON.parse(input);
    if (!isObject(event)) throw new Error(`the schedule sends ${input}, expected an object`);
    this.screen.progress(`  ${expression}: the function checks the pools`);
    const [started, logged] = [Date.now(), runner.log.length];
    const result = await runner.call(fn, event);
    return driftCheck(result, runner.log.slice(logged), (Date.now() - started) / 1000);
  }

  /** What the association is called in the app. */
  nameOf(logicalId: string): string {
    return this.paths.get(logicalId)?.split('/')[0] ?? logicalId;
  }

  async close(): Promise<void> {
    this.cloudFormation.close();
    this.workplace.runner.kill();
    await this.cloudFormation.idle();
    await this.responses.close();
    await this.servedStacks?.close();
    await this.served.close();
  }

  /** What shows the events from now on: all of them, or in a terminal how far they have come. */
  private output({ Resources }: Template, changes: number): CdkOutput | undefined {
    if (!this.events) {
      const complete = new Set<string>();
      this.show = ({ logicalId, resourceType, status }) => {
        if (resourceType === STACK_TYPE) return;
        if (status.endsWith('_COMPLETE')) complete.add(logicalId);
        const path = this.paths.get(logicalId) ?? logicalId;
        this.screen.progress(`  ${complete.size}/${changes} resources   ${status} ${path}`);
      };
      return undefined;
    }
    const resourceTypes = Object.values(Resources).map(({ Type }) => Type);
    const output = new CdkOutput(this.screen, { stackName: STACK_NAME, paths: this.paths, resourceTypes, changes });
    this.show = (event) => {
      output.event(event);
    };
    return output;
  }
}

/** The number of resources that a change set would name. */
function changedResources(before: Template | undefined, { Resources }: Template): number {
  const old = before?.Resources ?? {};
  const logicalIds = new Set([...Object.keys(old), ...Object.keys(Resources)]);
  return [...logicalIds].filter((logicalId) => !isDeepStrictEqual(old[logicalId], Resources[logicalId])).length;
}

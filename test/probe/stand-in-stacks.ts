import type { HttpHandler } from '@smithy/core/protocols';
import { HttpResponse } from '@smithy/core/protocols';
import type { SmsVoice } from '../sms-voice';

/** The calls of CloudFormation that the probe makes, for one stack whose pool is in the in-memory service. */
export class StandInStacks {
  exists = false;
  #pool = '';
  #status = 'CREATE_COMPLETE';
  #isRead = true;

  constructor(
    private readonly service: SmsVoice,
    /** Whether an update disassociates what the template does not name. */
    private readonly updatesEvict: boolean,
  ) {}

  get handler(): HttpHandler {
    return {
      handle: (request) => {
        const body = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
        return Promise.resolve({ response: this.#respond(body) });
      },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    };
  }

  #respond(request: URLSearchParams): HttpResponse {
    const action = request.get('Action') ?? '';
    switch (action) {
      case 'CreateStack':
        this.#pool = this.service.createPool().id;
        this.exists = true;
        this.#reconcile(request);
        return this.#change(action, 'CREATE_COMPLETE');
      case 'UpdateStack':
        this.#reconcile(request);
        return this.#change(action, 'UPDATE_COMPLETE');
      case 'DeleteStack':
        this.service.deletePool(this.#pool);
        this.exists = false;
        return respond(200, result(action, ''));
      case 'DescribeStackResources':
        return respond(200, result(action, `<StackResources><member>${this.#resource()}</member></StackResources>`));
      case 'DescribeStacks':
        return this.#describe(action);
      default:
        throw new Error(`the stand-in has no ${action}`);
    }
  }

  #change(action: string, status: string): HttpResponse {
    this.#status = status;
    this.#isRead = false;
    return respond(200, result(action, ''));
  }

  #describe(action: string): HttpResponse {
    if (!this.exists)
      return respond(
        400,
        '<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>',
      );
    // The first read after a change shows it in progress.
    const status = this.#isRead ? this.#status : this.#status.replace('COMPLETE', 'IN_PROGRESS');
    this.#isRead = true;
    return respond(
      200,
      result(action, `<Stacks><member><StackName>s</StackName><StackStatus>${status}</StackStatus></member></Stacks>`),
    );
  }

  #resource(): string {
    return `<LogicalResourceId>Pool</LogicalResourceId><PhysicalResourceId>${this.#pool}</PhysicalResourceId>`;
  }

  #reconcile(request: URLSearchParams): void {
    const named = request.get('TemplateBody')?.match(/arn:[^"]+/g) ?? [];
    for (const arn of named) {
      if (!this.service.poolsOf(arn).includes(this.#pool)) this.service.associate(this.#pool, arn);
    }
    const others = this.service.identities.filter(({ arn }) => !named.some((other) => other === arn));
    for (const { arn } of this.updatesEvict ? others : []) {
      if (this.service.poolsOf(arn).includes(this.#pool)) this.service.disassociate(this.#pool, arn);
    }
  }
}

function result(action: string, content: string): string {
  return `<${action}Response><${action}Result>${content}</${action}Result></${action}Response>`;
}

function respond(statusCode: number, body: string): HttpResponse {
  return new HttpResponse({ statusCode, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) });
}

import { type Request, type Response, SmsVoice } from '../sms-voice';
import { program } from './program';
import { demoSteps } from './steps';

/** Takes everything out of every pool as soon as one identity leaves. */
class Sabotaged extends SmsVoice {
  override async handle(request: Request): Promise<Response | 'dropped'> {
    const response = await super.handle(request);
    if (request.operation === 'DisassociateOriginationIdentity') this.emptyAll();
    return response;
  }

  private emptyAll(): void {
    for (const pool of this.pools) for (const identity of this.contents(pool)) this.disassociate(pool, identity);
  }
}

// The demo as its user runs it, with a service that it must not get along with.
void program({ service: new Sabotaged(), steps: demoSteps });

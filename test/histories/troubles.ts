import type { ApiFault, ApiSettings, CloudFormation, ResponseFault } from '../cloudformation';
import type { Rule, SmsVoice } from '../sms-voice';
import { idOf, takeOut } from './account';
import type { CallMoment, CallName, Refusal, Trouble } from './history';
import type { Moment } from './connections';

const MINUTE = 60_000;

const OPERATIONS: Readonly<Record<CallName, RegExp>> = {
  associate: /^Associate/,
  disassociate: /^Disassociate/,
  read: /^(List|Describe)/,
  'any call': /^[A-Z]/,
};

/** The settings of CloudFormation's API outside of trouble. */
const API_AS_USUAL = {
  outage: undefined,
  denied: false,
  slowMilliseconds: 0,
  lagMilliseconds: 0,
  requestsPerSecond: undefined,
  pageSize: 100,
};

interface AwaitedMoment {
  readonly moment: CallMoment;
  readonly crashes: boolean;
  readonly happens: () => void;
  seen: number;
}

/** The trouble of one step, as the service, the functions, CloudFormation's API and the response URLs meet it. */
export class Troubles {
  private awaited: AwaitedMoment[] = [];
  private responses: ResponseFault[] = [];
  private deniedUntil = 0;
  private current: Trouble = {};
  private firstRequest = 0;
  private milliseconds = 0;

  constructor(
    private readonly service: SmsVoice,
    private readonly cloudFormation: () => CloudFormation,
    private readonly apiAsUsual: Partial<ApiSettings> = {},
  ) {}

  begin(trouble: Trouble, now: number): void {
    const { api, requests } = this.cloudFormation();
    this.current = trouble;
    this.firstRequest = requests.length;
    this.awaited = (trouble.crashes ?? []).map((moment) => ({
      moment,
      crashes: true,
      happens: () => undefined,
      seen: 0,
    }));
    const { jump, hand } = trouble;
    if (hand !== undefined)
      this.on(hand.at, () => {
        takeOut(this.service, hand.identity);
      });
    if (jump !== undefined) this.on(jump.at, () => (this.milliseconds = jump.milliseconds));
    this.responses = [...(trouble.responses ?? [])];
    this.deniedUntil = trouble.deniedMinute === true ? now + MINUTE : 0;
    this.service.faults.add(
      ...(trouble.faults ?? []).map(({ on, ...fault }): Rule => ({ ...fault, operation: OPERATIONS[on] })),
      ...(trouble.refused === undefined ? [] : [refusal(trouble.refused)]),
    );
    Object.assign(api.settings, API_AS_USUAL, this.apiAsUsual, trouble.stackApi?.settings);
  }

  end(): void {
    this.begin({}, 0);
    this.service.faults.clear();
  }

  /** Whether a function ends at this moment; every crash comes once. Other things can come at the same moment. */
  crash({ at, doing }: Moment): boolean {
    const matching = this.awaited.filter(({ moment }) => moment.at === at && isOn(moment.on, doing));
    for (const one of matching) one.seen += 1;
    const due = matching.filter(({ moment, seen }) => seen > moment.after);
    const crash = due.find(({ crashes }) => crashes);
    const come = due.filter((one) => !one.crashes || one === crash);
    for (const one of come) one.happens();
    this.awaited = this.awaited.filter((one) => !come.includes(one));
    return crash !== undefined;
  }

  /** Resolves at that moment. */
  reach(moment: CallMoment): Promise<void> {
    return new Promise((resolve) => {
      this.on(moment, resolve);
    });
  }

  hasRoute(): boolean {
    return this.current.noRoute !== true;
  }

  /** How far the date of the functions' machine has jumped. */
  jumped(): number {
    return this.milliseconds;
  }

  private on(moment: CallMoment, happens: () => void): void {
    this.awaited.push({ moment, crashes: false, happens, seen: 0 });
  }

  response(): ResponseFault | undefined {
    return this.responses.shift();
  }

  apiFault(now: number): ApiFault | undefined {
    const fault = this.current.stackApi?.fault;
    const requests = this.cloudFormation().requests.slice(this.firstRequest);
    const first = requests.find(({ event }) => event.RequestType === fault?.from);
    return fault !== undefined && first !== undefined && now < first.sentAt + fault.milliseconds
      ? fault.kind
      : undefined;
  }

  isDenied(now: number): boolean {
    return now < this.deniedUntil;
  }

  delivery(): { duplicates: readonly number[]; delay: number } {
    return { duplicates: this.current.duplicates ?? [], delay: this.current.delay ?? 0 };
  }
}

function refusal({ what, as }: Refusal): Rule {
  const id = idOf(what);
  const invalid = { name: 'ValidationException', fields: { Reason: 'INVALID_PARAMETER' } };
  return {
    kind: as === 'denied' ? 'access-denied' : invalid,
    times: Infinity,
    operation: ({ input, accessKeyId }) => accessKeyId !== 'hand' && JSON.stringify(input).includes(id),
  };
}

function isOn(on: CallName | 'response', doing: string): boolean {
  if (on === 'response' || doing === 'response') return on === doing;
  return doing !== 'CloudFormation' && OPERATIONS[on].test(doing);
}

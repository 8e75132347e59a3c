import type { ApiFault, CloudFormation, ResponseFault } from '../cloudformation';
import type { Rule, SmsVoice } from '../sms-voice';
import type { CallName, Crash, Trouble } from './history';
import type { Moment } from './product';

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

/** The trouble of one step, as the service, the functions, CloudFormation's API and the response URLs meet it. */
export class Troubles {
  private crashes: { readonly crash: Crash; seen: number }[] = [];
  private responses: ResponseFault[] = [];
  private deniedUntil = 0;
  private current: Trouble = {};
  private firstRequest = 0;

  constructor(
    private readonly service: SmsVoice,
    private readonly cloudFormation: () => CloudFormation,
  ) {}

  begin(trouble: Trouble, now: number): void {
    const { api, requests } = this.cloudFormation();
    this.current = trouble;
    this.firstRequest = requests.length;
    this.crashes = (trouble.crashes ?? []).map((crash) => ({ crash, seen: 0 }));
    this.responses = [...(trouble.responses ?? [])];
    this.deniedUntil = trouble.deniedMinute === true ? now + MINUTE : 0;
    this.service.faults.add(
      ...(trouble.faults ?? []).map(({ on, ...fault }): Rule => ({ ...fault, operation: OPERATIONS[on] })),
    );
    Object.assign(api.settings, API_AS_USUAL, trouble.register?.settings);
  }

  end(): void {
    this.begin({}, 0);
    this.service.faults.clear();
  }

  /** Whether a function ends at this moment; every crash comes once. */
  crash({ at, doing }: Moment): boolean {
    const due = this.crashes.filter(({ crash }) => crash.at === at && isOn(crash.on, doing));
    for (const one of due) one.seen += 1;
    const now = due.find(({ crash, seen }) => seen > crash.after);
    if (now !== undefined) this.crashes.splice(this.crashes.indexOf(now), 1);
    return now !== undefined;
  }

  response(): ResponseFault | undefined {
    return this.responses.shift();
  }

  apiFault(now: number): ApiFault | undefined {
    const fault = this.current.register?.fault;
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

function isOn(on: CallName | 'response', doing: string): boolean {
  if (on === 'response' || doing === 'response') return on === doing;
  return doing !== 'CloudFormation' && OPERATIONS[on].test(doing);
}

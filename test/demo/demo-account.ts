import { type Identity, type PhoneNumber, type Pool, type RcsAgent, type SenderId, SmsVoice } from '../sms-voice';

/** An association that the stack declares. */
export interface Declaration {
  /** What it is called in the app. */
  readonly name: string;
  readonly pool: Pool;
  readonly identity: Identity;
  readonly revision?: string;
  readonly deferPending?: true;
  /** The association, by its name, that has to be in place before this one is tried. */
  readonly after?: string;
}

/** The account in which the demo plays. All of it exists before the stack does, and still exists after it. */
export interface DemoAccount {
  readonly service: SmsVoice;
  readonly support: Pool;
  readonly marketing: Pool;
  /** The stack's own identities, in no pool yet. */
  readonly desk: PhoneNumber;
  /** PENDING, until somebody completes its registration. */
  readonly launch: PhoneNumber;
  readonly acme: SenderId;
  readonly acmeGermany: SenderId;
  readonly agent: RcsAgent;
  /** Somebody else's phone number, in the pool that the stack uses too. */
  readonly hotline: PhoneNumber;
  /** What was in the pools before, and no deployment may take out. */
  readonly others: readonly Pick<Declaration, 'pool' | 'identity'>[];
  /** What people call the pools and identities, by their ids; a sender ID is called what it is. */
  readonly names: ReadonlyMap<string, string>;
}

/** A service that is quick enough to be watched: `introduction` says in which ways. */
export function demoService(): SmsVoice {
  return new SmsVoice({
    settings: { requestsPerSecond: 10, statusDelayMilliseconds: 500, replayedToken: 'executed' },
  });
}

export function createDemoAccount(service: SmsVoice): DemoAccount {
  const [support, marketing] = [service.createPool(), service.createPool()];
  const desk = service.requestPhoneNumber();
  const launch = service.requestPhoneNumber({ pendingMilliseconds: Infinity });
  const hotline = service.requestPhoneNumber();
  const campaign = service.requestPhoneNumber();
  const agent = service.createRcsAgent();
  service.associate(support, hotline);
  service.associate(marketing, campaign);
  return {
    service,
    support,
    marketing,
    desk,
    launch,
    acme: service.requestSenderId({ id: 'ACME', country: 'GB' }),
    acmeGermany: service.requestSenderId({ id: 'ACME', country: 'DE' }),
    agent,
    hotline,
    others: [
      { pool: support, identity: hotline },
      { pool: marketing, identity: campaign },
    ],
    names: new Map([
      [support.id, 'Support'],
      [marketing.id, 'Marketing'],
      [desk.id, 'desk number'],
      [launch.id, 'launch number'],
      [hotline.id, 'hotline number'],
      [campaign.id, 'campaign number'],
      [agent.id, 'RCS agent'],
    ]),
  };
}

/** What people call a pool or identity; what has no other name is called by its id. */
export function nameIn({ names }: DemoAccount, id: string): string {
  return names.get(id) ?? id;
}

/** As the service's `contents` name an identity. */
export function keyOf(identity: Identity): string {
  return identity.kind === 'sender-id' ? `${identity.id}/${identity.country}` : identity.id;
}

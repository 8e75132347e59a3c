import { OriginationIdentity } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import type { AssociationDeclaration, SmsStackProps } from './sms-stack';

const PLACEHOLDER = '0123456789abcdef0123456789abcdef';

/** The associations that the context values (`-c name=value`) ask for; placeholders if there are none at all. */
export function readAssociations(scope: Construct): AssociationDeclaration[] {
  const phoneNumberId = readOptional(scope, 'phoneNumberId');
  const senderId = readOptional(scope, 'senderId');
  const rcsAgentId = readOptional(scope, 'rcsAgentId');
  const given = [readOptional(scope, 'poolId'), phoneNumberId, senderId, rcsAgentId];
  if (given.every((value) => value === undefined)) return placeholders();

  const poolId = readRequired(scope, 'poolId');
  const revision = readOptional(scope, 'revision');
  const options = {
    adoptExisting: readOptional(scope, 'adoptExisting') === 'true',
    takeOwnership: readOptional(scope, 'takeOwnership') === 'true',
    ...(revision === undefined ? {} : { revision }),
  };
  const declarations: AssociationDeclaration[] = [];
  if (phoneNumberId !== undefined) {
    const country = readRequired(scope, 'phoneNumberCountry');
    const originationIdentity = OriginationIdentity.fromPhoneNumberId(phoneNumberId, country);
    const itsPoolId = readOptional(scope, 'phoneNumberPoolId') ?? poolId;
    const deferPending = readOptional(scope, 'deferPending') === 'true';
    declarations.push({ name: 'PhoneNumber', poolId: itsPoolId, originationIdentity, deferPending, ...options });
  }
  if (senderId !== undefined) {
    const country = readRequired(scope, 'senderIdCountry');
    const originationIdentity = OriginationIdentity.fromSenderId(senderId, country);
    declarations.push({ name: 'SenderId', poolId, originationIdentity, ...options });
  }
  if (rcsAgentId !== undefined) {
    const originationIdentity = OriginationIdentity.fromRcsAgentId(rcsAgentId);
    declarations.push({ name: 'RcsAgent', poolId, originationIdentity, ...options });
  }
  if (declarations.length === 0) throw new Error(usage('got no phoneNumberId, senderId or rcsAgentId'));
  return declarations;
}

/** Whether the stack checks its associations on a schedule, and what a check does. */
export function readDriftDetection(scope: Construct): SmsStackProps['driftDetection'] {
  const value = readOptional(scope, 'driftDetection');
  if (value === undefined || value === 'report' || value === 'repair') return value;
  throw new Error(`got driftDetection=${value}; expected report or repair`);
}

/** A context value; the CLI passes `-c name=` as an empty one, and cdk.json may hold more than strings. */
export function readOptional(scope: Construct, name: string): string | undefined {
  const value: unknown = scope.node.tryGetContext(name);
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readRequired(scope: Construct, name: string): string {
  const value = readOptional(scope, name);
  if (value === undefined) throw new Error(usage(`got no ${name}`));
  return value;
}

function usage(problem: string): string {
  return `${problem}; expected \`npx cdk deploy -c poolId=pool-… -c phoneNumberId=phone-… -c phoneNumberCountry=US\`; examples/app.ts lists all values`;
}

function placeholders(): AssociationDeclaration[] {
  const poolId = `pool-${PLACEHOLDER}`;
  return [
    {
      name: 'PhoneNumber',
      poolId,
      originationIdentity: OriginationIdentity.fromPhoneNumberId(`phone-${PLACEHOLDER}`, 'US'),
    },
    { name: 'SenderId', poolId, originationIdentity: OriginationIdentity.fromSenderId('ACME', 'GB') },
    { name: 'RcsAgent', poolId, originationIdentity: OriginationIdentity.fromRcsAgentId(`rcs-${PLACEHOLDER}`) },
  ];
}

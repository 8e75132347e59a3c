import type { Account } from './account-stacks';
import type { Made, ResourceRequest, ResourceType, UpdateRequest } from './resource-type';
import type { UniqueNames } from './unique-names';

/** The service and prefix in a type's ARN, and the property that names the resource. Other types get a plausible ARN. */
const KINDS: Readonly<Record<string, { readonly service: string; readonly prefix: string; readonly name?: string }>> = {
  'AWS::Lambda::Function': { service: 'lambda', prefix: 'function:', name: 'FunctionName' },
  'AWS::IAM::Role': { service: 'iam', prefix: 'role/', name: 'RoleName' },
  'AWS::IAM::ManagedPolicy': { service: 'iam', prefix: 'policy/', name: 'ManagedPolicyName' },
  'AWS::Logs::LogGroup': { service: 'logs', prefix: 'log-group:', name: 'LogGroupName' },
  'AWS::SQS::Queue': { service: 'sqs', prefix: '', name: 'QueueName' },
  'AWS::SMSVOICE::Pool': { service: 'sms-voice', prefix: 'pool/' },
  'AWS::SMSVOICE::PhoneNumber': { service: 'sms-voice', prefix: 'phone-number/' },
  'AWS::SMSVOICE::SenderId': { service: 'sms-voice', prefix: 'sender-id/' },
};

/** A resource that only has a physical id and attributes for others to refer to. It never fails. */
export class OrdinaryResource implements ResourceType {
  constructor(
    private readonly account: Account,
    private readonly names: UniqueNames,
  ) {}

  create(request: ResourceRequest): Promise<Made> {
    const nameProperty = KINDS[request.type]?.name;
    const name = nameProperty === undefined ? undefined : request.properties[nameProperty];
    const physicalId = typeof name === 'string' ? name : this.names.physicalId(request.stackName, request.logicalId);
    return Promise.resolve({ physicalId, attributes: this.attributes(request, physicalId) });
  }

  update(request: UpdateRequest): Promise<Made> {
    return Promise.resolve({ physicalId: request.physicalId, attributes: request.oldAttributes });
  }

  delete(): Promise<void> {
    return Promise.resolve();
  }

  private attributes({ type, properties }: ResourceRequest, physicalId: string): Record<string, unknown> {
    const [, service = 'unknown', kind = 'unknown'] = type.toLowerCase().split('::');
    const known = KINDS[type] ?? { service, prefix: `${kind}/` };
    const region = known.service === 'iam' ? '' : this.account.region;
    const arn = ['arn', this.account.partition, known.service, region, this.account.accountId].join(':');
    return {
      ...properties,
      Arn: `${arn}:${known.prefix}${physicalId}${type === 'AWS::Logs::LogGroup' ? ':*' : ''}`,
      Id: physicalId,
      RoleId: `AROA${physicalId}`,
    };
  }
}

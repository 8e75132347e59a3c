import { CustomResource, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { type AssociationEnds, associationLogicalId } from './association-ends';
import type { AssociationProperties } from './association-properties';
import { AssociationProvider, SERVICE_TIMEOUT } from './association-provider';
import { declareOnce } from './declared-once';
import { overrideLogicalId } from './logical-id';
import { checkArn, checkId } from './name-checks';
import { checkRegion, mayBeOfAnotherAccount, type Named, nameToSend } from './named';
import type { OriginationIdentity } from './origination-identity';

/**
 * What belongs to which pool, and what to do in doubt.
 */
export interface OriginationIdentityAssociationProps {
  /**
   * The pool: a `CfnPool`, `CfnPool.fromPoolId`, or for an ARN `SmsPool.fromPoolArn`.
   */
  readonly pool: aws_smsvoice.IPoolRef;

  /**
   * The phone number, sender ID or RCS agent that belongs to the pool.
   */
  readonly originationIdentity: OriginationIdentity;

  /**
   * Whether it is fine if the identity is in the pool already. Such an association is left in place when the resource is
   * deleted, since the stack did not make it. If it is not fine, the deployment fails.
   *
   * @default false
   */
  readonly adoptExisting?: boolean;

  /**
   * Whether to leave the phone number in the pool, and succeed, when the resource is deleted while it is the pool's last
   * one, which the service refuses to take out. Otherwise the deletion fails.
   *
   * @default false
   */
  readonly keepLastPhoneNumber?: boolean;

  /**
   * What happens to the association when the resource is removed from the stack: `DESTROY` takes the identity out of the
   * pool, `RETAIN` leaves it.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Any text. Changing it has the next deployment look at the association again, and repair it if somebody undid it.
   *
   * @default - none
   */
  readonly revision?: string;

  /**
   * What carries out the association; of the same stack. CloudFormation refuses to change it later.
   *
   * @default - the stack's provider, which is made if there is none
   */
  readonly provider?: AssociationProvider;
}

/**
 * Declares that an origination identity belongs to an SMS pool.
 *
 * The deployment puts it there and verifies that; removing the construct takes it out again. Nothing else about the pool
 * or the identity changes, and an association that the stack did not make is left alone.
 *
 * The construct can be renamed and moved in its stack: its logical id follows from the pool and the identity.
 *
 * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_AssociateOriginationIdentity.html
 * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DisassociateOriginationIdentity.html
 */
export class OriginationIdentityAssociation extends Construct {
  /** The id of the pool, as the service answers it. */
  public readonly poolId: string;
  /** The ARN of the pool, as the service answers it. */
  public readonly poolArn: string;
  /** The id of the phone number, sender ID or RCS agent, as the service answers it. */
  public readonly originationIdentityId: string;
  /** The ARN of the phone number, sender ID or RCS agent, as the service answers it. */
  public readonly originationIdentityArn: string;
  /** The country of the phone number or sender ID, ISO 3166-1 alpha-2; empty for an RCS agent that has none. */
  public readonly isoCountryCode: string;

  /**
   * @throws if the pool is not one, if pool or identity are of another region than the stack, or the provider of another
   * stack; and at synthesis if the app declares the association, or another pool for the identity, a second time
   * @example
   * new OriginationIdentityAssociation(this, 'SupportLine', {
   *   pool: CfnPool.fromPoolId(this, 'Pool', 'pool-0123456789abcdef0123456789abcdef'),
   *   originationIdentity: OriginationIdentity.fromPhoneNumberId('phone-0123456789abcdef0123456789abcdef', 'US'),
   * });
   */
  public constructor(scope: Construct, id: string, props: OriginationIdentityAssociationProps) {
    super(scope, id);
    const pool = this.checkedPool(props.pool);
    const identity = props.originationIdentity._definition;
    checkRegion(this, 'origination identity', identity);
    const ends: AssociationEnds = {
      association: this,
      kind: identity.kind,
      identity: nameToSend(this, identity),
      ...(identity.isoCountryCode === undefined ? {} : { isoCountryCode: identity.isoCountryCode }),
      pool: nameToSend(this, pool),
    };
    declareOnce(ends);

    const provider = this.checkedProvider(props.provider);
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::SMSVoiceOriginationIdentityAssociation',
      serviceToken: provider.serviceToken,
      serviceTimeout: SERVICE_TIMEOUT,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY,
      properties: properties(ends, props),
    });
    this.node.defaultChild = overrideLogicalId(
      resource,
      // What the ends refer to may get its own logical id until the synthesis.
      Lazy.uncachedString({ produce: () => associationLogicalId(ends) }),
    );
    resource.node.addDependency(...provider._prerequisites(ends.pool, pool.arn, this.foreignArn(identity)));

    this.poolId = resource.getAttString('PoolId');
    this.poolArn = resource.getAttString('PoolArn');
    this.originationIdentityId = resource.getAttString('OriginationIdentity');
    this.originationIdentityArn = resource.getAttString('OriginationIdentityArn');
    this.isoCountryCode = resource.getAttString('IsoCountryCode');
  }

  private checkedPool(pool: aws_smsvoice.IPoolRef): Named & { readonly id: string; readonly arn: string } {
    const { poolId, poolArn } = pool.poolRef;
    const where = `[${this.node.path}] pool`;
    checkId('pool', where, poolId, 'SmsPool.fromPoolArn');
    checkArn('pool', where, poolArn);
    const named = { id: poolId, arn: poolArn, ofThisApp: CfnPool.isCfnPool(pool), region: pool.env.region };
    checkRegion(this, 'pool', named);
    return named;
  }

  private checkedProvider(provider: AssociationProvider = AssociationProvider._of(this)): AssociationProvider {
    const [stack, providerStack] = [Stack.of(this), Stack.of(provider)];
    if (stack === providerStack) return provider;
    throw new Error(
      `[${this.node.path}] the provider '${provider.node.path}' is of stack '${providerStack.node.path}'; expected one of ` +
        `'${stack.node.path}', so that the rights go after the association; make a provider in that stack or leave it out`,
    );
  }

  /** The ARN of an identity that the rights on this account's identities may not cover. */
  private foreignArn({ arn, ofThisApp }: Named): string | undefined {
    return arn !== undefined && ofThisApp !== true && mayBeOfAnotherAccount(this, arn) ? arn : undefined;
  }
}

function properties(ends: AssociationEnds, props: OriginationIdentityAssociationProps): AssociationProperties {
  return {
    PoolId: ends.pool,
    OriginationIdentity: ends.identity,
    ...(ends.isoCountryCode === undefined ? {} : { IsoCountryCode: ends.isoCountryCode }),
    ...(props.adoptExisting === true ? { AdoptExisting: 'true' } : {}),
    ...(props.keepLastPhoneNumber === true ? { KeepLastPhoneNumber: 'true' } : {}),
    ...(props.revision === undefined ? {} : { Revision: props.revision }),
  };
}

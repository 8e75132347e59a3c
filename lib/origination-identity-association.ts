import { CfnResource, CustomResource, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AssociationProperties } from './association-properties';
import { AssociationProvider } from './association-provider';
import { checkAssociationOptions } from './checks/options';
import { problem, shown } from './checks/problem';
import { poolReference } from './checks/references';
import { checkRegion } from './checks/region';
import { checkedAssociations } from './drift-detection/checked-association';
import { deferralProblems } from './drift-detection/detections';
import { associationLogicalId, overrideLogicalId } from './naming/logical-id';
import { accountOf, foreignArn, nameToSend } from './naming/named-resource';
import { smsVoiceResource } from './naming/resolved-name';
import { definitionOf } from './origination-identity';
import type { OriginationIdentityAssociationProps } from './origination-identity-association-props';
import { poolTemplate } from './pool-template';
import { chosenProvider, type ProviderUse, SERVICE_TIMEOUT, useProvider } from './provider/provider-use';
import { defaultProvider, findProvider } from './provider/stack-providers';
import { injectedProps } from './util/injected-props';
import { templateProperties } from './util/template-properties';
import { validateInApp } from './validation/app-validations';
import type { DeclaredAssociation } from './validation/declared-association';

/**
 * Declares that an origination identity belongs to an SMS pool.
 *
 * The deployment puts it there and verifies that; removing the construct takes it out again. Nothing else about the pool
 * or the identity changes, and an association that the stack did not make stays as it is.
 *
 * The construct can be renamed and moved in its stack: its logical id follows from the pool and the identity.
 *
 * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_AssociateOriginationIdentity.html
 * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DisassociateOriginationIdentity.html
 * @example
 * new OriginationIdentityAssociation(this, 'SupportLine', {
 *   pool: SmsPool.fromPoolId(this, 'Pool', 'pool-0123456789abcdef0123456789abcdef'),
 *   originationIdentity: OriginationIdentity.fromPhoneNumberId('phone-0123456789abcdef0123456789abcdef', 'US'),
 * });
 */
export class OriginationIdentityAssociation extends Construct {
  /** The id by which property injectors find this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sms-pool-association.OriginationIdentityAssociation';

  /** The id of the pool, as the service returns it. */
  public readonly poolId: string;
  /** The ARN of the pool, as the service returns it. */
  public readonly poolArn: string;
  /** The id of the phone number, sender ID or RCS agent, as the service returns it. */
  public readonly originationIdentityId: string;
  /** The ARN of the phone number, sender ID or RCS agent, as the service returns it. */
  public readonly originationIdentityArn: string;
  /**
   * The country of the phone number or sender ID, ISO 3166-1 alpha-2.
   *
   * Empty for an RCS agent that has none.
   */
  public readonly isoCountryCode: string;

  readonly #provider: AssociationProvider | undefined;

  /**
   * Declares one association.
   *
   * @throws if a value is not what is expected; if the pool or identity is in another region than the stack; if the
   * provider is neither of this stack nor of a parent stack; and at synthesis if the app declares the association, or
   * another pool for the identity, a second time
   */
  public constructor(scope: Construct, id: string, props: OriginationIdentityAssociationProps) {
    super(scope, id);
    checkProps(this, props);
    props = injectedProps(scope, id, OriginationIdentityAssociation.PROPERTY_INJECTION_ID, props);
    const pool = poolReference(this, props.pool);
    const identity = definitionOf(this, props.originationIdentity);
    checkRegion(this, 'origination identity', identity);
    checkAssociationOptions(this, identity.kind, props);
    const declared: DeclaredAssociation = {
      association: this,
      kind: identity.kind,
      identity: nameToSend(this, identity),
      ...(identity.isoCountryCode === undefined ? {} : { isoCountryCode: identity.isoCountryCode }),
      pool: nameToSend(this, pool),
      adoptExisting: props.adoptExisting === true,
      deferPending: props.deferPending === true,
    };
    validateInApp(declared);

    const foreign = foreignArn(this, identity) !== undefined;
    const use: ProviderUse = {
      association: this,
      pool: declared.pool,
      poolArn: pool.arn,
      ...(foreign ? { foreignIdentity: { kind: identity.kind, account: accountOf(this, identity) } } : {}),
    };
    const service =
      props.provider === undefined
        ? defaultProvider(use, (stack, providerId) => new AssociationProvider(stack, providerId))
        : chosenProvider(this, props.provider, findProvider(props.provider));
    const provider = useProvider(use, service);
    const checked = checkedAssociations.set(this, { ...declared, provider: service });
    if (declared.deferPending) this.node.addValidation({ validate: () => deferralProblems(checked) });
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::SMSVoiceOriginationIdentityAssociation',
      serviceToken: provider.serviceToken,
      serviceTimeout: SERVICE_TIMEOUT,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY,
      properties: properties(declared, props),
    });
    // The logical ids of the elements that the ends refer to are final only at synthesis.
    overrideLogicalId(resource, Lazy.uncachedString({ produce: () => associationLogicalId(declared) }));
    this.node.defaultChild = resource.node.defaultChild;
    this.node.addValidation({ validate: () => serviceTimeoutProblems(this) });
    this.#provider = props.provider;
    resource.node.addDependency(provider.dependencies, ...this.endsInOtherStacks(declared));

    this.poolId = resource.getAttString('PoolId');
    this.poolArn = resource.getAttString('PoolArn');
    this.originationIdentityId = resource.getAttString('OriginationIdentity');
    this.originationIdentityArn = resource.getAttString('OriginationIdentityArn');
    this.isoCountryCode = resource.getAttString('IsoCountryCode');
  }

  /**
   * The provider that carries out the association: the one of the props, or that of the stack.
   *
   * To configure the stack's, make an `AssociationProvider` before asking for it.
   */
  public get provider(): AssociationProvider {
    return this.#provider ?? AssociationProvider.of(this);
  }

  /** The order of the stacks' deployments does not follow from a reference across accounts. */
  private endsInOtherStacks({ pool, identity }: DeclaredAssociation): CfnResource[] {
    const ends = [smsVoiceResource(this, pool), smsVoiceResource(this, identity)];
    return ends.filter((end) => end !== undefined).filter((end) => Stack.of(end) !== Stack.of(this));
  }
}

/** JavaScript allows leaving the props out. */
function checkProps(association: Construct, props: unknown): void {
  if (typeof props === 'object' && props !== null) return;
  const subject = { title: `[${association.node.path}]` };
  throw problem(subject, `${shown(props)} as the props`, 'an object with pool and originationIdentity', 'pass both');
}

/** A property injector, an aspect or an override can have changed what CloudFormation waits for. */
function serviceTimeoutProblems({ node: { path, defaultChild } }: Construct): string[] {
  if (!CfnResource.isCfnResource(defaultChild)) return [];
  const { ServiceTimeout } = templateProperties(defaultChild);
  if (String(ServiceTimeout) === String(SERVICE_TIMEOUT.toSeconds())) return [];
  return [
    `'${path}' has ServiceTimeout ${JSON.stringify(ServiceTimeout)}; expected ${SERVICE_TIMEOUT.toSeconds()}, since the ` +
      'function may answer that late; a property injector, an aspect or an override changed it: exclude this resource there',
  ];
}

function properties(
  declared: DeclaredAssociation,
  { adoptExisting, takeOwnership, deferPending, keepLastPhoneNumber, revision }: OriginationIdentityAssociationProps,
): AssociationProperties {
  const { association, pool, identity, isoCountryCode } = declared;
  return {
    PoolId: pool,
    OriginationIdentity: identity,
    ...(isoCountryCode === undefined ? {} : { IsoCountryCode: isoCountryCode }),
    ...(adoptExisting === true ? { AdoptExisting: 'true' } : {}),
    ...(takeOwnership === true ? { TakeOwnership: 'true' } : {}),
    ...(deferPending === true ? { DeferPending: 'true' } : {}),
    ...(keepLastPhoneNumber === true ? { KeepLastPhoneNumber: 'true' } : {}),
    ...(revision === undefined ? {} : { Revision: revision }),
    // The pool's properties are final only at synthesis.
    PoolTemplate: Lazy.uncachedString({ produce: () => poolTemplate(association, pool) }),
  };
}

import { rmSync } from 'node:fs';
import { App, CfnElement, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OriginationIdentity, OriginationIdentityAssociation, SmsPool } from 'cdk-sms-pool-association';
import { withOwnPool } from './own-pool';
import { ACCOUNT, identity, poolId, REGION, type IdentityName, type PoolName } from './account';

/** One association as an app declares it. */
export interface Declaration {
  /** Of its construct; renaming or re-parenting that changes nothing else. */
  readonly path: string;
  readonly identity: IdentityName;
  readonly pool: PoolName;
  /** Whether the template names pool and identity by ARN. */
  readonly byArn: boolean;
  readonly adoptExisting: boolean;
  readonly takeOwnership: boolean;
  readonly keepLastPhoneNumber: boolean;
  readonly retain: boolean;
  readonly revision: number;
  /** The identity is the value of this parameter of the stack. */
  readonly parameter?: string | undefined;
  /** Instead of the one that the library makes. */
  readonly logicalId?: string | undefined;
  /** Instead of the identity's own country. */
  readonly country?: string | undefined;
  /** There is no association: the list of the stack's own pool names the identity. */
  readonly listed?: boolean | undefined;
}

export interface Template {
  readonly Resources: Readonly<Record<string, object>>;
  readonly Parameters?: Readonly<Record<string, object>>;
  readonly [section: string]: unknown;
}

/** The template of the associations, as the library makes it for its user. */
export function synthesize(declarations: readonly Declaration[]): Template {
  return templateOfStack((stack) => {
    for (const declaration of declarations) declare(stack, declaration);
  });
}

/** Synthesizes an app of one stack. */
export function templateOfStack(build: (stack: Stack) => void): Template {
  const app = new App({
    builtinCloudFormationValidation: false,
    analyticsReporting: false,
    context: { 'aws:cdk:disable-asset-staging': true },
  });
  const stack = new Stack(app, 'Stack');
  build(stack);
  const template: unknown = app.synth().getStackArtifact('Stack').template;
  rmSync(app.outdir, { recursive: true });
  if (!isTemplate(template)) throw new Error('the library synthesized no template');
  return template;
}

/** What the ids and policies of the template depend on. */
type Named = Pick<Declaration, 'identity' | 'pool' | 'byArn' | 'parameter' | 'country'>;

export const NO_OPTIONS = {
  byArn: false,
  adoptExisting: false,
  takeOwnership: false,
  keepLastPhoneNumber: false,
  retain: false,
  revision: 0,
};

const withoutOptions = new Map<string, Template>();

/** The template of an app with this association alone, which takes too long to synthesize it twice. */
function templateOf({ identity: name, pool, byArn, parameter, country }: Named): Template {
  // One of fifty numbers has an own logical id, so that nothing in its template but the id depends on the number.
  const isOfMany = name.startsWith('many');
  const synthesized: IdentityName = isOfMany ? 'number 1' : name;
  const named = { identity: synthesized, pool, byArn, parameter, country };
  const key = JSON.stringify(named);
  const template = withoutOptions.get(key) ?? synthesize([{ path: 'Association', ...NO_OPTIONS, ...named }]);
  withoutOptions.set(key, template);
  if (!isOfMany) return template;
  const replaced: unknown = JSON.parse(
    JSON.stringify(template).replaceAll(identity(synthesized).id, identity(name).id),
  );
  if (!isTemplate(replaced)) throw new Error('expected a template with Resources');
  return replaced;
}

/** The same with the options, which change the association's resource alone. */
function fragmentOf(declaration: Declaration): Template {
  const { adoptExisting, takeOwnership, keepLastPhoneNumber, retain, revision } = declaration;
  const template = templateOf(declaration);
  const policy = retain ? { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } : {};
  const options = {
    ...(adoptExisting ? { AdoptExisting: 'true' } : {}),
    ...(takeOwnership ? { TakeOwnership: 'true' } : {}),
    ...(keepLastPhoneNumber ? { KeepLastPhoneNumber: 'true' } : {}),
    ...(revision === 0 ? {} : { Revision: String(revision) }),
  };
  const resources = Object.entries(template.Resources).map(([id, resource]): [string, object] => {
    if (!isAssociation(resource)) return [id, resource];
    const changed = { ...resource, Properties: { ...resource.Properties, ...options }, ...policy };
    return [declaration.logicalId ?? id, changed];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

/** A resource that every app has, since a template can't be empty. */
const ALWAYS = { Topic: { Type: 'AWS::SNS::Topic' } };

/**
 * The same template, composed of those of single associations: logical ids follow from pool and identity alone, so that one
 * association's resources are the same in every app. (A test compares the two.)
 */
export function compose(declarations: readonly Declaration[], hasOwnPool = false): Template {
  const parts = declarations.filter(({ listed }) => listed !== true).map(fragmentOf);
  const [first = { Resources: {} }] = parts;
  const merged = (sections: readonly (Template['Parameters'] | undefined)[]): Record<string, object> =>
    Object.fromEntries(sections.flatMap((section) => Object.entries(section ?? {})));
  return {
    ...first,
    Parameters: merged(parts.map(({ Parameters }) => Parameters)),
    Resources: merged([
      ALWAYS,
      ...(hasOwnPool ? withOwnPool(declarations, parts) : parts).map(({ Resources }) => Resources),
    ]),
  };
}

/** The values of the app's parameters. */
export function parametersOf(declarations: readonly Declaration[]): Record<string, string> {
  return Object.fromEntries(
    declarations.flatMap((declaration) =>
      declaration.parameter === undefined ? [] : [[declaration.parameter, nameOf(declaration)]],
    ),
  );
}

/** The logical id of the association's resource, which depends on none of the options. */
export function logicalIdOf(declaration: Declaration): string {
  if (declaration.logicalId !== undefined) return declaration.logicalId;
  const resources = Object.entries(templateOf({ ...declaration, country: undefined }).Resources);
  const [logicalId = ''] = resources.find(([, resource]) => isAssociation(resource)) ?? [];
  return logicalId;
}

function declare(stack: Stack, declaration: Declaration): void {
  const [id = '', ...parents] = declaration.path.split('/').reverse();
  const scope = parents.reverse().reduce<Construct>((parent, name) => childOf(parent, name), stack);
  const { adoptExisting, takeOwnership, keepLastPhoneNumber, retain, revision, logicalId } = declaration;
  const association = new OriginationIdentityAssociation(scope, id, {
    pool: poolOf(scope, declaration),
    originationIdentity: identityOf(stack, declaration),
    adoptExisting,
    takeOwnership,
    ...(keepLastPhoneNumber && identity(declaration.identity).kind === 'number' ? { keepLastPhoneNumber } : {}),
    ...(retain ? { removalPolicy: RemovalPolicy.RETAIN } : {}),
    ...(revision === 0 ? {} : { revision: String(revision) }),
  });
  const resource = association.node.defaultChild;
  if (logicalId !== undefined && CfnElement.isCfnElement(resource)) resource.overrideLogicalId(logicalId);
}

function poolOf(scope: Construct, { path, pool, byArn }: Declaration): ReturnType<typeof SmsPool.fromPoolArn> {
  const name = `Pool of ${path.replaceAll('/', ' ')}`;
  if (byArn) return SmsPool.fromPoolArn(scope, name, poolArn(pool));
  return SmsPool.fromPoolId(scope, name, poolId(pool));
}

function identityOf(stack: Stack, declaration: Declaration): OriginationIdentity {
  const { kind, country: ownCountry = '' } = identity(declaration.identity);
  const { byArn, parameter, country = ownCountry } = declaration;
  const name = parameter === undefined ? nameOf(declaration) : new CfnParameter(stack, parameter).valueAsString;
  switch (kind) {
    case 'number':
      return byArn
        ? OriginationIdentity.fromPhoneNumberArn(name, country)
        : OriginationIdentity.fromPhoneNumberId(name, country);
    case 'sender':
      return byArn ? OriginationIdentity.fromSenderIdArn(name) : OriginationIdentity.fromSenderId(name, country);
    case 'agent':
      return byArn ? OriginationIdentity.fromRcsAgentArn(name) : OriginationIdentity.fromRcsAgentId(name);
  }
}

/** The id or ARN of the identity. */
export function nameOf({ identity: name, byArn }: Pick<Declaration, 'identity' | 'byArn'>): string {
  const { kind, id, country } = identity(name);
  if (!byArn) return id;
  if (kind === 'sender') return arn(`sender-id/${id}/${country ?? ''}`);
  return arn(`${kind === 'number' ? 'phone-number' : 'rcs-agent'}/${id}`);
}

export function poolArn(pool: PoolName): string {
  return arn(`pool/${poolId(pool)}`);
}

function childOf(parent: Construct, id: string): Construct {
  const existing = parent.node.tryFindChild(id);
  return existing instanceof Construct ? existing : new Construct(parent, id);
}

function arn(resource: string): string {
  return `arn:aws:sms-voice:${REGION}:${ACCOUNT}:${resource}`;
}

interface AssociationResource {
  readonly Properties: object;
}

export function isAssociation(resource: object): resource is AssociationResource {
  return 'Type' in resource && resource.Type === 'Custom::SMSVoiceOriginationIdentityAssociation';
}

function isTemplate(value: unknown): value is Template {
  return typeof value === 'object' && value !== null && 'Resources' in value;
}

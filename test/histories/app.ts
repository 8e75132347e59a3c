import { rmSync } from 'node:fs';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { OriginationIdentity, OriginationIdentityAssociation, SmsPool } from 'cdk-sms-pool-association';
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
  readonly keepLastPhoneNumber: boolean;
  readonly retain: boolean;
  readonly revision: number;
}

export interface Template {
  readonly Resources: Readonly<Record<string, object>>;
  readonly [section: string]: unknown;
}

/** Synthesizes an app with the library, as its user would. */
export function synthesize(declarations: readonly Declaration[]): Template {
  const app = new App({ analyticsReporting: false, context: { 'aws:cdk:disable-asset-staging': true } });
  const stack = new Stack(app, 'Stack');
  for (const declaration of declarations) declare(stack, declaration);
  const template: unknown = app.synth().getStackArtifact('Stack').template;
  rmSync(app.outdir, { recursive: true });
  if (!isTemplate(template)) throw new Error('the library synthesized no template');
  return template;
}

const fragments = new Map<string, Template>();

/** A resource that every app has, since a template can't be empty. */
const ALWAYS = { Topic: { Type: 'AWS::SNS::Topic' } };

/**
 * The same template, put together from those of single associations, which are kept: logical ids follow from pool and
 * identity alone, so that one association's resources are the same in every app. (A test compares the two.)
 */
export function compose(declarations: readonly Declaration[], ownLogicalIds: boolean | undefined = false): Template {
  const parts = declarations.map(({ path, ...declaration }) => {
    const key = JSON.stringify(declaration);
    const fragment = fragments.get(key) ?? synthesize([{ ...declaration, path: 'Association' }]);
    fragments.set(key, fragment);
    return ownLogicalIds ? renamed(fragment, `Own${path.replaceAll('/', '')}`) : fragment;
  });
  const [first = { Resources: {} }] = parts;
  return {
    ...first,
    Resources: Object.fromEntries(
      [ALWAYS, ...parts.map(({ Resources }) => Resources)].flatMap((resources) => Object.entries(resources)),
    ),
  };
}

/** As `overrideLogicalId` on the association: nothing refers to it. */
function renamed(template: Template, logicalId: string): Template {
  const resources = Object.entries(template.Resources).map(([id, resource]): [string, object] => [
    id.startsWith('OriginationIdentityAssociation') ? logicalId : id,
    resource,
  ]);
  return { ...template, Resources: Object.fromEntries(resources) };
}

function declare(stack: Stack, declaration: Declaration): void {
  const [id = '', ...parents] = declaration.path.split('/').reverse();
  const scope = parents.reverse().reduce<Construct>((parent, name) => childOf(parent, name), stack);
  const { adoptExisting, keepLastPhoneNumber, retain, revision } = declaration;
  new OriginationIdentityAssociation(scope, id, {
    pool: poolOf(scope, declaration),
    originationIdentity: identityOf(declaration),
    adoptExisting,
    keepLastPhoneNumber,
    ...(retain ? { removalPolicy: RemovalPolicy.RETAIN } : {}),
    ...(revision === 0 ? {} : { revision: String(revision) }),
  });
}

function poolOf(scope: Construct, { path, pool, byArn }: Declaration): aws_smsvoice.IPoolRef {
  const name = `Pool of ${path.replaceAll('/', ' ')}`;
  if (byArn) return SmsPool.fromPoolArn(scope, name, arn(`pool/${poolId(pool)}`));
  return CfnPool.fromPoolId(scope, name, poolId(pool));
}

function identityOf(declaration: Declaration): OriginationIdentity {
  const { kind, id, country } = identity(declaration.identity);
  const { byArn } = declaration;
  switch (kind) {
    case 'number':
      return byArn
        ? OriginationIdentity.fromPhoneNumberArn(arn(`phone-number/${id}`), country)
        : OriginationIdentity.fromPhoneNumberId(id, country);
    case 'sender':
      return byArn
        ? OriginationIdentity.fromSenderIdArn(arn(`sender-id/${id}/${country}`))
        : OriginationIdentity.fromSenderId(id, country);
    case 'agent':
      return byArn
        ? OriginationIdentity.fromRcsAgentArn(arn(`rcs-agent/${id}`))
        : OriginationIdentity.fromRcsAgentId(id);
  }
}

function childOf(parent: Construct, id: string): Construct {
  const existing = parent.node.tryFindChild(id);
  return existing instanceof Construct ? existing : new Construct(parent, id);
}

function arn(resource: string): string {
  return `arn:aws:sms-voice:${REGION}:${ACCOUNT}:${resource}`;
}

function isTemplate(value: unknown): value is Template {
  return typeof value === 'object' && value !== null && 'Resources' in value;
}

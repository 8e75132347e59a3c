import {
  CfnElement,
  CfnResource,
  DefaultTokenResolver,
  type IFragmentConcatenator,
  Intrinsic,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { differ, isKnown } from '../util/known';
import { NAMED_KINDS } from './kinds';
import { foreignAccount, parseSmsVoiceArn, type SmsVoiceArn } from './sms-voice-arn';

/** A name that is the same for every way to write the same thing. */
export interface ResolvedName {
  /** With the account, if that is part of the name. */
  readonly text: string;
  /** Without the account. */
  readonly id: string;
  /** An account that is not visibly the stack's own. */
  readonly account?: string;
  /** Whether two different names are surely two things. Not so for a parameter, an import or a lookup. */
  readonly known: boolean;
  /** Whether the name may still change during synthesis, as the value of a Lazy can. */
  readonly late: boolean;
}

/** The name of a template's element inside of a canonical name. */
export type ElementName = (element: CfnElement, scope: Construct) => string;

/** By logical id, which identifies the element to CloudFormation, whatever the construct's path. */
export const byLogicalId: ElementName = (element, scope) => {
  const stack = Stack.of(element);
  const logicalId = String(stack.resolve(element.logicalId));
  return stack === Stack.of(scope) ? logicalId : `${stableStackName(stack)}.${logicalId}`;
};

/** By path: distinct in the whole app, and known before logical ids are final. */
export const byPath: ElementName = (element) => element.node.path;

/**
 * Reduces an id or ARN, which may contain tokens, to a name that is the same for both.
 *
 * References are named by the element that they point to. The template's form of a reference (a `Ref`, an import from
 * another stack) is decided late in synthesis, and a logical id must not change in between.
 */
export function resolvedName(scope: Construct, value: string, elementName: ElementName): ResolvedName {
  const arn = parseSmsVoiceArn(value);
  if (arn !== undefined) return nameInAccount(scope, arn, elementName);
  const text = new TextConcatenator();
  const resolver = new NamingResolver(text, (element) => elementName(element, scope));
  const resolved: unknown = Tokenization.resolve(value, { scope, resolver });
  const { late } = resolver;
  const [resource] = resolver.smsVoiceResources;
  // Every attribute of the resource names that resource.
  if (resource !== undefined) return named(elementName(resource, scope), true, false);
  if (typeof resolved !== 'string' || text.hasExpressions) return named(asText(resolved), false, late);
  if (resolved === value) return named(value, isKnown(value), late);
  return { ...resolvedName(scope, resolved, elementName), late };
}

function named(text: string, known: boolean, late: boolean): ResolvedName {
  return { text, id: text, known, late };
}

/**
 * What another account shares is another thing than the stack's own of the same name, so that account is part of the name.
 *
 * In a stack without an account, an account that an ARN names can't be known to be the stack's. Whether it is part of the
 * name then depends on the kind.
 */
function nameInAccount(scope: Construct, arn: SmsVoiceArn, elementName: ElementName): ResolvedName {
  // A sender ID's country follows its name.
  const [id = ''] = arn.name.split('/');
  const name = resolvedName(scope, id, elementName);
  const account = foreignAccount(scope, arn);
  if (account === undefined || smsVoiceResource(scope, id) !== undefined) return name;
  const isOther = differ(account, Stack.of(scope).account);
  const { namedByAccount = false } = Object.entries(NAMED_KINDS).find(([kind]) => kind === arn.kind)?.[1] ?? {};
  if (!isOther && !namedByAccount) return { ...name, account };
  const owner = resolvedName(scope, account, elementName);
  return {
    text: `${owner.text}:${name.text}`,
    id: name.id,
    account,
    known: owner.known && name.known,
    late: owner.late || name.late,
  };
}

/** The `AWS::SMSVOICE::…` resource of the app that the value refers to. */
export function smsVoiceResource(scope: Construct, value: string): CfnResource | undefined {
  const resolver = new NamingResolver(new TextConcatenator(), (element) => element.node.path);
  Tokenization.resolve(value, { scope, resolver });
  const [resource] = resolver.smsVoiceResources;
  return resource;
}

/** CloudFormation alone knows the name of a nested stack, but the resource for it has a logical id. */
export function stableStackName(stack: Stack): string {
  const { nestedStackParent, nestedStackResource } = stack;
  if (nestedStackParent === undefined || nestedStackResource === undefined) return stack.stackName;
  return `${stableStackName(nestedStackParent)}.${String(nestedStackParent.resolve(nestedStackResource.logicalId))}`;
}

/** Resolves as for a template, but names the elements that references point to, and notes the service's own resources. */
class NamingResolver extends DefaultTokenResolver {
  public readonly smsVoiceResources = new Set<CfnResource>();
  public late = false;

  public constructor(
    concatenator: IFragmentConcatenator,
    private readonly nameOf: (element: CfnElement) => string,
  ) {
    super(concatenator);
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    // Whatever is not an expression of CloudFormation is computed when it is asked for.
    this.late ||= !(token instanceof Intrinsic);
    if (!Reference.isReference(token) || !CfnElement.isCfnElement(token.target)) {
      return super.resolveToken(token, context, postProcessor);
    }
    const { target } = token;
    if (CfnResource.isCfnResource(target) && target.cfnResourceType.startsWith('AWS::SMSVOICE::')) {
      this.smsVoiceResources.add(target);
    }
    return { [token.displayName]: this.nameOf(target) };
  }
}

/** Joins literal text and CloudFormation's expressions into one text. */
export class TextConcatenator implements IFragmentConcatenator {
  public hasExpressions = false;

  public join(left: unknown, right: unknown): string {
    this.hasExpressions ||= [left, right].some((part) => part !== undefined && typeof part !== 'string');
    return asText(left) + asText(right);
  }
}

function asText(part: unknown): string {
  if (part === undefined) return '';
  return typeof part === 'string' ? part : JSON.stringify(part);
}

import {
  CfnElement,
  CfnParameter,
  DefaultTokenResolver,
  Fn,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  Stack,
  Token,
  Tokenization,
} from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { Construct } from 'constructs';
import { smsVoiceResource, TextConcatenator } from './naming/resolved-name';
import { shortHash } from './util/short-hash';
import { templateProperties } from './util/template-properties';

/**
 * A text that changes whenever the properties of the association's pool change; undefined if the pool is no CfnPool of the app.
 *
 * An update of an `AWS::SMSVOICE::Pool` may take out what its own list does not name. With this text among its properties
 * the association gets an Update after its pool, and repairs itself.
 *
 * The text begins with a hash of the properties as the pool's template has them. In the pool's own stack the values of the
 * references in them follow, because a parameter's value can change while the template stays (but not that of a NoEcho
 * parameter). In another stack they do not: they would be imports, and CloudFormation refuses to change a value that
 * another stack imports.
 */
export function poolTemplate(scope: Construct, poolId: string): string | undefined {
  const pool = smsVoiceResource(scope, poolId);
  if (!CfnPool.isCfnPool(pool)) return undefined;
  const stack = Stack.of(pool);
  const resolver = new ReferenceCollector();
  const properties = templateProperties(pool, (value) => Tokenization.resolve(value, { scope: pool, resolver }));
  const hash = shortHash(JSON.stringify(properties, sortMembers));
  return stack === Stack.of(scope) ? Fn.join('-', [hash, ...resolver.values()]) : hash;
}

/** A replacer for JSON.stringify that makes the text independent of the order of members. */
function sortMembers(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Resolves as for a template, and notes the references to resources and parameters. */
class ReferenceCollector extends DefaultTokenResolver {
  private readonly references = new Map<string, Reference>();

  public constructor() {
    super(new TextConcatenator());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    // The value of a NoEcho parameter would stand in events, and so in queues and destinations.
    const isSecret = Reference.isReference(token) && token.target instanceof CfnParameter && token.target.noEcho;
    if (!isSecret && Reference.isReference(token) && CfnElement.isCfnElement(token.target)) {
      this.references.set(`${token.target.node.path}.${token.displayName}`, token);
    }
    return super.resolveToken(token, context, postProcessor);
  }

  /** The values of the references, each as one string. */
  public values(): string[] {
    return [...this.references.values()].map((reference) =>
      isList(reference) ? Fn.join(',', Token.asList(reference)) : Token.asString(reference),
    );
  }
}

function isList({ target }: Reference): boolean {
  return target instanceof CfnParameter && (target.type.startsWith('List<') || target.type === 'CommaDelimitedList');
}

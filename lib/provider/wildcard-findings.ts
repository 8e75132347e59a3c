import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Tokenization,
} from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * What cdk-nag calls the wildcards in the statements' resources.
 *
 * Each has to be acknowledged by its own name, which is the resource with `<Ref>` and `<Resource.Attribute>` in it.
 */
export function wildcardFindings(scope: Construct, statements: readonly PolicyStatement[]): string[] {
  return statements
    .flatMap(({ resources }) => resources)
    .map((resource) => String(Tokenization.resolve(resource, { scope, resolver: new FlatReferences() })))
    .filter((resource) => resource.includes('*'))
    .map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`);
}

class FlatReferences extends DefaultTokenResolver {
  public constructor() {
    super({ join: (left, right) => `${String(left ?? '')}${String(right ?? '')}` });
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const resolved: unknown = super.resolveToken(token, context, postProcessor);
    if (typeof resolved !== 'object' || resolved === null) return resolved;
    if ('Ref' in resolved) return `<${String(resolved.Ref)}>`;
    const attribute = 'Fn::GetAtt' in resolved ? resolved['Fn::GetAtt'] : undefined;
    return Array.isArray(attribute) ? `<${attribute.join('.')}>` : resolved;
  }
}

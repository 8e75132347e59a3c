import { PropertyInjectors } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * The props after the property injector of the nearest scope that has one for the class, as for the CDK's own constructs.
 *
 * @param uniqueId the PROPERTY_INJECTION_ID of the class
 */
export function injectedProps<T extends object>(scope: Construct, id: string, uniqueId: string, props: T): T {
  const injectors = scope.node.scopes.reverse().flatMap((one) => {
    return PropertyInjectors.hasPropertyInjectors(one) ? (PropertyInjectors.of(one).for(uniqueId) ?? []) : [];
  });
  const injected: unknown = injectors[0]?.inject(props, { scope, id });
  return isLike(props, injected) ? injected : props;
}

/** What an injector returns has no type. */
function isLike<T extends object>(_: T, value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}

import { kindOfArn } from '../association/identity-kind';
import type { OriginationIdentity } from '../association/origination-identity';
import { type Environment, parseArn } from '../util/arn';
import { isJsonObject } from '../util/json-object';
import type { StackState } from './statuses';
import { templateValues } from './template-values';

/**
 * Whether the list of a `CfnPool` in the stack's template names the identity: the pool then owns the association.
 *
 * @param template the processed template, parsed
 */
export function isInPoolList(
  template: unknown,
  poolLogicalId: string,
  identity: OriginationIdentity,
  stack: StackState,
  environment: Environment,
): boolean {
  const list = [['Resources'], [poolLogicalId], ['Properties'], ['OriginationIdentities']].reduce<unknown>(
    (value, [name = '']) => (isJsonObject(value) ? value[name] : undefined),
    template,
  );
  return templateValues(list, stack, environment).some((value) => names(value, identity));
}

/** Whether an entry of the list, an ARN or an id, names the identity. */
function names(value: string, { kind, id, isoCountryCode = '', arn }: OriginationIdentity): boolean {
  const entry = parseArn(value);
  if (entry === undefined) return value === id || value === `${id}/${isoCountryCode}`;
  const named = kindOfArn(entry.resource);
  return (
    named?.kind === kind &&
    named.id === id &&
    (named.isoCountryCode ?? isoCountryCode) === isoCountryCode &&
    entry.account === parseArn(arn)?.account
  );
}

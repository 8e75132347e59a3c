import { type ResourceEnvironment, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { differ, isKnown } from '../util/known';
import { foreignAccount, parseSmsVoiceArn } from './sms-voice-arn';

/** A pool or an identity, named by an id, an ARN, or both. */
export type NamedResource = Names & {
  /** Whether it is an L1 resource of this app, so that both names are references to it. */
  readonly ofThisApp?: boolean;
  /** The account and region of the construct that was given. */
  readonly env?: ResourceEnvironment;
};

type Names = { readonly id: string; readonly arn?: string } | { readonly arn: string };

/** The name to send to the service: the id, or the ARN where the id is not enough, as for what another account shares. */
export function nameToSend(scope: Construct, named: NamedResource): string {
  return foreignArn(scope, named) ?? givenName(named);
}

/** The id, or the ARN of what has no id. */
export function givenName(named: NamedResource): string {
  return 'id' in named ? named.id : named.arn;
}

/** The ARN if it may name what another account shares, which the permissions on this account's resources don't cover. */
export function foreignArn(
  scope: Construct,
  { arn, ofThisApp, env }: Pick<NamedResource, 'arn' | 'ofThisApp' | 'env'>,
): string | undefined {
  if (arn === undefined) return undefined;
  const own = Stack.of(scope).account;
  if (ofThisApp === true) return env !== undefined && differ(env.account, own) ? arn : undefined;
  const parts = parseSmsVoiceArn(arn);
  return parts !== undefined && foreignAccount(scope, parts) === undefined ? undefined : arn;
}

/**
 * The account of a resource; `*` if a deployment can change it, as the value of a parameter.
 *
 * A policy changes before the identity is taken out of the pool that the association named before. So behind such a value
 * the permissions have to be on all accounts. They reach nothing that another account does not share.
 */
export function accountOf(
  scope: Construct,
  { arn, ofThisApp, env }: Pick<NamedResource, 'arn' | 'ofThisApp' | 'env'>,
): string {
  const account = (ofThisApp === true ? env?.account : parseSmsVoiceArn(arn ?? '')?.account) ?? '*';
  return account === Stack.of(scope).account || isKnown(account) ? account : '*';
}

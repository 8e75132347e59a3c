import type { Association } from '../association/association';
import { retryCall, type RetryableError } from '../sms-voice/call';
import type { ServiceError, ServiceErrorKind } from '../sms-voice/service-error';
import type { Attempt } from '../util/retry';
import type { RequestContext } from './request-context';
import { MAX_CANCELLED } from './waiters';

/** What an error of the proving Associate says. */
const PROOFS: Readonly<Record<ServiceErrorKind, 'retry' | 'conflict' | 'not proved'>> = {
  throttled: 'retry',
  denied: 'retry',
  'no-route': 'retry',
  'unknown-outcome': 'retry',
  conflict: 'conflict',
  mismatch: 'not proved',
  'last-phone-number': 'not proved',
  'not-associated': 'not proved',
  'not-found': 'not proved',
  quota: 'not proved',
  refused: 'not proved',
  'account-disabled': 'not proved',
  misconfigured: 'not proved',
};

/**
 * Whether the token of the resource's Create proves that the resource made an association that is in place.
 *
 * The service remembers the token: success means that this token made the association, and a conflict that another one did.
 * A conflict without a telling reason may be about the Create's own call, so it counts only when that can't be in flight
 * any more.
 *
 * @throws RequestFailed
 */
export async function isProvenByToken(context: RequestContext, association: Association): Promise<boolean> {
  const { service, clock } = context;
  let conflictingSince: number | undefined;
  const isAboutOwnCall = ({ reason }: ServiceError): boolean => {
    conflictingSince ??= clock.now();
    const isTelling = reason !== undefined && reason !== 'RESOURCE_NOT_ACTIVE';
    return !isTelling && clock.now() - conflictingSince < MAX_CANCELLED;
  };
  const attempt = async (): Promise<Attempt<boolean, RetryableError>> => {
    await context.confirmWanted();
    const result = await service.associate(context, association, 'resource', 0);
    if (result.ok) return { ok: true, output: true };
    const proof = PROOFS[result.error.kind];
    const mayPass = proof === 'retry' || (proof === 'conflict' && isAboutOwnCall(result.error));
    return mayPass ? result : { ok: true, output: false };
  };
  const goal = `to prove who made the association of ${association.identity.idOrArn}`;
  return retryCall(context, { operation: 'AssociateOriginationIdentity', goal }, attempt);
}

import type { Stack } from 'aws-cdk-lib';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { OriginationIdentity, OriginationIdentityAssociation } from 'cdk-sms-pool-association';
import type { Wanted } from './workload';

/** Declares the associations with this library. */
export function declareAssociations(
  stack: Stack,
  wanted: readonly Wanted[],
  poolOf: (poolId: string) => aws_smsvoice.IPoolRef = (poolId) => CfnPool.fromPoolId(stack, poolId, poolId),
): void {
  const pools = new Map([...new Set(wanted.map(({ poolId }) => poolId))].map((poolId) => [poolId, poolOf(poolId)]));
  wanted.forEach((one, index) => {
    const pool = pools.get(one.poolId);
    if (pool === undefined) throw new Error(`got no pool ${one.poolId}; expected one for each association`);
    new OriginationIdentityAssociation(stack, `Association${index}`, { pool, originationIdentity: identityOf(one) });
  });
}

function identityOf({ kind, id, isoCountryCode = '' }: Wanted): OriginationIdentity {
  switch (kind) {
    case 'phone-number':
      return OriginationIdentity.fromPhoneNumberId(id, isoCountryCode);
    case 'sender-id':
      return OriginationIdentity.fromSenderId(id, isoCountryCode);
    case 'rcs-agent':
      return OriginationIdentity.fromRcsAgentId(id);
  }
}

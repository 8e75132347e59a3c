import type { Association } from '../association/association';
import { IDENTITY_KINDS } from '../association/identity-kind';
import { physicalIdOf } from '../association/physical-resource-id';

// What a message calls an association, and the commands that it advises.

export const nounOf = ({ identity }: Association): string => IDENTITY_KINDS[identity.kind].noun;

export const named = (association: Association): string => `${nounOf(association)} ${association.identity.idOrArn}`;

export const findOwnerCommand = ({ key }: Association): string =>
  `aws cloudformation describe-stack-resources --physical-resource-id ${physicalIdOf('owned', key)}`;

export const disassociateCommand = (association: Association, poolId = association.pool.idOrArn): string =>
  serviceCommand('disassociate', association, poolId);

/** The command of the AWS CLI that changes the association by hand. */
export function serviceCommand(
  action: 'associate' | 'disassociate',
  { identity }: Association,
  poolId: string,
): string {
  const country = identity.isoCountryCode === undefined ? '' : ` --iso-country-code ${identity.isoCountryCode}`;
  return (
    `aws pinpoint-sms-voice-v2 ${action}-origination-identity --pool-id ${poolId} ` +
    `--origination-identity ${identity.idOrArn}${country}`
  );
}

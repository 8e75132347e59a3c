import { identity, poolId } from './account';
import { logicalIdOf, nameOf, poolArn, type Declaration } from './app';

/** The event of a stack's schedule. */
export interface CheckEvent {
  readonly DriftDetection: {
    readonly StackId: string;
    readonly Repair?: 'true';
    readonly Associations: readonly CheckedAssociation[];
  };
}

export interface CheckedAssociation {
  readonly LogicalResourceId: string;
  readonly Path: string;
  readonly PoolId: string;
  readonly OriginationIdentity: string;
  readonly IsoCountryCode?: string;
}

/** The event that an app with these declarations makes at synthesis. */
export function checkEvent(StackId: string, declarations: readonly Declaration[], repair: boolean): CheckEvent {
  const Associations = declarations.filter(({ listed }) => listed !== true).map(checked);
  return { DriftDetection: { StackId, ...(repair ? { Repair: 'true' } : {}), Associations } };
}

function checked(declaration: Declaration): CheckedAssociation {
  const { identity: name, pool, path: Path, byArn } = declaration;
  const { country } = identity(name);
  return {
    LogicalResourceId: logicalIdOf(declaration),
    Path,
    PoolId: byArn ? poolArn(pool) : poolId(pool),
    OriginationIdentity: nameOf(declaration),
    ...(country === undefined ? {} : { IsoCountryCode: country }),
  };
}

export function isCheckEvent(event: object): event is CheckEvent {
  return 'DriftDetection' in event;
}

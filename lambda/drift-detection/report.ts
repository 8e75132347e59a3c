import { findOwnerCommand, named, serviceCommand } from '../workflow/commands';
import type { MissingAssociation } from './missing';

/** What the function returns for a check. */
export interface CheckResult {
  readonly status: 'checked' | 'skipped';
  readonly associations: number;
  readonly drifted: readonly object[];
  readonly pending: readonly object[];
}

/** An association that is missing, in the result. */
export function entryOf({ association, found, repaired = false }: MissingAssociation): object {
  const { logicalResourceId: LogicalResourceId, pool, identity } = association;
  return { LogicalResourceId, PoolId: pool.idOrArn, OriginationIdentity: identity.idOrArn, found, repaired };
}

/** What the log says of an association that is missing, with the command that repairs it. */
export function warningOf({ association, found, membership }: MissingAssociation): string {
  const { path, pool } = association;
  const { otherPool = 'another pool' } = membership;
  const putBack = serviceCommand('associate', association, pool.idOrArn);
  const remedies = {
    nowhere: `It is in no pool. Put it back: ${putBack}`,
    elsewhere:
      `It is in pool ${otherPool}. Find out which stack owns that: ${findOwnerCommand(association)}. If none does, move it ` +
      `back: ${serviceCommand('disassociate', association, otherPool)} && ${putBack}`,
    gone: 'It, or the pool, does not exist. Declare another one, or remove the declaration, and deploy.',
  };
  return `'${path}': ${named(association)} is not in pool ${pool.idOrArn}. ${remedies[found]}`;
}

/**
 * The line that CloudWatch makes metrics of, for the alarms of `AssociationDriftDetection`. It has the highest level, since
 * Lambda drops lines by their level.
 *
 * @param date in milliseconds since the epoch
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricsLine(StackName: string, values: Readonly<Record<string, number>>, date: number): string {
  const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: 'Count' }));
  const directive = { Namespace: 'cdk-sms-pool-association', Dimensions: [['StackName']], Metrics };
  const embedded = { _aws: { Timestamp: date, CloudWatchMetrics: [directive] }, StackName, ...values };
  return JSON.stringify({ level: 'FATAL', timestamp: new Date(date).toISOString(), ...embedded });
}

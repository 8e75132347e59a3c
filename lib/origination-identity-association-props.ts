import type { RemovalPolicy } from 'aws-cdk-lib';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import type { AssociationProvider } from './association-provider';
import type { OriginationIdentity } from './origination-identity';

/**
 * Which identity belongs to which pool, and what to do in special cases.
 */
export interface OriginationIdentityAssociationProps {
  /**
   * The pool.
   *
   * A `CfnPool` of this stack or another stack of the app, `SmsPool.fromPoolId`, or for an ARN `SmsPool.fromPoolArn`.
   */
  readonly pool: aws_smsvoice.IPoolRef;

  /**
   * The phone number, sender ID or RCS agent that belongs to the pool.
   */
  readonly originationIdentity: OriginationIdentity;

  /**
   * Whether to rely on an association that is there already.
   *
   * With `true` the deployment succeeds if the identity is in the pool before this resource puts it there. The stack does
   * not own such an association: it stays when the resource is deleted. Without it the deployment fails. Not together
   * with `takeOwnership`, which belongs to a later deployment.
   *
   * @default false
   */
  readonly adoptExisting?: boolean;

  /**
   * Whether to own what this resource adopted in an earlier deployment.
   *
   * With `true` an association that `adoptExisting` found in place is treated as if the stack had made it: it moves when
   * the pool changes, and is removed when the resource is deleted, unless `removalPolicy` is `RETAIN`.
   *
   * It takes two deployments: `adoptExisting: true` in the first, `takeOwnership: true` in a later one. To the function,
   * the Delete of a rollback looks like that of a user, and the rollback of the first deployment must not remove what was
   * there before. A resource that is created or replaced with `takeOwnership` and finds the association in place fails.
   *
   * @default false
   */
  readonly takeOwnership?: boolean;

  /**
   * Whether the deployment completes although the phone number is PENDING.
   *
   * The registration of a number can take days or weeks. With `true` the deployment does not wait for it: the drift
   * detection of the stack associates the number when it is ACTIVE. That needs an `AssociationDriftDetection` with
   * `repair: true` in the stack. From the declaration on the association counts as the stack's, whoever makes it. For
   * phone numbers only.
   *
   * @default false
   */
  readonly deferPending?: boolean;

  /**
   * Whether to leave a phone number in the pool when it is the pool's last one.
   *
   * The service refuses to take out a pool's last phone number. With `true` the deletion of the resource succeeds and the
   * number stays in the pool; otherwise the deletion fails. For phone numbers only; a move to another pool ignores it.
   *
   * @default false
   */
  readonly keepLastPhoneNumber?: boolean;

  /**
   * What happens to the association when the resource is removed from the stack.
   *
   * `DESTROY` takes the identity out of the pool, `RETAIN` leaves it there, and `RETAIN_ON_UPDATE_OR_DELETE` leaves it
   * there unless the deployment that put it there is rolled back. `SNAPSHOT` is an error.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A string; changing it makes the next deployment check the association again.
   *
   * If somebody undid the association by hand, that deployment repairs it.
   *
   * @default - none
   */
  readonly revision?: string;

  /**
   * The provider that carries out the association.
   *
   * One of this stack, or of a parent of this nested stack. CloudFormation refuses to change it later.
   *
   * @default - the stack's provider, which is made if there is none
   */
  readonly provider?: AssociationProvider;
}

import { Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { AssociationProvider } from './association-provider';
import { checkFlag } from './checks/options';
import { problem, propOf, shown } from './checks/problem';
import { associationsOf } from './drift-detection/checked-association';
import { detectionProblems, detections } from './drift-detection/detections';
import { scheduleInput } from './drift-detection/schedule-input';
import { intervalOf, maxEventAge, MIN_INTERVAL } from './drift-detection/schedule-interval';
import { acknowledgeScheduleRole } from './provider/cdk-nag';
import { chosenProvider, type ProviderService } from './provider/provider-use';
import { currentDefaultProvider, findProvider } from './provider/stack-providers';
import { injectedProps } from './util/injected-props';

/**
 * How often to check, and which associations.
 */
export interface AssociationDriftDetectionProps {
  /**
   * When to check.
   *
   * A rate of two minutes or more, or a cron expression.
   *
   * @default ScheduleExpression.rate(Duration.hours(1))
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  readonly schedule?: ScheduleExpression;

  /**
   * Whether to put back what is missing.
   *
   * With `true` a check associates an identity that is in no pool, if the stack owns the association. It never touches what
   * was adopted, never takes an identity out of another pool, and does nothing while a deployment is under way.
   *
   * @default false
   */
  readonly repair?: boolean;

  /**
   * The provider whose associations are checked, and whose function checks them.
   *
   * One of this stack, or of a stack around this nested stack.
   *
   * @default - the stack's provider
   */
  readonly provider?: AssociationProvider;
}

/**
 * Checks on a schedule that the associations of a stack are in place.
 *
 * A deployment puts an identity into its pool. If somebody takes it out later, by hand or with another tool, nobody notices
 * until the next deployment. With a drift detection, the stack's function reads the pools at every check. It logs each
 * association that is missing with the command that repairs it, and counts them in a metric to make an alarm of.
 *
 * It checks all associations of its stack that use its provider, whether they are declared before it or after it. A nested
 * stack needs a drift detection of its own. While a deployment is under way nothing is checked.
 *
 * A check that can't read the stack or a pool fails, which counts in the function's own metric for errors.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
 * @example
 * const drift = new AssociationDriftDetection(this, 'Drift');
 * drift.metricDrifted().createAlarm(this, 'TakenOut', { threshold: 1, evaluationPeriods: 1 });
 */
export class AssociationDriftDetection extends Construct {
  /** The id by which property injectors find this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sms-pool-association.AssociationDriftDetection';

  private readonly interval: Duration | undefined;

  /**
   * Watches the associations of a stack.
   *
   * @throws if the schedule is neither a rate nor a cron expression; if the provider is not of this stack or a stack around
   * it; and at synthesis if the stack has no association that uses the provider, or another drift detection for them
   */
  public constructor(scope: Construct, id: string, props: AssociationDriftDetectionProps = {}) {
    super(scope, id);
    props = injectedProps(scope, id, AssociationDriftDetection.PROPERTY_INJECTION_ID, props);
    const stack = Stack.of(this);
    checkFlag(this, 'repair', props.repair);
    const repair = props.repair === true;
    const schedule = props.schedule ?? ScheduleExpression.rate(Duration.hours(1));
    this.interval = this.checkedInterval(schedule);

    const provider =
      props.provider === undefined
        ? () => currentDefaultProvider(stack)
        : chosenProvider(this, props.provider, findProvider(props.provider));
    const detection = detections.set(this, { construct: this, repair, provider });
    this.node.addValidation({ validate: () => detectionProblems(detection) });

    const functionArn = Lazy.string({ produce: () => provider()?.serviceToken ?? '' });
    const resource = new CfnSchedule(this, 'Resource', {
      description: 'Checks that the origination identities of the stack are in their SMS pools',
      scheduleExpression: schedule.expressionString,
      ...(schedule.timeZone === undefined ? {} : { scheduleExpressionTimezone: schedule.timeZone.timezoneName }),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: this.createRole(functionArn).roleArn,
        input: Lazy.string({ produce: () => this.inputFor(repair, provider()) }),
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: maxEventAge(this.interval) },
      },
    });
    this.node.defaultChild = resource;
  }

  /**
   * The number of associations that are missing, as each check counts them.
   *
   * @param props of the metric; by default the maximum in the time between two checks
   */
  public metricDrifted(props?: MetricOptions): Metric {
    return this.metric('Drifted', props);
  }

  /**
   * The number of phone numbers that wait for their registration and are declared with `deferPending`, as each check
   * counts them.
   *
   * @param props of the metric; by default the maximum in the time between two checks
   */
  public metricPending(props?: MetricOptions): Metric {
    return this.metric('Pending', props);
  }

  private metric(metricName: string, props?: MetricOptions): Metric {
    return new Metric({
      namespace: 'cdk-sms-pool-association',
      metricName,
      dimensionsMap: { StackName: Stack.of(this).stackName },
      statistic: Stats.MAXIMUM,
      period: this.interval ?? Duration.hours(1),
      ...props,
    }).attachTo(this);
  }

  /** Made at synthesis, when all associations are declared. */
  private inputFor(repair: boolean, service: ProviderService | undefined): string {
    const stack = Stack.of(this);
    return scheduleInput(stack, repair, service === undefined ? [] : associationsOf(stack, service.provider));
  }

  private checkedInterval(schedule: ScheduleExpression): Duration | undefined {
    const { expressionString } = schedule;
    const interval = intervalOf(schedule);
    const isFrequent = interval !== undefined && interval.toMinutes() < MIN_INTERVAL.toMinutes();
    const isKnown = !Token.isUnresolved(expressionString);
    if (isFrequent || (isKnown && !/^(rate|cron)\(/.test(expressionString))) {
      throw problem(
        propOf(this, 'schedule'),
        shown(expressionString),
        'a rate of 2 minutes or more, or a cron expression',
        'leave it out to check every hour',
      );
    }
    return interval;
  }

  /** A role of its own, for this function only. */
  private createRole(functionArn: string): Role {
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const invoke = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] });
    const role = new Role(this, 'Role', {
      description: 'Lets the schedule call the function that checks the SMS pools',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions }),
      inlinePolicies: { Invoke: new PolicyDocument({ statements: [invoke] }) },
    });
    acknowledgeScheduleRole(role);
    return role;
  }
}

import { describe, expect, test } from '@jest/globals';
import { CfnCondition, CfnParameter, Fn, NestedStack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AssociationDriftDetection,
  AssociationProvider,
  OriginationIdentity,
  type OriginationIdentityAssociation,
  SmsPool,
} from 'cdk-sms-pool-association';
import { resolveObject } from '../cloudformation/intrinsics';
import { parseTemplate } from '../cloudformation/template';
import {
  ACME_GB,
  associate,
  ASSOCIATION,
  cfnPool,
  HOME,
  newStack,
  phoneNumber,
  PHONE_NUMBER_ID,
  POOL_ID,
  poolById,
  RCS_AGENT,
  RCS_AGENT_ID,
  resourceOf,
  twoStacks,
} from './fixtures';
import { declareByCopy, secondCopy } from './second-copy';
import { eventOf, scope } from './schedule-event';

describe('the event of the schedule', () => {
  test('names the stack and its associations, declared before and after', () => {
    const stack = newStack();
    const before = associate(stack);
    new AssociationDriftDetection(stack, 'Drift');
    const after = associate(stack, 'Brand', { originationIdentity: ACME_GB });
    const agent = associate(stack, 'Agent', { originationIdentity: RCS_AGENT });
    const entry = (association: OriginationIdentityAssociation) => {
      const LogicalResourceId: unknown = stack.resolve(resourceOf(association).logicalId);
      return { LogicalResourceId, Path: association.node.path, PoolId: POOL_ID };
    };
    expect(eventOf(stack)).toEqual({
      DriftDetection: {
        StackId: 'the stack',
        Associations: [
          { ...entry(before), OriginationIdentity: PHONE_NUMBER_ID, IsoCountryCode: 'US' },
          { ...entry(after), OriginationIdentity: 'ACME', IsoCountryCode: 'GB' },
          { ...entry(agent), OriginationIdentity: RCS_AGENT_ID },
        ],
      },
    });
  });

  test('names pools and numbers of the app, of other stacks, and behind parameters, as the resources do', () => {
    const [pools, stack] = twoStacks(HOME, HOME);
    new AssociationDriftDetection(stack, 'Drift');
    associate(stack, 'Imported', {
      pool: cfnPool(pools),
      originationIdentity: OriginationIdentity.phoneNumber(phoneNumber(stack)),
    });
    associate(stack, 'Parameter', {
      pool: SmsPool.fromPoolArn(stack, 'Pool', new CfnParameter(stack, 'PoolArn').valueAsString),
      originationIdentity: RCS_AGENT,
    });
    const parameters = { PoolArn: 'the value of the parameter' };
    const template = parseTemplate(Template.fromStack(stack).toJSON());
    const declared = Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === ASSOCIATION)
      .map(([LogicalResourceId, { Properties }]) => {
        const { PoolId, OriginationIdentity, IsoCountryCode } = resolveObject(Properties, scope(template, parameters));
        return expect.objectContaining({
          LogicalResourceId,
          PoolId,
          OriginationIdentity,
          ...(IsoCountryCode === undefined ? {} : { IsoCountryCode }),
        });
      });
    expect(declared).toHaveLength(2);
    expect(eventOf(stack, parameters)).toEqual({ DriftDetection: { StackId: 'the stack', Associations: declared } });
  });

  test('names an association by the logical id that the app gives it', () => {
    const stack = newStack();
    new AssociationDriftDetection(stack, 'Drift');
    resourceOf(associate(stack)).overrideLogicalId('Mine');
    expect(eventOf(stack)).toMatchObject({ DriftDetection: { Associations: [{ LogicalResourceId: 'Mine' }] } });
  });

  test.each([
    ['yes', [PHONE_NUMBER_ID, RCS_AGENT_ID]],
    ['no', [RCS_AGENT_ID]],
  ])('has an association with a condition only if it holds: %s', (answer, identities) => {
    const stack = newStack();
    new AssociationDriftDetection(stack, 'Drift');
    const resource = resourceOf(associate(stack));
    const parameter = new CfnParameter(stack, 'WithNumber').valueAsString;
    resource.cfnOptions.condition = new CfnCondition(stack, 'HasNumber', {
      expression: Fn.conditionEquals(parameter, 'yes'),
    });
    associate(stack, 'Agent', { originationIdentity: RCS_AGENT });
    expect(eventOf(stack, { WithNumber: answer })).toMatchObject({
      DriftDetection: { Associations: identities.map((OriginationIdentity) => ({ OriginationIdentity })) },
    });
  });

  test('has only the associations of its provider and its stack', () => {
    const stack = newStack();
    const provider = new AssociationProvider(stack, 'Provider', { name: 'Mine' });
    associate(stack);
    associate(stack, 'Mine', { provider, originationIdentity: RCS_AGENT });
    const nested = new NestedStack(stack, 'Nested');
    associate(nested, 'Nested', { provider, originationIdentity: ACME_GB });
    new AssociationDriftDetection(stack, 'Drift', { provider });
    new AssociationDriftDetection(nested, 'Drift', { provider });
    expect(eventOf(stack)).toMatchObject({
      DriftDetection: { Associations: [{ OriginationIdentity: RCS_AGENT_ID }] },
    });
    expect(eventOf(nested)).toMatchObject({ DriftDetection: { Associations: [{ OriginationIdentity: 'ACME' }] } });
  });

  test('has three hundred associations within the limit of EventBridge Scheduler', () => {
    const stack = newStack();
    new AssociationDriftDetection(stack, 'Drift');
    const pool = poolById(stack);
    for (let index = 0; index < 300; index += 1) {
      const id = `phone-${String(index).padStart(32, '0')}`;
      const originationIdentity = OriginationIdentity.fromPhoneNumberId(id, 'US');
      associate(stack, `AnAssociationWithALongName${index}`, { pool, originationIdentity });
    }
    const event = eventOf(stack);
    expect(event).toHaveProperty('DriftDetection.Associations.length', 300);
    expect(JSON.stringify(event).length).toBeLessThan(256 * 1024);
  });

  test('has the associations that another copy of the library declares', async () => {
    const copy = await secondCopy();
    const stack = newStack();
    new AssociationDriftDetection(stack, 'Drift');
    declareByCopy(copy, stack);
    expect(eventOf(stack)).toMatchObject({
      DriftDetection: { Associations: [{ OriginationIdentity: RCS_AGENT_ID }] },
    });
  });
});

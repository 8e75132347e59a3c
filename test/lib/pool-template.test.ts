import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Lazy, NestedStack, type Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import { parseTemplate } from '../cloudformation/template';
import { associate, ASSOCIATION, cfnPool, newStack, phoneNumber, synthesis, twoStacks } from './fixtures';

/** The property of the stack's association, as the template has it. */
function poolTemplateIn(stack: Stack): unknown {
  const { Resources } = parseTemplate(Template.fromStack(stack).toJSON());
  return Object.values(Resources).find(({ Type }) => Type === ASSOCIATION)?.Properties.PoolTemplate;
}

/** A stack with an association, whose pool is a resource of the other stack. */
function associatedStack([poolStack, stack]: readonly [Stack, Stack]): { pool: CfnPool; stack: Stack } {
  const pool = cfnPool(poolStack);
  associate(stack, 'Association', { pool });
  return { pool, stack };
}

const PLACES: readonly (readonly [string, () => readonly [Stack, Stack]])[] = [
  ['in the same stack', oneStack],
  ['in another stack', () => twoStacks()],
];

function oneStack(): [Stack, Stack] {
  const stack = newStack();
  return [stack, stack];
}

describe.each(PLACES)('an association with a pool %s', (_, stacks) => {
  const before = poolTemplateIn(associatedStack(stacks()).stack);

  test.each<[string, (pool: CfnPool) => unknown]>([
    ['a property is set', (pool) => (pool.sharedRoutesEnabled = true)],
    [
      'a property inside of one changes',
      (pool) => {
        pool.addPropertyOverride('MandatoryKeywords.HELP.Message', 'other');
      },
    ],
    ['its list changes', (pool) => pool.originationIdentities.push('arn')],
    [
      'a token resolves to another value',
      (pool) => (pool.optOutListName = Lazy.string({ produce: () => 'Marketing' })),
    ],
    [
      'a tag is set on the app',
      (pool) => {
        Tags.of(pool.node.root).add('team', 'messaging');
      },
    ],
    [
      'it refers to another resource',
      (pool) => (pool.twoWay = { enabled: true, channelArn: new Topic(pool.stack, 'Topic').topicArn }),
    ],
  ])('changes when %s', (_, change) => {
    const { pool, stack } = associatedStack(stacks());
    change(pool);
    expect(poolTemplateIn(stack)).toBeDefined();
    expect(poolTemplateIn(stack)).not.toEqual(before);
  });

  test.each<[string, (pool: CfnPool) => unknown]>([
    ['nothing', () => undefined],
    [
      'metadata',
      (pool) => {
        pool.addMetadata('reviewed', 'today');
      },
    ],
    [
      'the order of properties',
      (pool) => {
        pool.addPropertyOverride('MandatoryKeywords', undefined);
        pool.addPropertyOverride('MandatoryKeywords', { STOP: { Message: 'stop' }, HELP: { Message: 'help' } });
      },
    ],
    ['another pool', (pool) => cfnPool(pool.stack, 'OtherPool', ['arn'])],
  ])('does not change when the app changes %s', (_, change) => {
    const { pool, stack } = associatedStack(stacks());
    change(pool);
    expect(poolTemplateIn(stack)).toEqual(before);
  });
});

describe('an association follows a pool of the app', () => {
  test('in the same stack, whose Update comes first since the association refers to it', () => {
    const { stack } = associatedStack(oneStack());
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { PoolId: { Ref: 'Pool' } });
  });

  test('in another stack, which is deployed first', () => {
    const [base, stack] = twoStacks();
    associatedStack([base, stack]);
    synthesis(stack)();
    expect(stack.dependencies).toEqual([base]);
  });

  test('in a stack around its own', () => {
    const stack = newStack();
    const pool = cfnPool(stack);
    const nested = new NestedStack(stack, 'Nested');
    associate(nested, 'Association', { pool });
    expect(poolTemplateIn(nested)).toMatch(/^[0-9A-F]{8}$/);
  });

  test.each<[string, (scope: Construct, pool: CfnPool) => aws_smsvoice.IPoolRef]>([
    ['by its id', (scope, pool) => SmsPool.fromPoolId(scope, 'ById', pool.attrPoolId)],
    ['by its ARN', (scope, pool) => SmsPool.fromPoolArn(scope, 'ByArn', pool.attrArn)],
  ])('that is passed %s', (_, reference) => {
    const stack = newStack();
    associate(stack, 'Association', { pool: reference(stack, cfnPool(stack)) });
    expect(poolTemplateIn(stack)).toMatch(/^[0-9A-F]{8}$/);
  });

  test('whose parameter is NoEcho, without its value', () => {
    const stack = newStack();
    const pool = cfnPool(stack);
    const secret = new CfnParameter(stack, 'Secret', { noEcho: true }).valueAsString;
    pool.mandatoryKeywords = { help: { message: secret }, stop: { message: 'stop' } };
    associate(stack, 'Association', { pool });
    expect(poolTemplateIn(stack)).toMatch(/^[0-9A-F]{8}$/);
  });

  test('whose parameters change while its template stays', () => {
    const stack = newStack();
    const optOutListName = new CfnParameter(stack, 'OptOutList').valueAsString;
    const originationIdentities = new CfnParameter(stack, 'Listed', { type: 'CommaDelimitedList' }).valueAsList;
    const mandatoryKeywords = { help: { message: 'help' }, stop: { message: 'stop' } };
    const pool = new CfnPool(stack, 'Pool', { optOutListName, originationIdentities, mandatoryKeywords });
    associate(stack, 'Association', { pool });
    expect(poolTemplateIn(stack)).toEqual({
      'Fn::Join': [
        '-',
        [expect.stringMatching(/^[0-9A-F]{8}$/), { Ref: 'OptOutList' }, { 'Fn::Join': [',', { Ref: 'Listed' }] }],
      ],
    });
  });

  test('whose resources are replaced while its template stays', () => {
    const stack = newStack();
    associate(stack, 'Association', { pool: cfnPool(stack, 'Pool', [phoneNumber(stack).attrArn]) });
    expect(JSON.stringify(poolTemplateIn(stack))).toContain('{"Fn::GetAtt":["Number","Arn"]}');
  });

  test('of another stack without importing more from it, since CloudFormation refuses to change what is imported', () => {
    const [base, stack] = twoStacks();
    associate(stack, 'Association', { pool: cfnPool(base, 'Pool', [phoneNumber(base).attrArn]) });
    expect(poolTemplateIn(stack)).toMatch(/^[0-9A-F]{8}$/);
    expect(JSON.stringify(Template.fromStack(stack).toJSON()).match(/Fn::ImportValue/g)).toHaveLength(2);
  });
});

test('an association with a pool that is no resource of the app has no such property', () => {
  const stack = newStack();
  associate(stack);
  expect(poolTemplateIn(stack)).toBeUndefined();
});

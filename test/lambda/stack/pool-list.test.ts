import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isInPoolList } from '../../../lambda/stack/pool-list';
import type { StackState } from '../../../lambda/stack/statuses';
import { templateValues } from '../../../lambda/stack/template-values';
import { declared, environment, NUMBER, numberIn } from '../harness/declared';
import { adopted, owned } from '../harness/event';
import { row } from '../harness/requests';

const arn = (resource: string, account = environment.account) => `arn:aws:sms-voice:us-east-1:${account}:${resource}`;

const stack: StackState = {
  status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  parameters: new Map([
    ['One', 'phone-of-a-parameter'],
    ['Several', `phone-a, ${NUMBER}`],
  ]),
  resources: [
    row('CREATE_COMPLETE', { logicalResourceId: 'Number', physicalResourceId: NUMBER }),
    row('CREATE_COMPLETE', { logicalResourceId: 'Sender', physicalResourceId: 'SHOP|GB' }),
    row('DELETE_COMPLETE', { logicalResourceId: 'Gone', physicalResourceId: 'phone-gone' }),
    row('CREATE_COMPLETE', { logicalResourceId: 'Association', physicalResourceId: owned('phone-of-an-association') }),
    row('CREATE_COMPLETE', { logicalResourceId: 'Shared', physicalResourceId: adopted('pool-01/NEWS/DE') }),
  ],
};

describe('the values of a template', () => {
  test.each<[unknown, string[]]>([
    ['text', ['text']],
    [
      ['a', ['b']],
      ['a', 'b'],
    ],
    [{ Ref: 'Number' }, [NUMBER]],
    [{ Ref: 'Sender' }, ['SHOP/GB']],
    [{ Ref: 'One' }, ['phone-of-a-parameter']],
    [{ Ref: 'Several' }, ['phone-a', NUMBER]],
    [{ Ref: 'AWS::Region' }, ['us-east-1']],
    [{ Ref: 'AWS::AccountId' }, ['111122223333']],
    [{ Ref: 'AWS::Partition' }, ['aws']],
    [{ Ref: 'Association' }, ['phone-of-an-association']],
    [{ Ref: 'Shared' }, ['NEWS/DE']],
    [{ Ref: 'Gone' }, []],
    [{ Ref: 'Nowhere' }, []],
    [{ Ref: 7 }, []],
    [{ 'Fn::GetAtt': ['Number', 'Arn'] }, [NUMBER]],
    [{ 'Fn::GetAtt': 'Number.Arn' }, [NUMBER]],
    [{ 'Fn::If': ['Condition', 'a', { Ref: 'One' }] }, ['a', 'phone-of-a-parameter']],
    [{ 'Fn::If': ['Condition', 'a', { Ref: 'AWS::NoValue' }] }, ['a']],
    [{ 'Fn::Join': ['/', ['x', { Ref: 'Several' }]] }, ['x/phone-a', `x/${NUMBER}`]],
    [{ 'Fn::Join': ['/', ['x', { 'Fn::ImportValue': 'y' }]] }, []],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:${Number.Arn}-${!Literal}' }, [`arn:aws:${NUMBER}-\${Literal}`]],
    [{ 'Fn::Sub': ['${Own}/${One}', { Own: 'x' }] }, ['x/phone-of-a-parameter']],
    [{ 'Fn::Sub': '${Nowhere}' }, []],
    [{ 'Fn::ImportValue': 'phone-imported' }, []],
    [{}, []],
    [null, []],
    [7, []],
  ])('of %j are %j', (value, expected) => {
    expect(templateValues(value, stack, environment)).toEqual(expected);
  });

  test('are bounded, however many choices an expression has', () => {
    const choice = { 'Fn::If': ['Condition', 'a', 'b'] };
    const value = { 'Fn::Join': ['', Array.from({ length: 30 }, () => choice)] };
    expect(templateValues(value, stack, environment)).toHaveLength(1_000);
  });

  test('of any JSON are strings', () => {
    const names = fc.constantFrom('Ref', 'Fn::GetAtt', 'Fn::If', 'Fn::Join', 'Fn::Sub', 'Fn::ImportValue');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.constantFrom('Number', 'Number.Arn', '${Number}', '${', ',', ''),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 1 }),
      ),
    }));
    fc.assert(
      fc.property(value, (any) => {
        for (const found of templateValues(any, stack, environment)) expect(typeof found).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the list of a pool', () => {
  const number = declared(numberIn('pool-01'));
  const sender = declared({ PoolId: 'pool-01', OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' });
  const template = (...list: unknown[]) => ({ Resources: { Pool: { Properties: { OriginationIdentities: list } } } });
  const isListed = (value: unknown, { identity } = number) => isInPoolList(value, 'Pool', identity, stack, environment);

  test.each([NUMBER, arn(`phone-number/${NUMBER}`), { 'Fn::GetAtt': ['Number', 'Arn'] }])(
    'names a number: %j',
    (entry) => {
      expect(isListed(template('phone-a', entry))).toBe(true);
    },
  );

  test.each(['SHOP/GB', arn('sender-id/SHOP/GB'), { Ref: 'Sender' }])('names a sender ID: %j', (entry) => {
    expect(isListed(template(entry), sender)).toBe(true);
  });

  test.each([
    'phone-a',
    arn(`phone-number/${NUMBER}`, '444455556666'),
    arn(`rcs-agent/${NUMBER}`),
    arn('pool/pool-01'),
    { 'Fn::ImportValue': 'number' },
    '',
  ])('does not name the number by %j', (entry) => {
    expect(isListed(template(entry))).toBe(false);
  });

  test.each(['SHOP/DE', arn('sender-id/SHOP/DE'), arn('sender-id/SHOP/GB', '444455556666')])(
    'does not name the sender ID by %s',
    (entry) => {
      expect(isListed(template(entry), sender)).toBe(false);
    },
  );

  test.each([undefined, null, {}, { Resources: {} }, { Resources: { Pool: {} } }, { Resources: [] }, 'text'])(
    'of the template %j names nothing',
    (value) => {
      expect(isListed(value)).toBe(false);
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import { references, resolve, type Scope } from './intrinsics';
import { parseTemplate } from './template';

const template = parseTemplate({
  Conditions: {
    Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    Either: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
    Both: { 'Fn::And': [{ Condition: 'No' }, { Condition: 'Yes' }] },
  },
  Resources: { Pool: { Type: 'AWS::SMSVOICE::Pool' }, Other: { Type: 'AWS::SNS::Topic' } },
});

const scope: Scope = {
  template,
  parameters: { 'AWS::Region': 'eu-west-1', Name: 'Ada' },
  ref: (logicalId) => `physical-${logicalId}`,
  getAtt: (logicalId, attribute) => `${logicalId}'s ${attribute}`,
  importValue: (name) => `import of ${name}`,
};

describe('resolve', () => {
  test.each([
    [{ Ref: 'Pool' }, 'physical-Pool'],
    [{ Ref: 'Name' }, 'Ada'],
    [{ 'Fn::GetAtt': ['Pool', 'Arn'] }, "Pool's Arn"],
    [{ 'Fn::GetAtt': 'Pool.Arn' }, "Pool's Arn"],
    [
      { 'Fn::Sub': '${Name} in ${AWS::Region}: ${Pool.Arn}, ${Pool}, ${!literal}' },
      "Ada in eu-west-1: Pool's Arn, physical-Pool, ${!literal}",
    ],
    [{ 'Fn::Sub': ['${A}-${Name}', { A: { Ref: 'Pool' } }] }, 'physical-Pool-Ada'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 1]] }, 'a-Ada-1'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::ImportValue': { 'Fn::Sub': '${Name}-pool' } }, 'import of Ada-pool'],
    [{ 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
    [{ 'Fn::If': ['No', 'then', 'else'] }, 'else'],
    [{ 'Fn::If': ['Either', 'then', 'else'] }, 'then'],
    [{ 'Fn::If': ['Both', 'then', 'else'] }, 'else'],
  ])('gives %j as %j', (value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  test('leaves AWS::NoValue out, at any depth', () => {
    const value = { A: 1, B: { Ref: 'AWS::NoValue' }, C: ['x', { 'Fn::If': ['No', 'y', { Ref: 'AWS::NoValue' }] }] };
    expect(resolve(value, scope)).toEqual({ A: 1, C: ['x'] });
  });

  test('names a function that it does not know', () => {
    expect(() => resolve({ 'Fn::Cidr': [] }, scope)).toThrow(
      'Fn::Cidr is an intrinsic function that this rig does not know',
    );
  });
});

describe('references', () => {
  test('finds the resources in Ref, Fn::GetAtt and Fn::Sub, and no parameters', () => {
    const value = [
      { Ref: 'Name' },
      { 'Fn::Join': ['', [{ Ref: 'Other' }]] },
      { 'Fn::Sub': '${Pool.Arn} ${AWS::Region}' },
    ];
    expect(references(value, template)).toEqual(['Other', 'Pool']);
    expect(references({ 'Fn::GetAtt': ['Pool', 'Arn'] }, template)).toEqual(['Pool']);
  });
});

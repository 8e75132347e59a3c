import { beforeEach, describe, expect, test } from '@jest/globals';
import { accessKeyOf } from './lambda-function';
import { custom, scripted, succeed, topic, type Rig } from './scripted';

const ASSOCIATE = 'sms-voice:AssociateOriginationIdentity';

function policy(
  resource: string,
  effect = 'Allow',
  actions: string | string[] = ASSOCIATE,
  name = `${effect} ${resource}`,
): object {
  return {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: name,
      Roles: [{ Ref: 'Role' }],
      PolicyDocument: { Statement: [{ Effect: effect, Action: actions, Resource: resource }] },
    },
  };
}

let rig: Rig;

beforeEach(() => {
  rig = scripted(succeed);
});

function allowed(...resources: string[]): boolean {
  const accessKey = accessKeyOf(String(rig.resource('Role')?.attributes.Arn));
  return rig.cloudFormation.iam.isAllowed(accessKey, ASSOCIATE, resources);
}

describe('IamPolicies', () => {
  test('allows an action only on resources that are all allowed', async () => {
    await rig.deploy({ Pool: policy('arn:pool/1'), Identities: policy('arn:phone-number/*', 'Allow', 'sms-voice:*') });
    expect(allowed('arn:pool/1', 'arn:phone-number/7')).toBe(true);
    expect(allowed('arn:pool/2', 'arn:phone-number/7')).toBe(false);
    expect(allowed('arn:pool/12')).toBe(false);
  });

  test('denies an action that any policy denies', async () => {
    await rig.deploy({ All: policy('*'), Not: policy('arn:pool/1', 'Deny') });
    expect(allowed('arn:pool/2')).toBe(true);
    expect(allowed('arn:pool/1')).toBe(false);
  });

  test('has one policy of each name, the last one', async () => {
    const named = (resource: string) => policy(resource, 'Allow', ASSOCIATE, 'P');
    await rig.deploy({ One: named('arn:pool/1'), Other: named('arn:pool/2') });
    expect([allowed('arn:pool/1'), allowed('arn:pool/2')]).toEqual([false, true]);
  });

  test('includes the inline policies of the role', async () => {
    const PolicyDocument = { Statement: { Effect: 'Allow', Action: [ASSOCIATE], Resource: ['arn:pool/1'] } };
    await rig.deploy({ Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument }] } } });
    expect(allowed('arn:pool/1')).toBe(true);
  });

  test('allows nothing to an unknown key', async () => {
    await rig.deploy({ All: policy('*') });
    expect(rig.cloudFormation.iam.isAllowed('ASIASOMEBODY', ASSOCIATE, ['arn:pool/1'])).toBe(false);
  });

  test('narrows a policy in the update, and deletes one only after the resources that depend on it', async () => {
    const seen: boolean[] = [];
    rig = scripted((event, { respond }) => {
      if (event.RequestType === 'Delete') seen.push(allowed('arn:pool/1'), allowed('arn:pool/2'));
      return respond({ Status: 'SUCCESS' });
    });
    await rig.deploy({
      Shared: policy('*'),
      Own: policy('arn:pool/2'),
      A: custom({}, { DependsOn: ['Shared', 'Own'] }),
    });
    await rig.deploy({ Shared: policy('arn:pool/3'), T: topic() });
    expect(seen).toEqual([false, true]);
    expect(allowed('arn:pool/2')).toBe(false);
  });
});

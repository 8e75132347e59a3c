import { expect, test } from '@jest/globals';
import { checkEvent } from '../harness/check-event';
import { virtualHarness } from '../harness';

const valid = {
  LogicalResourceId: 'A',
  Path: 'Shop/A',
  PoolId: 'pool-0123456789abcdef0123456789abcdef',
  OriginationIdentity: 'phone-0123456789abcdef0123456789abcdef',
  IsoCountryCode: 'US',
};

test.each([
  ['no object', { DriftDetection: 'check' }, 'StackId: got nothing; expected a string'],
  ['no stack', checkEvent([valid], { StackId: undefined }), 'StackId: got nothing; expected a string'],
  ['a stack by name', checkEvent([valid], { StackId: 'shop' }), 'StackId: got "shop"; expected the ARN of a stack'],
  [
    'the ARN of something else',
    checkEvent([valid], { StackId: 'arn:aws:lambda:us-east-1:111122223333:function:f' }),
    'expected the ARN of a stack',
  ],
  ['no list', checkEvent([], { Associations: undefined }), 'Associations: got nothing; expected a list'],
  ['an entry that is null', checkEvent([valid, null]), 'Associations[1].PoolId: got nothing'],
  ['no pool', checkEvent([{ ...valid, PoolId: undefined }]), 'Associations[0].PoolId: got nothing'],
  [
    'no identity',
    checkEvent([{ ...valid, OriginationIdentity: '+12065550100' }]),
    'Associations[0].OriginationIdentity',
  ],
  ['no country', checkEvent([{ ...valid, IsoCountryCode: undefined }]), 'Associations[0].IsoCountryCode: got nothing'],
  ['no logical id', checkEvent([{ ...valid, LogicalResourceId: '' }]), 'Associations[0].LogicalResourceId: got ""'],
  ['no path', checkEvent([{ ...valid, Path: 7 }]), 'Associations[0].Path: got 7; expected a string'],
])('a malformed event is refused before any call: %s', async (_, event, message) => {
  const harness = virtualHarness();
  harness.stacks.showStack('UPDATE_COMPLETE');
  await expect(harness.check(event)).rejects.toThrow(message);
  expect(harness.service.calls).toEqual([]);
  expect(harness.lines.join()).not.toContain('"message":"stack"');
  expect(harness.metrics).toEqual([]);
});

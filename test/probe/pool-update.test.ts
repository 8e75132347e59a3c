import { expect, test } from '@jest/globals';
import { probeRig } from './rig';
import { StandInStacks } from './stand-in-stacks';

test.each([
  [true, 'removes what others associated'],
  [false, 'keeps what others associated'],
])('pool-update tells whether an update of the pool evicts (%s), and deletes the stack', async (evicts, observed) => {
  let stacks: StandInStacks | undefined;
  const rig = await probeRig({}, (service) => (stacks = new StandInStacks(service, evicts)).handler);

  const { replies } = await rig.run('--only', 'pool-update', '--pool-update');

  expect(replies[0]?.findings).toEqual([
    { about: 'AWS::SMSVOICE::Pool: update of its tags', observed },
    { about: 'AWS::SMSVOICE::Pool: identity added to its list', observed },
    { about: 'AWS::SMSVOICE::Pool: identity removed from its list', observed },
  ]);
  expect(stacks?.exists).toBe(false);
  expect(rig.service.pools).toEqual([]);
});

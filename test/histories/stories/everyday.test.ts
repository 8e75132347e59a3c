import { describe, expect } from '@jest/globals';
import type { CustomResourceRequest } from '../../cloudformation';
import { add, byHand, change, deploy, destroy, move, remove, revise, story } from './tell';

function attributesOf({ responses }: CustomResourceRequest): unknown {
  const body: unknown = JSON.parse(responses[0]?.body ?? '{}');
  return typeof body === 'object' && body !== null && 'Data' in body ? body.Data : undefined;
}

describe('what users do most', () => {
  story(
    'an association is removed and declared again, more often than there are generations of its token',
    { steps: Array.from({ length: 6 }, () => [deploy(add('number 1', 'pool A')), deploy(remove)]).flat() },
    ({ poolsOf }) => {
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'a number is moved there and back, and there again',
    {
      steps: [
        deploy(add('number 1', 'pool A')),
        ...(['pool B', 'pool A', 'pool B', 'pool A'] as const).map((pool) => deploy(move(pool))),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(new Set(statuses.slice(1))).toEqual(new Set(['UPDATE_COMPLETE']));
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'a sender ID is replaced under a logical id of its own, and that is rolled back',
    {
      steps: [
        deploy(add('ALERTS/GB', 'pool A', { logicalId: 'Own' })),
        deploy(move('pool C'), { fails: 'at the end' }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
      expect(poolsOf('ALERTS/GB')).toEqual(['pool A']);
    },
  );

  story(
    'a number that was taken out by hand is put back by a new revision',
    { steps: [deploy(add('number 1', 'pool A')), byHand('number 1'), deploy(revise)] },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'an association stays when its removal is rolled back, and when it is retained',
    {
      steps: [
        deploy(add('agent 1', 'pool A')),
        deploy(remove, { fails: 'at the end' }),
        deploy(change({ retain: true })),
        destroy(),
      ],
    },
    ({ poolsOf }) => {
      expect(poolsOf('agent 1')).toEqual(['pool A']);
    },
  );
});

describe('the attributes', () => {
  for (const rcsAgentCountry of ['as-sent', 'absent', 'ZZ'] as const) {
    story(
      `of an RCS agent are the same after its Create and an Update, with the service's country ${rcsAgentCountry}`,
      { settings: { rcsAgentCountry }, steps: [deploy(add('agent 1', 'pool A')), deploy(revise)] },
      ({ requests }) => {
        const [created, updated] = requests.map(attributesOf);
        expect(created).toMatchObject({ IsoCountryCode: '' });
        expect(updated).toEqual(created);
      },
    );
  }

  story(
    'of a sender ID are found when only its ARN in the list of the pool has the country',
    {
      settings: { senderIdCountryListed: false, listedIdentity: 'arn' },
      steps: [deploy(add('ALERTS/GB', 'pool A')), deploy(revise), destroy()],
    },
    ({ requests, statuses }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(requests.slice(0, 2).map(attributesOf)).toMatchObject([
        { IsoCountryCode: 'GB' },
        { IsoCountryCode: 'GB' },
      ]);
    },
  );
});

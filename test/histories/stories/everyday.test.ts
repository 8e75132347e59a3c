import { describe, expect } from '@jest/globals';
import type { CustomResourceRequest } from '../../cloudformation';
import { add, atTheEnd, byHand, change, deploy, destroy, inPoolA, move, remove, revise, story } from './tell';

function attributesOf({ responses }: CustomResourceRequest): unknown {
  const body: unknown = JSON.parse(responses[0]?.body ?? '{}');
  return typeof body === 'object' && body !== null && 'Data' in body ? body.Data : undefined;
}

describe('what users do most', () => {
  story(
    'an association is removed and declared again, more often than there are generations of its token',
    Array.from({ length: 6 }, () => [inPoolA, deploy(remove)]).flat(),
    { pools: { 'number 1': [] } },
  );

  story(
    'a number is moved there and back, and there again',
    [inPoolA, ...(['pool B', 'pool A', 'pool B', 'pool A'] as const).map((pool) => deploy(move(pool)))],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE'],
      pools: { 'number 1': ['pool A'] },
    },
  );

  story(
    'a sender ID is replaced under a logical id of its own, and that is rolled back',
    [deploy(add('ALERTS/GB', 'pool A', { logicalId: 'Own' })), deploy(move('pool C'), atTheEnd)],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'], pools: { 'ALERTS/GB': ['pool A'] } },
  );

  story(
    'a number that was taken out by hand is put back by a new revision',
    [inPoolA, byHand('number 1'), deploy(revise)],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'], pools: { 'number 1': ['pool A'] } },
  );

  story(
    'an association stays when its removal is rolled back, and when it is retained',
    [deploy(add('agent 1', 'pool A')), deploy(remove, atTheEnd), deploy(change({ retain: true })), destroy()],
    { pools: { 'agent 1': ['pool A'] } },
  );
});

describe('the attributes', () => {
  for (const rcsAgentCountry of ['as-sent', 'absent', 'ZZ'] as const) {
    story(
      `of an RCS agent are the same after its Create and an Update, with the service's country ${rcsAgentCountry}`,
      { settings: { rcsAgentCountry }, steps: [deploy(add('agent 1', 'pool A')), deploy(revise)] },
      {
        also: ({ requests }) => {
          const [created, updated] = requests.map(attributesOf);
          expect(created).toMatchObject({ IsoCountryCode: '' });
          expect(updated).toEqual(created);
        },
      },
    );
  }

  story(
    'of a sender ID are found when only its ARN in the list of the pool has the country',
    {
      settings: { senderIdCountryListed: false, listedIdentity: 'arn' },
      steps: [deploy(add('ALERTS/GB', 'pool A')), deploy(revise), destroy()],
    },
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
      also: ({ requests }) => {
        expect(requests.slice(0, 2).map(attributesOf)).toMatchObject([
          { IsoCountryCode: 'GB' },
          { IsoCountryCode: 'GB' },
        ]);
      },
    },
  );
});

describe('a number whose association is deleted', () => {
  for (const disassociatingShown of [true, false]) {
    story(
      `is ACTIVE then, so that it can be released, where a read shows ${disassociatingShown ? 'its pool' : 'no pool'} while it leaves`,
      {
        settings: { disassociatingShown, statusDelayMilliseconds: 5_000 },
        steps: [deploy([add('number 1', 'pool A'), add('agent 1', 'pool A')]), deploy(remove), destroy()],
      },
      { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'], pools: { 'number 1': [] } },
    );
  }
});

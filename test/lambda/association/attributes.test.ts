import { beforeEach, describe, expect, test } from '@jest/globals';
import { attributesOf } from '../../../lambda/association/attributes';
import { declared, numberIn } from '../harness/declared';
import type { Settings } from '../../sms-voice';
import { owned } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

const agent = declared({ PoolId: 'pool-01', OriginationIdentity: 'rcs-0123456789abcdef' });

describe('the attributes', () => {
  test('are completed from the declaration', () => {
    expect(attributesOf(agent, {})).toEqual({
      PoolId: 'pool-01',
      PoolArn: 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01',
      OriginationIdentity: 'rcs-0123456789abcdef',
      OriginationIdentityArn: 'arn:aws:sms-voice:us-east-1:111122223333:rcs-agent/rcs-0123456789abcdef',
      IsoCountryCode: '',
    });
  });

  test("are the service's where its response has them", () => {
    const attributes = attributesOf(agent, { PoolArn: 'arn:of:the:service', OriginationIdentity: undefined });
    expect(attributes).toMatchObject({ PoolArn: 'arn:of:the:service', OriginationIdentity: agent.identity.id });
  });

  test('have the declared country', () => {
    expect(attributesOf(declared(numberIn('pool-01')), {})).toMatchObject({ IsoCountryCode: 'US' });
  });
});

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});

describe.each<Settings['rcsAgentCountry']>(['as-sent', 'absent', 'ZZ'])(
  'the attributes of an RCS agent, with a service that responds with the country %s',
  (rcsAgentCountry) => {
    test.each([undefined, 'ZZ'])('are equal after a Create and an Update (declared country: %s)', async (country) => {
      harness.service.settings.rcsAgentCountry = rcsAgentCountry;
      const agent = harness.service.createRcsAgent();
      const properties = {
        PoolId: harness.pool.id,
        OriginationIdentity: agent.id,
        ...(country === undefined ? {} : { IsoCountryCode: country }),
      };
      const created = await harness.create(properties);
      const updated = await harness.update({ ...properties, Revision: '2' }, { id: agent.id, from: properties });
      expect(created.Data).toMatchObject({ IsoCountryCode: country ?? '' });
      expect(updated.Data).toEqual(created.Data);
    });
  },
);

describe.each<Partial<Settings>>([
  { senderIdCountryListed: false },
  { senderIdCountryListed: false, listedIdentity: 'arn' },
  { listedIdentity: 'arn' },
])('a sender ID in the list of its pool, with a service of %j', (settings) => {
  test('is found by name and country, and not taken for its namesake of another country', async () => {
    Object.assign(harness.service.settings, settings);
    for (const country of ['DE', 'GB']) harness.service.requestSenderId({ id: 'SHOP', country });
    harness.service.associate(harness.pool, 'SHOP/DE');
    const created = await harness.create(harness.sender());
    expect(created).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(`${harness.pool.id}/SHOP/GB`) });
    await harness.delete(harness.sender(), { id: created.PhysicalResourceId });
    expect(harness.poolsOf('SHOP/GB')).toEqual([]);
    expect(harness.poolsOf('SHOP/DE')).toEqual([harness.pool.id]);
  });
});

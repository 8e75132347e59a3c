import { describe, expect, test } from '@jest/globals';
import { attributesOf } from '../../../lambda/association/attributes';
import { declared, numberIn } from '../harness/declared';

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

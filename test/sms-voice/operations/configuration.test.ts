import { describe, expect, test } from '@jest/globals';
import { emptyService } from '../set-up';

describe('the settings that an identity and its pool must share', () => {
  const topic = 'arn:aws:sns:us-east-1:111122223333:topic';
  const options = {
    optOutListName: 'Mine',
    twoWayEnabled: true,
    twoWayChannelArn: topic,
    selfManagedOptOutsEnabled: true,
  };
  const shown = {
    OptOutListName: 'Mine',
    TwoWayEnabled: true,
    TwoWayChannelArn: topic,
    SelfManagedOptOutsEnabled: true,
  };

  test('are in the descriptions of pools, phone numbers and RCS agents', async () => {
    const { service, client } = emptyService();
    service.createPool({ ...options, messageType: 'PROMOTIONAL', sharedRoutesEnabled: true });
    service.requestPhoneNumber({ ...options, messageType: 'PROMOTIONAL', numberCapabilities: ['SMS', 'MMS'] });
    service.createRcsAgent(options);

    expect((await client.describePools({})).Pools).toMatchObject([
      { ...shown, MessageType: 'PROMOTIONAL', SharedRoutesEnabled: true },
    ]);
    expect((await client.describePhoneNumbers({})).PhoneNumbers).toMatchObject([
      { ...shown, MessageType: 'PROMOTIONAL', NumberCapabilities: ['SMS', 'MMS'] },
    ]);
    expect((await client.describeRcsAgents({})).RcsAgents).toMatchObject([shown]);
  });

  test('of a sender ID are its message types', async () => {
    const { service, client } = emptyService();
    service.requestSenderId({ messageTypes: ['PROMOTIONAL'] });

    expect((await client.describeSenderIds({})).SenderIds).toMatchObject([{ MessageTypes: ['PROMOTIONAL'] }]);
  });
});

import type { Question } from '../question';
import { required } from '../service';

export const poolList: Question = {
  name: 'pool-list',
  asks: 'how the list of a pool names a sender ID and its country',
  async ask(account) {
    const { first } = account.equipment;
    await account.put(first);
    const members = await account.members();
    const member = required(
      members.find(({ OriginationIdentityArn: arn, OriginationIdentity: id }) => arn === first.arn || id === first.arn),
    );
    const isArn = member.OriginationIdentity === first.arn;
    const { IsoCountryCode } = member;
    return [
      {
        setting: 'listedIdentity',
        values: [isArn ? 'arn' : 'id'],
        observed: `OriginationIdentity is the ${isArn ? 'ARN' : 'sender ID'}`,
      },
      {
        setting: 'senderIdCountryListed',
        values: [IsoCountryCode !== undefined],
        observed: IsoCountryCode === undefined ? 'there is no IsoCountryCode' : 'IsoCountryCode is the country',
      },
    ];
  },
};

import { describe, expect, test } from '@jest/globals';
import { parseArn } from '../../../lambda/util/arn';

describe('an ARN', () => {
  test.each([
    [
      'arn:aws-cn:sms-voice:cn-north-1:111122223333:pool/pool-01',
      {
        partition: 'aws-cn',
        service: 'sms-voice',
        region: 'cn-north-1',
        account: '111122223333',
        resource: 'pool/pool-01',
      },
    ],
    ['arn:aws:s3:::bucket', { partition: 'aws', service: 's3', region: '', account: '', resource: 'bucket' }],
    [
      'arn:aws:cloudformation:us-east-1:111122223333:stack/shop/1:2',
      {
        partition: 'aws',
        service: 'cloudformation',
        region: 'us-east-1',
        account: '111122223333',
        resource: 'stack/shop/1:2',
      },
    ],
  ])('%s has all of its parts', (text, parts) => {
    expect(parseArn(text)).toEqual(parts);
  });

  test.each([
    'pool-0123456789abcdef0123456789abcdef',
    'an arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01',
    'arn::sms-voice:us-east-1:111122223333:pool/pool-01',
    'arn:aws::us-east-1:111122223333:pool/pool-01',
    'arn:aws:sms-voice:us-east-1:pool/pool-01',
    'arn:aws:sms-voice:us-east-1:111122223333:',
    'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01\n',
  ])('is not %j', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });
});

import { afterEach, expect, jest, test } from '@jest/globals';
import { writeLog } from '../../../lambda/util/log';

const format = process.env.AWS_LAMBDA_LOG_FORMAT;
afterEach(() => {
  jest.restoreAllMocks();
  if (format === undefined) delete process.env.AWS_LAMBDA_LOG_FORMAT;
  else process.env.AWS_LAMBDA_LOG_FORMAT = format;
});

const entry = { message: 'outcome', status: 'SUCCESS' };

test.each([
  ['JSON', entry],
  ['Text', '{"message":"outcome","status":"SUCCESS"}'],
])('with a log format of %s, an entry is one line: %j', (logFormat, written) => {
  const write = jest.spyOn(console, 'info').mockImplementation(() => undefined);
  process.env.AWS_LAMBDA_LOG_FORMAT = logFormat;
  writeLog(entry);
  expect(write.mock.calls).toEqual([[written]]);
});

test('a warning has the level WARN', () => {
  const write = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  process.env.AWS_LAMBDA_LOG_FORMAT = 'JSON';
  writeLog({ message: 'warning', warning: 'words' });
  expect(write.mock.calls).toEqual([[{ message: 'warning', warning: 'words' }]]);
});

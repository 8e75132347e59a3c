import { afterEach, expect, jest, test } from '@jest/globals';
import { writeLog } from '../../lambda/log';

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
])('with a log format of %s the line is written once as JSON: %j', (logFormat, written) => {
  const write = jest.spyOn(console, 'info').mockImplementation(() => undefined);
  process.env.AWS_LAMBDA_LOG_FORMAT = logFormat;
  writeLog(entry);
  expect(write.mock.calls).toEqual([[written]]);
});

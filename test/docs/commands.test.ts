import { describe, expect, test } from '@jest/globals';
import { version } from '../../package.json';
import { codeBlocks } from './markdown';

/** Where each command of the README and the docs is run; the arguments in between are the reader's. */
const RUN: readonly (readonly [command: RegExp, by: string])[] = [
  [/^npm ci && npm run demo$/, '.ci/run'],
  [/^npm ci && npm test$/, '.ci/run'],
  [/^npm ci && npm run pack$/, 'test/package'],
  [/^npm install \.\.\/\S+\.tgz aws-cdk-lib constructs$/, 'test/package'],
  [/^npm run sms-voice -- --port \d+$/, 'test/sms-voice/main.test.ts'],
  [/^aws pinpoint-sms-voice-v2 describe-pools .*--endpoint-url http:\/\/127\.0\.0\.1:\d+$/, 'by hand, on this machine'],
  [/^INPUT=\$\(aws scheduler get-schedule --name SCHEDULE --query Target\.Input --output text\)$/, 'test/e2e'],
  [
    /^aws lambda invoke --function-name FUNCTION .* --payload "\$INPUT" result\.json$/,
    'test/e2e, by version 1 of the CLI',
  ],
  // Their arguments were checked with the AWS CLI (--generate-cli-skeleton) and the CDK CLI (--help).
  [/^npx cdk rollback \w+( --orphan \w+)?$/, 'needs an AWS account'],
  [/^aws cloudformation describe-stack-events /, 'needs an AWS account'],
  [/^aws cloudformation describe-stack-resources? /, 'needs an AWS account'],
  [/^aws cloudformation delete-stack .*--retain-resources /, 'needs an AWS account'],
  [/^aws logs filter-log-events /, 'needs an AWS account'],
];

const commands = codeBlocks('console').flatMap(({ file, code }) =>
  code
    .trim()
    .split('\n')
    .map((command): [string, string] => [command, file]),
);

describe('the commands of the README and the docs', () => {
  test.each(commands)('"%s" in %s is known to run', (command) => {
    expect(RUN.filter(([known]) => known.test(command))).toHaveLength(1);
  });

  test.each(RUN)('%s is in a page (%s)', (known) => {
    expect(commands.some(([command]) => known.test(command))).toBe(true);
  });

  test('the README has those to install it and to see it work', () => {
    const ofReadme = commands.filter(([, file]) => file === 'README.md').map(([command]) => command);
    expect(ofReadme).toEqual([
      'npm ci && npm run pack',
      `npm install ../cdk-sms-pool-association/target/cdk-sms-pool-association-${version}.tgz aws-cdk-lib constructs`,
      'npm ci && npm run demo',
      'npm ci && npm test',
    ]);
  });
});

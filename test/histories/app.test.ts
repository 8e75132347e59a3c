import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { resolve, type Scope } from '../cloudformation/intrinsics';
import { parseTemplate } from '../cloudformation/template';
import { ACCOUNT, REGION } from './account';
import { compose, synthesize } from './app';
import { someApp } from './arbitrary-edits';

/** Resources as CloudFormation sees them: a pool's ARN may be written down, or put together from pseudo parameters. */
function comparable(resources: object): unknown {
  const scope: Scope = {
    template: parseTemplate({}),
    parameters: {
      'AWS::Partition': 'aws',
      'AWS::Region': REGION,
      'AWS::AccountId': ACCOUNT,
      'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Stack/uuid`,
    },
    ref: (logicalId) => ({ Ref: logicalId }),
    getAtt: (logicalId, attribute) => `${logicalId}.${attribute}`,
  };
  const seen: unknown = JSON.parse(
    JSON.stringify(resources, (key, value: unknown) => {
      if (key === 'Metadata') return undefined;
      return key === 'DependsOn' && Array.isArray(value) ? value.map(String).sort() : value;
    }),
  );
  return resolve(withoutRefs(seen), scope);
}

/** References to resources are compared as they are. */
function withoutRefs(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/\{"Ref":"(SmsPool[A-Za-z0-9]*)"\}/g, '"reference to $1"'));
}

describe('compose', () => {
  test('gives the template that the library synthesizes, whatever the constructs are called', () => {
    fc.assert(
      fc.property(
        someApp.filter(({ length }) => length > 0),
        (declarations) => {
          const { Topic, ...resources } = compose(declarations).Resources;
          expect(Topic).toBeDefined();
          expect(comparable(resources)).toEqual(comparable(synthesize(declarations).Resources));
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });
});

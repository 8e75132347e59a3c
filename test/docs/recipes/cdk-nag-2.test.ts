import { expect, test } from '@jest/globals';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, NagSuppressions } from 'cdk-nag-2';
import { AssociationProvider } from 'cdk-sms-pool-association';
import { RecipeAccount } from './account';

/** The findings of cdk-nag 2's pack AwsSolutions. */
function findings(change: (stack: Stack) => void = () => undefined): string[] {
  const app = new App({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Messaging');
  new RecipeAccount().declare(stack);
  change(stack);
  Aspects.of(app).add(new AwsSolutionsChecks());
  const errors = Annotations.fromStack(stack).findError('*', Match.anyValue());
  return errors.map(({ entry }) => /AwsSolutions-\w+/.exec(JSON.stringify(entry.data))?.[0] ?? 'another');
}

test('cdk-nag 2 finds IAM5 alone, which is suppressed on the provider', () => {
  expect(new Set(findings())).toEqual(new Set(['AwsSolutions-IAM5']));
  const suppress = (stack: Stack): void => {
    const reason = 'docs/compliance.md of cdk-sms-pool-association';
    NagSuppressions.addResourceSuppressions(AssociationProvider.of(stack), [{ id: 'AwsSolutions-IAM5', reason }], true);
  };
  expect(findings(suppress)).toEqual([]);
});

import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers } from './eslint-layers.mjs';

export default defineConfig(
  { ignores: ['**/dist/', 'target/', 'cdk.out/', 'coverage/', '.demo/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Numbers are at home in messages; everything else has to be made a string first.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A class with only static factories is what jsii offers other languages for a set of functions.
      '@typescript-eslint/no-extraneous-class': ['error', { allowStaticOnly: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `as const` is a statement about a literal; any other assertion is a parse that was left out.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  ...layers(
    {
      lib: [
        'util',
        ['association-properties.ts', 'association-provider-props.ts'],
        'naming',
        'checks',
        ['validation', 'function-code.ts', 'pool-template.ts'],
        'provider',
        'drift-detection',
        ['association-provider.ts', 'origination-identity.ts', 'sms-pool.ts'],
        'origination-identity-association-props.ts',
        ['association-drift-detection.ts', 'origination-identity-association.ts'],
        'index.ts',
      ],
      'lib/util': [
        ['has-member.ts', 'injected-props.ts', 'known.ts', 'shared-state.ts', 'short-hash.ts'],
        'template-properties.ts',
      ],
      'lib/naming': [
        ['kinds.ts', 'sms-voice-arn.ts'],
        ['named-resource.ts', 'resolved-name.ts'],
        'association-name.ts',
        'logical-id.ts',
      ],
      'lib/checks': [
        'problem.ts',
        ['arn-flaw.ts', 'countries.ts', 'options.ts'],
        ['names.ts', 'region.ts', 'function-options.ts'],
        'references.ts',
      ],
      'lib/validation': [
        ['comparing.ts', 'declared-association.ts'],
        ['declared-once.ts', 'pool-list.ts', 'pool-settings.ts'],
        'app-validations.ts',
      ],
      'lib/drift-detection': ['checked-association.ts', ['detections.ts', 'schedule-input.ts', 'schedule-interval.ts']],
      'lib/provider': [
        [
          'cdk-nag.ts',
          'function-promises.ts',
          'inline-policy-size.ts',
          'network.ts',
          'permissions.ts',
          'provider-use.ts',
        ],
        ['association-function.ts', 'policies.ts', 'stack-providers.ts'],
      ],
    },
    [{ regex: '/lambda(/|$)', message: 'What the app loads knows nothing of what runs in AWS.' }],
  ),
  ...layers(
    {
      lambda: [
        'util',
        'association',
        'cloudformation',
        ['sms-voice', 'stack'],
        'workflow',
        'drift-detection',
        'handler.ts',
        'index.ts',
      ],
      'lambda/drift-detection': [['event.ts', 'stack-phase.ts'], 'missing.ts', ['repair.ts', 'report.ts'], 'check.ts'],
      'lambda/util': [
        ['arn.ts', 'clock.ts', 'errors.ts', 'json-object.ts', 'log.ts'],
        ['context.ts', 'deadlines.ts'],
        ['retry.ts', 'timeout.ts', 'waiter.ts'],
      ],
      'lambda/association': [
        ['id-or-arn.ts', 'identity-kind.ts', 'physical-resource-id.ts'],
        ['origination-identity.ts', 'pool.ts'],
        'association.ts',
        'attributes.ts',
      ],
      'lambda/cloudformation': ['event.ts', ['response.ts', 'submit-response.ts'], 'http-put.ts'],
      'lambda/sms-voice': [
        ['client-token.ts', 'pool-membership.ts', 'service-error.ts'],
        'call.ts',
        ['mismatched-settings.ts', 'readers.ts'],
        'sms-voice.ts',
      ],
      'lambda/stack': [
        ['events.ts', 'statuses.ts'],
        [
          'update-outcome.ts',
          'former-ownership.ts',
          'owner.ts',
          'still-wanted.ts',
          'template-values.ts',
          'update-direction.ts',
        ],
        ['pool-list.ts', 'reader.ts'],
        'stack-reads.ts',
        'stack-record.ts',
      ],
      'lambda/workflow': [
        'request-context.ts',
        'commands.ts',
        'failures.ts',
        ['associate-decisions.ts', 'disassociate-decisions.ts', 'waiters.ts'],
        ['associate.ts', 'disassociate.ts', 'proof.ts'],
        ['found-in-place.ts', 'put-back.ts', 'undo-create.ts'],
        ['create.ts', 'delete.ts', 'move.ts', 'replace.ts', 'rollback.ts'],
        'update.ts',
      ],
    },
    [{ regex: '^aws-cdk-lib', message: 'The function is bundled without the CDK.' }],
  ),
);

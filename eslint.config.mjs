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
        ['validation', 'provider', 'pool-template.ts'],
        ['association-provider.ts', 'origination-identity.ts', 'sms-pool.ts'],
        'origination-identity-association.ts',
        'index.ts',
      ],
      'lib/util': [['has-member.ts', 'known.ts', 'shared-state.ts', 'short-hash.ts']],
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
      'lib/provider': [
        ['cdk-nag.ts', 'inline-policy-size.ts', 'network.ts', 'permissions.ts', 'provider-use.ts'],
        ['policies.ts', 'stack-providers.ts'],
      ],
    },
    [{ regex: '/lambda(/|$)', message: 'What the app loads knows nothing of what runs in AWS.' }],
  ),
);

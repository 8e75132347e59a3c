/**
 * A pool, its numbers and a sender ID in one stack:
 *
 *   npx cdk synth --app 'npx tsx examples/managed-pool.ts'
 *
 * A deployment requests three phone numbers, each of which costs its monthly price until the stack is destroyed.
 */
import { App } from 'aws-cdk-lib';
import { ManagedPoolStack } from './managed-pool-stack';

const app = new App();
new ManagedPoolStack(app, 'ManagedSmsPool', {
  description: 'An SMS pool with its origination identities',
  phoneNumbers: ['Support', 'Alerts'],
  senderId: 'ACME',
  senderIdCountry: 'GB',
});

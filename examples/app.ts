/**
 * Puts a phone number, a sender ID and an RCS agent into an SMS pool:
 *
 *   npx cdk deploy -c poolId=pool-… -c phoneNumberId=phone-… -c phoneNumberCountry=US \
 *     -c senderId=ACME -c senderIdCountry=GB -c rcsAgentId=rcs-…
 *
 * Of the three, those that are given. Further values:
 *
 *   phoneNumberPoolId  the number's pool, if it is another one (change it to move the number)
 *   revision           any text (change it to have all associations checked and repaired)
 *   adoptExisting      true, if an identity may be in its pool already
 *   takeOwnership      true, in a later deployment, if the stack is to own what it adopted
 *   driftDetection     report, to notice what somebody takes out of its pool later; repair, to put it back as well
 *   deferPending       true, if the number's registration may be pending; the drift detection has to repair then
 *   endpoint           the service's URL, if it is not AWS
 *
 * Without any value the app shows the template for placeholders: good for `npx cdk synth`, not for a deployment.
 */
import { App } from 'aws-cdk-lib';
import { readAssociations, readDriftDetection, readOptional } from './context';
import { SmsStack } from './sms-stack';

const app = new App();
const serviceEndpoint = readOptional(app, 'endpoint');
const driftDetection = readDriftDetection(app);
new SmsStack(app, 'SmsPoolAssociationExample', {
  description: 'Origination identities in their SMS pools',
  associations: readAssociations(app),
  ...(driftDetection === undefined ? {} : { driftDetection }),
  ...(serviceEndpoint === undefined ? {} : { serviceEndpoint }),
});

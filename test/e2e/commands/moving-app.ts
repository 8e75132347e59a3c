import { App, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { readOptional } from '../../../examples/context';
import { addLine, addProvider } from './line';

/** Two stacks that live on; at most one of them declares the number, as the context says. */
const app = new App();
for (const id of ['Messaging', 'Support']) {
  const stack = new Stack(app, id);
  new Topic(stack, 'Topic');
  addProvider(stack);
  if (readOptional(app, 'in') === id) addLine(stack);
}

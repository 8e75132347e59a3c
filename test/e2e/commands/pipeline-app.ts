import { App, Stack } from 'aws-cdk-lib';
import { addPipeline } from '../../docs/recipes/pipeline';
import { addLine, addProvider } from './line';

/** A pipeline whose stage has the stack with the number. */
addPipeline(new App(), (stage) => {
  const stack = new Stack(stage, 'Messaging');
  addProvider(stack);
  addLine(stack);
});

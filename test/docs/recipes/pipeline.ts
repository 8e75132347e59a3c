import { type App, Stack, Stage } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { CodePipeline, CodePipelineSource, type IFileSetProducer, ShellStep } from 'aws-cdk-lib/pipelines';

/** A stack with a pipeline that deploys the stage `Prod`, which `fill` gives its stacks. */
export function addPipeline(app: App, fill: (stage: Stage) => void): Stack {
  const pipelines = new Stack(app, 'Pipelines');
  const repository = Repository.fromRepositoryName(pipelines, 'Repository', 'messaging');
  const input = producer(CodePipelineSource.codeCommit(repository, 'main'));
  const synth = producer(new ShellStep('Synth', { input, commands: ['npx cdk synth'] }));
  const pipeline = new CodePipeline(pipelines, 'Pipeline', { synth });
  const stage = new Stage(app, 'Prod');
  fill(stage);
  pipeline.addStage(stage);
  return pipelines;
}

/** With exactOptionalPropertyTypes, the CDK's producers do not fulfil their own interface. */
function producer(value: object): IFileSetProducer {
  const isProducer = (one: object): one is IFileSetProducer => 'primaryOutput' in one;
  if (!isProducer(value)) throw new Error('expected a producer of a file set');
  return value;
}

import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { TargetLanguage } from 'jsii-rosetta';
import { run } from '../../../release/run';
import { environmentIn, hasOwnApp, isSynthesized, split, translatedExamples } from './tablet';

/** What the examples use without importing it: the names of rosetta/default.ts-fixture. */
const FIXTURE = `from aws_cdk import App, Stack
from aws_cdk.aws_lambda import Tracing
from aws_cdk.aws_smsvoice import CfnPhoneNumber, CfnPool, CfnSenderId
from aws_cdk.aws_ssm import StringParameter
from cdk_sms_pool_association import *
`;

/** Runs and synthesizes the examples in the virtual environment of the Python app; returns how many there are. */
export async function runPythonExamples(folder: string): Promise<number> {
  const app = path.join(folder, 'python');
  const examples = await translatedExamples(TargetLanguage.PYTHON);
  writeFileSync(path.join(app, 'examples.py'), [FIXTURE, ...examples.map(moduleOf)].join('\n'));
  run(path.join(app, '.venv', 'bin', 'python'), ['examples.py'], {
    cwd: app,
    env: environmentIn(app),
  });
  return examples.length;
}

function moduleOf(example: string, index: number): string {
  const { imports, body } = split(example);
  return `${imports.join('\n')}
class Example${index}(Stack):
    def __init__(self, scope):
        super().__init__(scope, "Messaging")
${body}
${hasOwnApp(example) ? '        app.synth()\n' : ''}
app = App(analytics_reporting=False)
Example${index}(app)
${isSynthesized(example) ? 'app.synth()' : ''}
`;
}

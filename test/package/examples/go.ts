import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { TargetLanguage } from 'jsii-rosetta';
import { run } from '../../../release/run';
import { environmentIn, hasOwnApp, isSynthesized, split, translatedExamples } from './tablet';

const CDK = 'github.com/aws/aws-cdk-go/awscdk/v2';

/** The package of each name that an example can use. */
const PACKAGES: readonly (readonly [name: RegExp, goPackage: string, from: string])[] = [
  [/App(?=\(|Props\b)|Stack(?=\(|Props\b)/, 'awscdk', CDK],
  [/Cfn(?:PhoneNumber|Pool|SenderId)/, 'awssmsvoice', `${CDK}/awssmsvoice`],
  [/CreateAlarmOptions/, 'awscloudwatch', `${CDK}/awscloudwatch`],
  [/Tracing_/, 'awslambda', `${CDK}/awslambda`],
  [/StringParameter_/, 'awsssm', `${CDK}/awsssm`],
  [
    /OriginationIdentity|SmsPool_|AssociationProvider|AssociationDriftDetection/,
    'cdksmspoolassociation',
    'github.com/cdk-sms-pool-association/cdk-sms-pool-association-go/cdksmspoolassociation',
  ],
];

/** Compiles the examples in the module of the Go app, and synthesizes them; returns how many there are. */
export async function runGoExamples(folder: string): Promise<number> {
  const app = path.join(folder, 'go');
  const sources = path.join(app, 'examples');
  mkdirSync(sources);
  const examples = await translatedExamples(TargetLanguage.GO);
  examples.forEach((example, index) => {
    writeFileSync(path.join(sources, `example${index}.go`), fileOf(example, index));
  });
  writeFileSync(path.join(sources, 'main.go'), mainOf(examples));
  run('go', ['build', '-o', 'run-examples', './examples'], { cwd: app });
  run(path.join(app, 'run-examples'), [], { cwd: app, env: environmentIn(app) });
  return examples.length;
}

function fileOf(example: string, index: number): string {
  const body = corrected(split(example).body);
  const imports = PACKAGES.filter(([, name]) => body.includes(`${name}.`)).map(([, , from]) => `\t"${from}"`);
  const used = [...body.matchAll(/^ *(\w+) :=/gm)].map(([, name]) => `\t_ = ${name ?? ''}`);
  return `package main

import (
${[...new Set([...imports, `\t"${CDK}"`, '\t"github.com/aws/jsii-runtime-go"'])].join('\n')}
)

func example${index}(this awscdk.Stack) {
\t_ = jsii.String("")
${body}
${used.join('\n')}
${hasOwnApp(example) ? '\tapp.Synth(nil)' : ''}
}
`;
}

/** The example with what jsii-rosetta leaves to Go's readers: packages, pointers, optional arguments, owners of structs. */
function corrected(body: string): string {
  const withPointers = body
    .replaceAll(/\*?\b(awscdk|cdksmspoolassociation)\./g, '')
    .replaceAll(/ := (".*")$/gm, ' := jsii.String($1)')
    .replaceAll(/: (\[\]\*string\{)/g, ': &$1');
  const withArguments = withPointers
    .replaceAll('.LambdaFunction.metricErrors()', '.LambdaFunction().MetricErrors()')
    .replaceAll(/\.(Metric\w+)\(\)/g, '.$1(nil)')
    .replaceAll('NewApp()', 'NewApp(nil)')
    .replaceAll(/(New\w+\(\w+, jsii\.String\("\w+"\))\)/g, '$1, nil)')
    .replaceAll(/(ValueForStringParameter\(this, jsii\.String\(".*?"\))\)/g, '$1, nil)');
  const withOwners = withArguments.replaceAll(/&(Cfn\w+)Props\{.*?^ *\}\)/gms, (struct, owner: string) =>
    struct.replaceAll(/&(\w+Property)\{/g, `&${owner}_$1{`),
  );
  return PACKAGES.reduce(
    (text, [name, goPackage]) =>
      text.replaceAll(new RegExp(`(?<![\\w.])((?:New)?(?:${name.source}))(?!\\w*: )`, 'g'), `${goPackage}.$1`),
    withOwners,
  );
}

function mainOf(examples: readonly string[]): string {
  const calls = examples.map((example, index) => `\trun(example${index}, ${String(isSynthesized(example))})`);
  return `package main

import (
\t"${CDK}"
\t"github.com/aws/jsii-runtime-go"
)

func main() {
\tdefer jsii.Close()
${calls.join('\n')}
}

func run(example func(awscdk.Stack), synthesizes bool) {
\tapp := awscdk.NewApp(&awscdk.AppProps{AnalyticsReporting: jsii.Bool(false)})
\texample(awscdk.NewStack(app, jsii.String("Messaging"), nil))
\tif synthesizes {
\t\tapp.Synth(nil)
\t}
}
`;
}

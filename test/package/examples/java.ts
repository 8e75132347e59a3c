import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { TargetLanguage } from 'jsii-rosetta';
import { run } from '../../../release/run';
import { environmentIn, hasOwnApp, isSynthesized, split, translatedExamples } from './tablet';

/** What the examples use without importing it, and the interfaces of imported resources. */
const FIXTURE = [
  'import io.github.cdksmspoolassociation.*;',
  'import java.util.*;',
  'import software.amazon.awscdk.App;',
  'import software.amazon.awscdk.AppProps;',
  'import software.amazon.awscdk.Stack;',
  'import software.amazon.awscdk.interfaces.smsvoice.*;',
  'import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;',
  'import software.amazon.awscdk.services.lambda.Tracing;',
  'import software.amazon.awscdk.services.smsvoice.*;',
  'import software.amazon.awscdk.services.smsvoice.CfnPool.*;',
  'import software.amazon.awscdk.services.ssm.StringParameter;',
];

/** Compiles the examples with the dependencies of the Java app, and synthesizes them; returns how many there are. */
export async function runJavaExamples(folder: string): Promise<number> {
  const app = path.join(folder, 'java');
  const sources = path.join(app, 'examples');
  mkdirSync(sources);
  const examples = await translatedExamples(TargetLanguage.JAVA);
  const files = examples.map((example, index) => {
    const file = path.join(sources, `Example${index}.java`);
    writeFileSync(file, classOf(example, index));
    return file;
  });
  const main = path.join(sources, 'Examples.java');
  writeFileSync(main, mainOf(examples));
  const classpath = `${sources}:${readFileSync(path.join(app, 'classpath'), 'utf8').trim()}`;
  run('javac', ['-classpath', classpath, '-d', sources, main, ...files], { cwd: app });
  run('java', ['-classpath', classpath, 'Examples'], { cwd: app, env: environmentIn(app) });
  return examples.length;
}

function classOf(example: string, index: number): string {
  const { imports, body } = split(example);
  return `${[...FIXTURE, ...imports].join('\n')}
class Example${index} extends Stack {
    Example${index}(App scope) {
        super(scope, "Messaging");
${body.replaceAll('.lambdaFunction.', '.getLambdaFunction().')}
${hasOwnApp(example) ? '        app.synth();\n' : ''}    }
}
`;
}

function mainOf(examples: readonly string[]): string {
  const calls = examples.map(
    (example, index) => `        run(Example${index}::new, ${String(isSynthesized(example))});`,
  );
  return `import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
public class Examples {
    public static void main(String[] args) {
${calls.join('\n')}
    }
    private static void run(Consumer<App> example, boolean synthesizes) {
        App app = new App(AppProps.builder().analyticsReporting(false).build());
        example.accept(app);
        if (synthesizes) app.synth();
    }
}
`;
}

import type { Run } from '../../lambda/run';
import { declared, home } from './declared';
import type { ScriptedService } from './scripted-service';

export type Properties = Readonly<Record<string, string>>;

/** A request on its way, with all of Lambda's time. */
export function scriptedRun(
  service: ScriptedService,
  { type = 'Update', physicalResourceId, properties, oldProperties = {} }: ScriptedRequest,
): Run {
  const start = service.clock.now();
  return {
    request: {
      type,
      requestId: 'request-1',
      stackId: 'stack-1',
      logicalResourceId: 'Association',
      physicalResourceId,
      responseUrl: 'https://answers.example/answer',
      serviceTimeoutSeconds: undefined,
      properties,
      oldProperties,
      home,
    },
    declaration: declared(properties),
    service,
    budget: { end: start + 899_000, work: start + 870_000, forward: start + 609_000 },
  };
}

interface ScriptedRequest {
  readonly type?: Run['request']['type'];
  readonly physicalResourceId: string;
  readonly properties: Properties;
  readonly oldProperties?: Properties;
}

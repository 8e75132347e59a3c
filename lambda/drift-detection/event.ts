import { type Declaration, parseDeclaration, parseFlag } from '../association/association';
import { type Environment, parseArn } from '../util/arn';
import { InvalidProperty, RequestFailed, requestFailure } from '../util/errors';
import { isJsonObject } from '../util/json-object';

export interface CheckRequest {
  readonly stackId: string;
  readonly stackName: string;
  readonly environment: Environment;
  readonly repair: boolean;
  readonly associations: readonly DeclaredAssociation[];
}

export interface DeclaredAssociation extends Declaration {
  readonly logicalResourceId: string;
  /** Of the construct, by which the user knows it. */
  readonly path: string;
}

/**
 * @param check the value of the event's `DriftDetection`
 * @throws RequestFailed naming the field, the value and the rule
 */
export function parseCheckRequest(check: unknown): CheckRequest {
  const { StackId, Repair, Associations } = isJsonObject(check) ? check : {};
  const stackId = text('StackId', StackId);
  const arn = parseArn(stackId);
  const [, stackName] = /^stack\/([^/]+)\/[^/]+$/.exec(arn?.resource ?? '') ?? [];
  if (arn?.service !== 'cloudformation' || stackName === undefined)
    throw new InvalidProperty('StackId', StackId, 'expected the ARN of a stack');
  if (!Array.isArray(Associations)) throw new InvalidProperty('Associations', Associations, 'expected a list');
  const associations = Associations.map((entry, index) => parseEntry(entry, index, arn));
  return { stackId, stackName, environment: arn, repair: parseFlag('Repair', Repair), associations };
}

function parseEntry(entry: unknown, index: number, environment: Environment): DeclaredAssociation {
  const fields = isJsonObject(entry) ? entry : {};
  try {
    return {
      ...parseDeclaration(fields, environment),
      logicalResourceId: text('LogicalResourceId', fields.LogicalResourceId),
      path: text('Path', fields.Path),
    };
  } catch (error) {
    throw new RequestFailed(`Associations[${index}].${requestFailure(error).message}`);
  }
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new InvalidProperty(name, value, 'expected a string');
}

import type { Outcome } from './answer';
import { type Declaration, parseDeclaration } from './association';
import { disown } from './disown';
import { InvalidProperty } from './invalid-property';
import { ownership } from './physical-resource-id';
import { remove } from './remove';
import type { Request } from './request';
import type { SmsVoice } from './sms-voice';

/**
 * | physical id                | then                                                       |
 * |----------------------------|------------------------------------------------------------|
 * | `adopted:`, `failed:`      | nothing: the stack made nothing                            |
 * | the key                    | disassociate; what is not there is out already             |
 * | invented by CloudFormation | disassociate, if it can be proved to be the stack's own    |
 *
 * @throws Failed, to be answered with the physical id that the request came with
 */
export async function deleteAssociation(request: Request, service: SmsVoice): Promise<Outcome> {
  const declaration = declarationOf(request);
  const done: Outcome = { status: 'SUCCESS', physicalResourceId: request.physicalResourceId };
  if (declaration === undefined) return done;
  switch (ownership(request.physicalResourceId, declaration.key)) {
    case 'nothing':
    case 'adopted':
      return done;
    case 'made':
      await remove(service, declaration, declaration);
      return done;
    case 'unknown':
      await disown(service, declaration);
      return done;
  }
}

/** Undefined when the properties were never valid, so that the Create refused them and made nothing. */
function declarationOf({ physicalResourceId, logicalResourceId, properties, home }: Request): Declaration | undefined {
  if (/^(adopted|failed):/.test(physicalResourceId)) return undefined;
  try {
    return parseDeclaration(properties, home);
  } catch (error) {
    const invented = physicalResourceId.includes(`-${logicalResourceId}-`);
    if (error instanceof InvalidProperty && invented) return undefined;
    throw error;
  }
}

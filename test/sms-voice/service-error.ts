export type ResourceType = 'pool' | 'phone-number' | 'sender-id' | 'rcs-agent';

/** An error as the wire carries it. */
export class ServiceError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
    readonly status = 400,
  ) {
    super(message);
  }
}

export interface FieldProblem {
  readonly Name: string;
  readonly Message: string;
}

export function validation(reason: string, message: string, fields: readonly FieldProblem[] = []): ServiceError {
  return new ServiceError('ValidationException', message, { Reason: reason, Fields: fields });
}

/** A validation error of one field. */
export function invalidField(reason: string, name: string, message: string): ServiceError {
  return validation(reason, `${name}: ${message}`, [{ Name: name, Message: message }]);
}

interface Subject {
  readonly kind: ResourceType;
  readonly id: string;
}

export function conflict(reason: string | undefined, subject: Subject | undefined, message: string): ServiceError {
  return new ServiceError('ConflictException', message, {
    Reason: reason,
    ResourceType: subject?.kind,
    ResourceId: subject?.id,
  });
}

export function notFound(kind: ResourceType | 'opt-out-list', id: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `The ${kind} ${id} was not found.`, {
    ResourceType: kind,
    ResourceId: id,
  });
}

export function quotaExceeded(reason: string, message: string): ServiceError {
  return new ServiceError('ServiceQuotaExceededException', message, { Reason: reason });
}

export function throttled(): ServiceError {
  return new ServiceError('ThrottlingException', 'Rate exceeded');
}

export function internal(): ServiceError {
  return new ServiceError('InternalServerException', 'The request failed because of an unknown error.', {}, 500);
}

export function accessDenied(principal: string, action: string, resource: string): ServiceError {
  return new ServiceError(
    'AccessDeniedException',
    `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
}

export function serialization(message: string): ServiceError {
  return new ServiceError('SerializationException', message);
}

/** An error response of the API. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function stackNotFound(idOrName: string): ApiError {
  return new ApiError(400, 'ValidationError', `Stack with id ${idOrName} does not exist`);
}

export function throttling(): ApiError {
  return new ApiError(400, 'Throttling', 'Rate exceeded');
}

export function accessDenied(action: string, resource: string): ApiError {
  return new ApiError(
    403,
    'AccessDenied',
    `User: arn:aws:sts::111122223333:assumed-role/Role/Function is not authorized to perform: ${action} on resource: ` +
      `${resource} because no identity-based policy allows the ${action} action`,
  );
}

export function internalFailure(): ApiError {
  return new ApiError(500, 'InternalFailure', 'The request processing has failed because of an unknown error.');
}

export function unavailable(): ApiError {
  return new ApiError(503, 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.');
}

export function resourceNotFound(logicalId: string, stackId: string): ApiError {
  return new ApiError(400, 'ValidationError', `Resource ${logicalId} does not exist for stack ${stackId}`);
}

export function unknownAction(action: string): ApiError {
  return new ApiError(400, 'InvalidAction', `Could not find operation ${action} for version 2010-05-15`);
}

export {
  apiRequestHandler,
  type ApiAuthorization,
  type ApiCall,
  type ApiFault,
  type ApiSettings,
  type CloudFormationApi,
  type Outage,
  type ServedApi,
} from './api';
export { InProcessRunner, type HandlerFactory, type InvocationContext, type Lifetime } from './in-process-runner';
export { InProcessResponses, type ResponseFault } from './in-process-responses';
export { CloudFormation } from './cloudformation';
export type { FailAt } from './deployment';
export type { CloudFormationOptions, DeployOptions } from './options';
export { isCustomResourceEvent, type CustomResourceEvent, type CustomResourceRequest } from './custom-resource-request';
export { HttpResponses } from './http-responses';
export type { FunctionRunner, LambdaFunction } from './lambda-function';
export { ProcessRunner, type FunctionResult } from './process-runner';
export type { Made, ResourceType } from './resource-type';
export { smsVoiceResourceTypes, type PoolUpdate } from './sms-voice';
export { ResourceFailure } from './resource-type';
export { schedulesOf, type Schedule } from './schedules';
export type { CleanUpRow } from './stack-records';
export type { OnFailure } from './stack-operations';
export type { Stack, StackEvent, StackResource, StackResult, StackStatus } from './stack';

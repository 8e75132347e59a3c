export { CloudFormationApi, type ApiAuthorization, type ApiCall, type ApiFault } from './cloudformation-api';
export { apiRequestHandler } from './request-handler';
export { serveApi, type ServedApi } from './serve';
export { defaultApiSettings, type ApiSettings, type Outage } from './settings';

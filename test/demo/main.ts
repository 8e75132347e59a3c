import { program } from './program';
import { demoService } from './demo-account';
import { demoSteps } from './steps';

void program({ service: demoService(), steps: demoSteps });

import { program } from './program';
import { demoService } from './scene';
import { demoSteps } from './steps';

void program({ service: demoService(), steps: demoSteps });

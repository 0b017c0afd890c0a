// Entry of `npm run gallery`: writes the page of gallery-page.ts for the folder it is run in.
import { writeGallery } from './gallery-page.ts';

process.stdout.write(`${writeGallery(process.cwd())}\n`);

/** What the folder knows: the public face of `workspace/`. */
export { bundledUsers, completeUser } from './bundledUsers';
export { CONFIG_NAME, type ConfigReading, defaultConfig, readConfig, readJson, spanOf } from './config';
export {
  baseName,
  type FileKind,
  fileKind,
  isIgnored,
  OUR_FILES,
  readContentBlock,
  readUserFile,
  SKIPPED_FOLDERS,
} from './files';
export { readMock } from './mock';
export { attributeId, callOf } from './names';
export { plausibleValue, type Shape, type ShapeHint, type Wanted } from './plausible';
export { nextRandom } from './random';
export { randomUser } from './randomUser';
export { readSampleUser, readSampleUsers } from './sampleUser';
export * from './types';
export { createWorkspace, emptyWorkspace, type Workspace } from './workspace';

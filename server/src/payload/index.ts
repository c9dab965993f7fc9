/** The payload: where a cursor stands in it, what its fields are, and the proof that it is right on every path. */
export { beginsAsJson, payloadKeys } from './begins';
export { witnessesForBranch } from './branches';
export { type PayloadCursor, payloadCursor } from './cursor';
export { fieldAt, fieldFor, fieldShape, fieldsAt, type Shape, shapeAt } from './fieldLookup';
export { type FormCursor, formCursor, formNames } from './formCursor';
export { insertFormFields } from './formField';
export { encodedForm } from './formText';
export { fieldValue, insertMissingFields } from './insertField';
export { provePayload } from './proof';
export { removeMember } from './removeMember';
export * from './types';
export { type WitnessUser, witnessesFor } from './witness';

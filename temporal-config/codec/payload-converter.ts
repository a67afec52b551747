import type { DataConverter } from '@temporalio/common';
import type { Config } from '../../config.js';
import { createPayloadCodec } from './payload-codec.js';

/** How payloads are put on the wire: as they are, or encrypted where there is a file of keys. */
export const payloadConverterOf = ({ PAYLOAD_KEYS_FILE: file }: Config): DataConverter =>
  file === undefined ? {} : { payloadCodecs: [createPayloadCodec(file)] };

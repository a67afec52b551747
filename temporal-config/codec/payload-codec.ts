import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec, ValueError } from '@temporalio/common';
import proto from '@temporalio/proto';
import { type PayloadKeys, readPayloadKeys } from './payload-keys.js';

/** As Temporal's own samples name them, so that tools know what they see. */
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';

/** Of GCM: a nonce of 96 bits and a tag of 128. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/**
 * Encrypts whole payloads by AES-256-GCM, with the key's id beside them and bound to them. What is not encrypted, as
 * what began before there were keys, is passed through. Keys are read again where a payload names one that is not known.
 * @throws Error when the file is no set of keys
 */
export function createPayloadCodec(keysFile: string): PayloadCodec {
  let keys: PayloadKeys = readPayloadKeys(keysFile);
  const keyOf = (kid: string): KeyObject => {
    if (!keys.has(kid)) keys = readPayloadKeys(keysFile);
    const key = keys.get(kid);
    if (!key) throw new ValueError(`There is no payload key ${kid}`);
    return key;
  };
  return {
    async encode(payloads) {
      const [first] = keys;
      if (!first) throw new ValueError('There is no payload key');
      return payloads.map((payload) => encrypt(payload, ...first));
    },
    async decode(payloads) {
      return payloads.map((payload) => {
        if (textOf(payload, METADATA_ENCODING_KEY) !== ENCODING) return payload;
        const kid = textOf(payload, KEY_ID);
        return decrypt(payload, kid, keyOf(kid));
      });
    },
  };
}

function encrypt(payload: Payload, kid: string, key: KeyObject): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(kid));
  const plain = PayloadMessage.encode(payload).finish();
  const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { [METADATA_ENCODING_KEY]: Buffer.from(ENCODING), [KEY_ID]: Buffer.from(kid) }, data };
}

/** @throws Error where anything of it was changed */
function decrypt({ data }: Payload, kid: string, key: KeyObject): Payload {
  const bytes = Buffer.from(data ?? []);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(kid))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  return PayloadMessage.decode(plain);
}

const textOf = ({ metadata }: Payload, name: string): string => Buffer.from(metadata?.[name] ?? []).toString();

/** `npm run codec`: decrypts payloads for the Temporal UI of this machine, until Ctrl-C. */
import { loadConfig } from '../config.js';
import { portsFromEnvironment } from '../stack/ports.js';
import { serveCodec } from '../temporal-config/codec/codec-endpoint.js';
import { createPayloadCodec } from '../temporal-config/codec/payload-codec.js';

try {
  const ui = `http://127.0.0.1:${portsFromEnvironment(process.env).temporalUi}`;
  const { PAYLOAD_KEYS_FILE, CODEC_PORT: port, TEMPORAL_UI_URL } = loadConfig({ TEMPORAL_UI_URL: ui, ...process.env });
  if (!PAYLOAD_KEYS_FILE) throw new Error('PAYLOAD_KEYS_FILE is not set: payloads are not encrypted.');
  const { origin } = new URL(TEMPORAL_UI_URL);
  const server = await serveCodec(createPayloadCodec(PAYLOAD_KEYS_FILE), { port, origin });
  const { port: taken } = server.address() as { port: number };
  console.log(`Codec endpoint for ${origin}: http://127.0.0.1:${taken}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

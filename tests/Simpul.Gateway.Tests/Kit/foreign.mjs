// Calls a gateway with libraries of others: oauth4webapi for the token, http-message-signatures for the signature. Prints the answer's status and body.
import { createRequire } from 'node:module';
import { createHash, createPrivateKey, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, gateway, pem, keyId] = process.argv.slice(2);
const require = createRequire(pathToFileURL(modules + '/'));
const oauth = await import(pathToFileURL(require.resolve('oauth4webapi')).href);
const { httpbis: { signMessage }, createSigner } = require('http-message-signatures');

const key = createPrivateKey(readFileSync(pem));
const cryptoKey = await webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
const issuer = new URL(gateway);
const insecure = { [oauth.allowInsecureRequests]: true };
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }));
const client = { client_id: 'dinsos' };
const granted = await oauth.processClientCredentialsResponse(server, client,
  await oauth.clientCredentialsGrantRequest(server, client, oauth.PrivateKeyJwt({ key: cryptoKey, kid: keyId }), new URLSearchParams(), insecure));

const body = JSON.stringify({ nik: '1671012345678901' });
const signed = await signMessage({
  key: { ...createSigner(key, 'ecdsa-p256-sha256', keyId), id: keyId },
  fields: ['@method', '@target-uri', 'content-digest', 'content-type'],
  params: ['created', 'keyid', 'alg'],
}, {
  method: 'POST',
  url: gateway + '/layanan/penduduk/v1/penduduk',
  headers: { 'content-type': 'application/json', 'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:` },
});
const answer = await fetch(signed.url, { method: 'POST', body, headers: { ...signed.headers, authorization: `Bearer ${granted.access_token}` } });
console.log(answer.status, await answer.text());

"""A passkey in software: it answers as a phone would, so that no browser is needed."""

import hashlib
import json
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, WITH_KEY = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV, AuthenticatorData.FLAG.AT


class Passkey:
    """One passkey of one site. `verified=False` is a key that asks its owner for nothing but a touch."""

    def __init__(self, *, host="testserver", origin="https://testserver", verified=True):
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
        self.host, self.origin = hashlib.sha256(host.encode()).digest(), origin
        self.flags = PRESENT | (VERIFIED if verified else 0)
        self.owner = b""

    def made(self, options):
        """What a browser sends when it has made the passkey."""
        self.owner = options.get("user", {}).get("id", "").encode()
        of_the_key = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(self.host, self.flags | WITH_KEY, 0, of_the_key)
        said = {"attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {})))}
        return self._sent(said, "webauthn.create", options)

    def answer(self, options):
        """What a browser sends to sign its owner in."""
        data = AuthenticatorData.create(self.host, self.flags, 1)
        client = self._client("webauthn.get", options)
        signed = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(signed),
            "userHandle": self.owner.decode(),
        }
        return self._sent(said, "webauthn.get", options)

    def _client(self, kind, options):
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _sent(self, said, kind, options):
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": websafe_encode(self._client(kind, options)), **said},
        }

#!/usr/bin/env python3
"""Signs a statement about a contract with a key that stays where it is: a second, small implementation of what docs/bus-protocol.md says.

    sign-contract.py KEY.pem CONTRACT.json accept|refuse|revoke MEMBER [REASON]

KEY.pem is an unencrypted EC P-256 private key; CONTRACT.json the canonical contract as the platform gives it. Prints one line, to be handed in. Needs openssl and nothing
else; sends nothing anywhere.
"""
import base64, datetime, hashlib, json, subprocess, sys


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def openssl(*arguments, data=None):
    return subprocess.run(("openssl",) + arguments, input=data, stdout=subprocess.PIPE, check=True).stdout


def integers(der):
    """The two integers of an ECDSA signature in DER, 32 bytes each."""
    at, found = 2 if der[1] < 0x80 else 3, []
    for _ in range(2):
        length = der[at + 1]
        found.append(der[at + 2:at + 2 + length].lstrip(b"\0").rjust(32, b"\0"))
        at += 2 + length
    return b"".join(found)


def main():
    if len(sys.argv) not in (5, 6) or sys.argv[3] not in ("accept", "refuse", "revoke"):
        sys.exit(__doc__)
    key, contract, statement, member = sys.argv[1:5]
    reason = sys.argv[5] if len(sys.argv) == 6 else None
    if statement != "accept" and not reason:
        sys.exit("refuse and revoke need a reason")
    with open(contract, "rb") as file:
        content = file.read()
    said = json.loads(content)
    identity = hashlib.sha256(content).hexdigest()
    parties = (said["consumer"]["member"], said["provider"]["member"])
    if member not in parties:
        sys.exit(f"{member} is no party of this contract; its parties are {parties[0]} and {parties[1]}")
    print(f"Contract {identity}\n  {said['purpose']['text']}\n  {parties[0]} calls {said['service']['code']}/{said['service']['version']} of {parties[1]} until {said['valid']['until']}", file=sys.stderr)
    spki = openssl("pkey", "-in", key, "-pubout", "-outform", "DER")
    header = {"alg": "ES256", "kid": b64(hashlib.sha256(spki).digest()), "typ": "simpul-contract+jws"}
    payload = {"contract": identity, "statement": statement, "by": member, "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")}
    if reason:
        payload["reason"] = reason
    signed = ".".join(b64(json.dumps(part, separators=(",", ":"), ensure_ascii=False).encode()) for part in (header, payload))
    print(signed + "." + b64(integers(openssl("dgst", "-sha256", "-sign", key, data=signed.encode()))))


main()

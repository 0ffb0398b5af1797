#!/usr/bin/env python3
"""Verifies the receipt of an exchange (docs/bus-protocol.md): verify-receipt.py RECEIPT.json [GATEWAY-KEY.pem [RESPONSE-BODY]] [--keys PUBLISHED.json] [--target "GET /path?query"] [--officer ID]. Python 3.8, nothing else."""
import argparse, base64, datetime, hashlib, hmac, json, re, sys
def must(holds, otherwise): holds or sys.exit("NOT PROVED: " + otherwise)
def sha(data): return hashlib.sha256(data).digest()
def whole(data): return int.from_bytes(data, "big")
def unbase64(text): return base64.b64decode(text, validate=True)
def unbase64url(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
def key_of(pem): return unbase64("".join(line for line in pem.split("\n") if not line.startswith("-----")))
def canonical(v):  # RFC 8785
    if isinstance(v, dict): return "{" + ",".join(canonical(k) + ":" + canonical(v[k]) for k in sorted(v, key=lambda k: k.encode("utf-16-be"))) + "}"
    if isinstance(v, list): return "[" + ",".join(map(canonical, v)) + "]"
    must(not isinstance(v, float), "a fraction stands where none may be")
    return json.dumps(v, ensure_ascii=False)
def root(r, fn, sn, path):  # RFC 9162, 2.1.3.2
    for p in path:
        must(sn > 0, "the path is too long")
        r = sha(b"\1" + p + r) if fn & 1 or fn == sn else sha(b"\1" + r + p)
        while fn == sn and not fn & 1: fn, sn = fn >> 1, sn >> 1
        fn, sn = fn >> 1, sn >> 1
    return must(sn == 0, "the path is too short") or r
P, N = 2**256 - 2**224 + 2**192 + 2**96 - 1, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
G = 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296, 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5
def add(a, b):  # points of P-256; None is the point at infinity
    if not a or not b: return a or b
    if a[0] == b[0] and a[1] != b[1]: return None
    m = (3 * a[0]**2 - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (m * m - a[0] - b[0]) % P
    return x, (m * (a[0] - x) - a[1]) % P
def times(k, a): return add(times(k // 2, add(a, a)), a if k & 1 else None) if k else None
def signed(text, r, s, key):  # ECDSA with SHA-256
    must(len(key) == 91 and key[:27].hex() == "3059301306072a8648ce3d020106082a8648ce3d03010703420004", "a key is not on P-256")
    point = 0 < r < N and 0 < s < N and add(times(whole(sha(text)) * pow(s, -1, N) % N, G), times(r * pow(s, -1, N) % N, (whole(key[27:59]), whole(key[59:]))))
    return bool(point) and point[0] % N == r
def signed_der(text, der, key): return signed(text, whole(der[4:4 + der[3]]), whole(der[6 + der[3]:]), key)
def micros(text):  # RFC 3339, as microseconds since 1970
    moment, fraction, zone = re.fullmatch(r"([^.Z+]+?)(\.\d+)?(Z|[+-]\d\d:\d\d)", text).groups()
    return round(datetime.datetime.strptime(moment + zone.replace("Z", "+00:00"), "%Y-%m-%dT%H:%M:%S%z").timestamp()) * 10**6 + int((fraction or ".0")[1:7].ljust(6, "0"))
def parts(data):  # DER: (tag, contents, the element whole) one after the other
    found = []
    while data:
        at, size = (2, data[1]) if data[1] < 128 else (data[1] - 126, whole(data[2:data[1] - 126]))
        found, data = found + [(data[0], data[at:at + size], data[:at + size])], data[at + size:]
    return found
def inside(data, *path):  # the contents of an element within elements
    for step in path: data = parts(data)[step][1]
    return data
HASHES = {"608648016503040201": hashlib.sha256, "608648016503040202": hashlib.sha384, "608648016503040203": hashlib.sha512}
def stamped(token, note):  # RFC 3161, RFC 5652: when the authority saw the note, and by which certificate it says so
    content = parts(inside(token, 0, 1, 0))
    info, signer = inside(content[2][1], 1, 0), parts(inside(content[-1][1], 0))
    fields, hashed, attributes = parts(inside(info, 0)), HASHES[inside(signer[2][1], 0).hex()], next(one for one in signer if one[0] == 0xa0)
    must(HASHES[inside(fields[2][1], 0, 0).hex()](note).digest() == inside(fields[2][1], 1), "the time stamp is over something else")
    said = {inside(one, 0).hex(): inside(one, 1, 0) for _, one, _ in parts(attributes[1])}
    must(hashed(info).digest() == said["2a864886f70d010904"], "the time stamp's content is not what its authority signed")
    text, signature = b"\x31" + attributes[2][1:], next(one for one in reversed(signer) if one[0] == 4)[1]
    for _, _, certificate in parts(next(one for one in content if one[0] == 0xa0)[1]):
        body = [one for one in parts(inside(certificate, 0, 0)) if one[0] != 0xa0]
        if body[0][1] != parts(signer[1][1])[-1][1]: continue  # another serial number
        if len(body[5][2]) == 91: holds = hashed is hashlib.sha256 and signed_der(text, signature, body[5][2])
        else:  # RSA, RFC 8017 section 9.2
            (n, e), name = (whole(one) for _, one, _ in parts(inside(inside(body[5][1], 1)[1:], 0))), next(oid for oid, one in HASHES.items() if one is hashed)
            digest = bytes.fromhex("30%02x300d0609%s050004%02x" % (17 + hashed().digest_size, name, hashed().digest_size)) + hashed(text).digest()
            holds = pow(whole(signature), e, n) == whole(b"\1" + b"\xff" * ((n.bit_length() + 7) // 8 - 3 - len(digest)) + b"\0" + digest)
        return must(holds, "the time stamp is not signed by its certificate") or (next(one for tag, one, _ in fields if tag == 0x18).decode(), sha(certificate).hex())
    must(False, "the time stamp does not carry its certificate")

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("receipt"), arguments.add_argument("key", nargs="?"), arguments.add_argument("body", nargs="?")
arguments.add_argument("--keys"), arguments.add_argument("--target"), arguments.add_argument("--officer")
given = arguments.parse_args()
receipt = json.load(open(given.receipt, encoding="utf-8"))
published = json.load(open(given.keys, encoding="utf-8")) if given.keys else None
over = []  # when the gateway's key ended; by whom a time stamp is is not looked at here, so that it changes nothing
must(published is None or published["format"] == "simpul-keys/1", "these are no published keys")
def ends(key): return min([micros(key[name]) for name in ("until", "revoked") if key.get(name)], default=None)  # from when on nothing that it signs counts
proof, contract = receipt["proof"], receipt["contract"]
record, key, (text, signatures) = proof["event"], key_of(proof["publicKey"]), proof["checkpoint"].rsplit("\n\n", 1)
origin, size, expected = text.split("\n")[:3]
must(receipt["format"] == "simpul-receipt/1" and record["format"] == "simpul-exchange/1", "this is no receipt of an exchange")
must(0 <= proof["index"] < int(size), "the entry lies outside the log")
must(root(sha(b"\0" + canonical(record).encode()), proof["index"], int(size) - 1, map(unbase64, proof["inclusion"])) == unbase64(expected), "the record is not in the signed log")
lines = [unbase64(line.split(" ")[2]) for line in signatures.split("\n") if line.startswith("\u2014 " + origin + " ")]
must(any(line[:4] == sha(key)[:4] and signed_der((text + "\n").encode(), line[4:], key) for line in lines), "the key did not sign the checkpoint")
must(not given.key or key_of(open(given.key).read()) == key, "the key is not the one that the gateway published")
if published:
    logs = [k for k in published["keys"] if k["by"] == "gateway:" + origin and "log" in k["use"] and unbase64(k["spki"]) == key]
    must(logs or given.key, "the key is not one that the gateway published")
    made = [micros(line[5:]) for line in text.split("\n") if line.startswith("time ")]
    must(all(ends(k) is None or made and made[0] < ends(k) for k in logs[:1]), "the gateway's key ended, and the checkpoint is not from before")
    over = [datetime.datetime.fromtimestamp(ends(k) // 10**6, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S") for k in logs[:1] if ends(k) is not None]
identity = sha(canonical(contract).encode()).hex()
must(record["contract"] == identity and record["operation"] in contract["operations"], "the contract in the file is not the record's")
must((record["caller"], record["provider"]) == (contract["consumer"]["member"], contract["provider"]["member"]), "the parties are not the contract's")
must(micros(contract["valid"]["from"]) <= record["times"][0] < micros(contract["valid"]["until"]), "the exchange was not within the contract's validity")
must(len(receipt["statements"]) <= 50 and len(receipt["keys"]) <= 50, "there are too many statements or keys")
must(len({(k["by"], k["id"]) for k in receipt["keys"]}) == len(receipt["keys"]), "two keys have the same name")
said, called, parties = {}, record["times"][0], {**{member: "member:" + member for member in (record["caller"], record["provider"])}, contract["hub"]: "hub:" + contract["hub"]}
keys = [(by, k) for by, name in parties.items() for k in published["keys"] if k["by"] == name and "contract" in k["use"]] if published else [(k["by"], k) for k in receipt["keys"]]
for jws in receipt["statements"]:
    head, body, signature = jws.split(".")
    what, header, raw = json.loads(unbase64url(body)), json.loads(unbase64url(head)), unbase64url(signature)
    at = micros(what["at"])
    for by, key_by in keys:
        if by != what["by"] or key_by["id"] != header["kid"]: continue
        if (key_by.get("from") and at < micros(key_by["from"])) or (ends(key_by) is not None and at >= ends(key_by)): continue  # the key was not valid then
        if what["contract"] == identity and header["alg"] == "ES256" and signed(f"{head}.{body}".encode(), whole(raw[:32]), whole(raw[32:]), unbase64(key_by["spki"])): said.setdefault((what["statement"], what["by"]), []).append(at)
needed = {("accept", record["caller"]), ("accept", record["provider"]), ("clear", contract["hub"])}
must(needed <= set(said), "not all have signed the contract" + (" by keys that are published" if published else ""))
must(all(min(said[one]) <= called + 300 * 10**6 for one in needed), "a signature under the contract was made after the exchange")
must(all(min(when) + 900 * 10**6 >= called for (what, by), when in said.items() if what in ("revoke", "refuse") and by in (record["caller"], record["provider"], contract["hub"])), "the contract was ended before the exchange")
stamp = "no time stamp yet" if "timeStamp" not in receipt else "time stamp %s by the certificate %s" % stamped(unbase64(receipt["timeStamp"]), proof["checkpoint"].encode())
must(not given.body or base64.b64encode(sha(open(given.body, "rb").read())).decode() == record.get("response"), "the body is not the one of the record")
def opens(name, value): return base64.b64encode(hmac.new(unbase64(receipt["commitmentKey"]), value.encode(), "sha256").digest()).decode() == record.get(name)
must(not (given.target or given.officer) or "commitmentKey" in receipt, "the receipt has no key that opens target and officer")
must(not given.target or opens("target", given.target), "the record is of another call (give the path below /layanan/{code}/{version})")
must(not given.officer or opens("officer", given.officer), "the record is of another officer, or of none")
print(f"{canonical(record)}\nis entry {proof['index']} of the log {origin}, which had {size} entries when the key {sha(key).hex()} signed it{''.join(f'; it ended {at} UTC, and that this is from before rests on that key alone' for at in over)}; {identity} is signed by {', '.join(sorted(by for _, by in said))}; {stamp}; the parties' signatures are by {'published keys' if published else 'keys in the file, NOT compared with published ones (give --keys)'}.")

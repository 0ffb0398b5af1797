#!/usr/bin/env python3
"""Verifies one event of a Simpul journal (docs/journal.md): verify-proof.py PROOF.json [PUBLISHED-KEY.pem]. Python 3.8, nothing else."""
import base64, hashlib, json, sys
from decimal import Decimal

def must(holds, otherwise): holds or sys.exit("NOT PROVED: " + otherwise)
def sha(data): return hashlib.sha256(data).digest()
def whole(data): return int.from_bytes(data, "big")
def unbase64(text): return base64.b64decode(text, validate=True)
def key_of(pem): return unbase64("".join(line for line in pem.split("\n") if not line.startswith("-----")))

def canonical(v):  # RFC 8785
    if isinstance(v, dict): return "{" + ",".join(canonical(k) + ":" + canonical(v[k]) for k in sorted(v, key=lambda k: k.encode("utf-16-be"))) + "}"
    if isinstance(v, list): return "[" + ",".join(map(canonical, v)) + "]"
    return number(v) if isinstance(v, float) else json.dumps(v, ensure_ascii=False)

def number(x):  # as ECMAScript writes it: x = 0.digits * 10^point
    sign, digits, exponent = Decimal(repr(x)).normalize().as_tuple()
    d, point, minus = "".join(map(str, digits)), len(digits) + exponent, "-" * sign
    if x == 0: return "0"
    if not -6 < point <= 21: return minus + d[0] + "." * (len(d) > 1) + d[1:] + "e" + "+" * (point > 0) + str(point - 1)
    return minus + ("0." + "0" * -point + d if point <= 0 else d.ljust(point, "0") if len(d) <= point else d[:point] + "." + d[point:])

def root(r, fn, sn, path):  # RFC 9162, 2.1.3.2
    for p in path:
        must(sn > 0, "the path is too long")
        r = sha(b"\1" + p + r) if fn & 1 or fn == sn else sha(b"\1" + r + p)
        while fn == sn and not fn & 1: fn, sn = fn >> 1, sn >> 1  # up to where there is a left sibling
        fn, sn = fn >> 1, sn >> 1
    return must(sn == 0, "the path is too short") or r

P, N = 2**256 - 2**224 + 2**192 + 2**96 - 1, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
G = 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296, 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5
def add(a, b):  # two points of the curve P-256; None is the point at infinity
    if not a or not b: return a or b
    if a[0] == b[0] and a[1] != b[1]: return None
    m = (3 * a[0]**2 - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (m * m - a[0] - b[0]) % P
    return x, (m * (a[0] - x) - a[1]) % P
def times(k, a): return add(times(k // 2, add(a, a)), a if k & 1 else None) if k else None
def signed(text, signature, key):  # ECDSA with SHA-256, the signature in DER
    end = 4 + signature[3]
    r, s, e = whole(signature[4:end]), whole(signature[end + 2:]), whole(sha(text))
    point = 0 < r < N and 0 < s < N and add(times(e * pow(s, -1, N) % N, G), times(r * pow(s, -1, N) % N, (whole(key[27:59]), whole(key[59:]))))
    return bool(point) and point[0] % N == r

proof = json.load(open(sys.argv[1], encoding="utf-8"))
event, key, (text, signatures) = proof["event"], key_of(proof["publicKey"]), proof["checkpoint"].rsplit("\n\n", 1)
(origin, size, expected), leaf = text.split("\n")[:3], sha(b"\0" + canonical(event).encode())
must(leaf == unbase64(proof["leafHash"]) and event.get("index", proof["index"]) == proof["index"], "the event was altered")
must(0 <= proof["index"] < int(size) == proof["treeSize"], "the index or the size is not the checkpoint's")
must(root(leaf, proof["index"], int(size) - 1, map(unbase64, proof["inclusion"])) == unbase64(expected), "the event is not in the signed log")
must(len(key) == 91 and key[:27].hex() == "3059301306072a8648ce3d020106082a8648ce3d03010703420004", "the key is not on P-256")
lines = [unbase64(line.split(" ")[2]) for line in signatures.split("\n") if line.startswith("\u2014 " + origin + " ")]
must(any(line[:4] == sha(key)[:4] and signed((text + "\n").encode(), line[4:], key) for line in lines), "the key did not sign the checkpoint")
must(len(sys.argv) < 3 or key_of(open(sys.argv[2]).read()) == key, "the key is not the published one")
print(f"{canonical(event)}\nis event {proof['index']} of the log {origin}, which had {size} events when the key {sha(key).hex()} signed it.")

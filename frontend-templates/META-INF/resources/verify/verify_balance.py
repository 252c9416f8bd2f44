#!/usr/bin/env python3
"""Checks a Plainsight proof file offline. Python 3.8 or newer, standard library only.

    python3 verify_balance.py PROOF --uid 100200300 --email alice@example.com [--phrase "…"] [--log-key KEY]

The proof file never says who you are: you do. The log's key must come from a source you trust (your statement, a
friend, a newspaper), not from whoever gave you the file. Exit code 0: everything held; 1: something failed or could
not be checked; 2: wrong use. The formulas are those of docs/formats/liabilities.md.
"""

import argparse
import base64
import functools
import hashlib
import json
import re
import sys
import unicodedata
from datetime import datetime, timedelta, timezone

LIMIT = 1 << 127  # every amount, sum and total is below
WHOLE = (1 << 53) - 1  # the largest whole number that every JSON reader keeps
OK, FAILED, NOT_CHECKED = "ok", "failed", "not checked"


class Refused(Exception):
    """The text is not of its format."""


def need(holds, otherwise):
    if not holds:
        raise Refused(otherwise)


# ---- hashes: every input begins with the tag kind u8 | p u8 | q u16; numbers are big-endian


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def u(value, width):
    return value.to_bytes(width, "big")


def tag(kind, p=0, q=0):
    return u(kind, 1) + u(p, 1) + u(q, 2)


def lp(text):
    encoded = text.encode("utf-8", "replace")
    return u(len(encoded), 2) + encoded


def identity_digest(uid, email, phrase):
    lowered = re.sub("[A-Z]", lambda m: m.group().lower(), email.strip(" "))
    return sha(tag(3), lp(uid), lp(unicodedata.normalize("NFC", lowered)), lp(unicodedata.normalize("NFC", phrase)))


def fold(prefix, index, size, leaf, path):
    """The root that a path of RFC 6962's shape leads to; None where its length is wrong."""
    if index >= size:
        return None
    node, used, last = leaf, 0, size - 1
    while last > 0:
        if index & 1 or index != last:
            if used == len(path):
                return None
            node = sha(prefix, path[used], node) if index & 1 else sha(prefix, node, path[used])
            used += 1
        index, last = index >> 1, last >> 1
    return node if used == len(path) else None


def fold_sums(asset, chunk, secret):
    """Hash and sum of the root that a leaf leads to; None where a sum reaches the limit."""
    node, total = sha(tag(0, chunk["c"], asset["index"]), secret, u(chunk["amount"], 16)), chunk["amount"]
    for level, (other, other_sum) in enumerate(chunk["path"], 1):
        if total + other_sum >= LIMIT:
            return None
        mine, its = node + u(total, 16), other + u(other_sum, 16)
        pair = its + mine if chunk["position"] >> (level - 1) & 1 else mine + its
        node, total = sha(tag(1, level, asset["index"]), pair), total + other_sum
    return node, total


# ---- Ed25519 (RFC 8032), verification only. Points of small or mixed order and numbers not in their shortest form, about
# ---- which verifiers in the field disagree, are refused; no honest signer makes any.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def decode_point(raw):
    number = int.from_bytes(raw, "little")
    y, odd = number & (1 << 255) - 1, number >> 255
    if len(raw) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    if x * x % P != square or x == 0:
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def add_points(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def sum_points(s, base, k, other):
    """s·base + k·other."""
    both, point = add_points(base, other), (0, 1, 1, 0)
    for bit in range(255, -1, -1):
        point = add_points(point, point)
        choice = (s >> bit & 1, k >> bit & 1)
        if any(choice):
            point = add_points(point, both if all(choice) else base if choice[0] else other)
    return point


@functools.lru_cache(maxsize=64)
def is_sound(key):
    """Whether the key is a point of the prime-order group: its order times it is the neutral point."""
    a = decode_point(key)
    x, y, z, _ = sum_points(ORDER, a, 0, a) if a else (1, 0, 0, 0)
    return x == 0 and y == z


def ed25519(key, message, signature):
    """Whether S·B = R + k·A, which with a sound key holds for no R of another group."""
    r, s = decode_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or not is_sound(key) or r is None or s >= ORDER:
        return False
    a = decode_point(key)
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    base = decode_point(bytes([0x58]) + bytes([0x66]) * 31)
    point = sum_points(s, base, k, (P - a[0], a[1], 1, P - a[3]))
    return (point[0] - r[0] * point[2]) % P == 0 and (point[1] - r[1] * point[2]) % P == 0


# ---- strict reading


def read_json(raw):
    def members(pairs):
        need(len({name for name, _ in pairs}) == len(pairs), "a name stands twice")
        return dict(pairs)

    def whole(text):
        need(text != "-0" and len(text) <= 17 and abs(int(text)) <= WHOLE, "not a whole number")
        return int(text)

    def never(text):
        raise Refused("not a whole number: " + text)

    def depth(value):
        below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return 1 + max(map(depth, below), default=0) if isinstance(value, (dict, list)) else 0

    try:
        text = raw.decode("utf-8")
        need(len(text) <= 1 << 24, "too long")
        value = json.loads(text, object_pairs_hook=members, parse_int=whole, parse_float=never, parse_constant=never)
        need(depth(value) <= 32, "nested too deep")
        return value
    except (UnicodeDecodeError, ValueError, RecursionError) as wrong:
        raise Refused("not JSON: %s" % wrong) from None


def members_of(value, *names):
    need(isinstance(value, dict), "not an object")
    need(all(name in names for name in value), "an unknown member")
    return value


def text_of(o, name, pattern=None):
    value = o.get(name)
    need(isinstance(value, str) and (pattern is None or re.fullmatch(pattern, value)), name + " is wrong")
    return value


def number_of(o, name, low, high=WHOLE):
    value = o.get(name)
    need(type(value) is int and low <= value <= high, name + " is wrong")
    return value


def list_of(o, name, read):
    value = o.get(name)
    need(isinstance(value, list), name + " is wrong")
    return [read(item) for item in value]


def amount_of(value):
    need(isinstance(value, str) and re.fullmatch("0|[1-9][0-9]{0,38}", value) and int(value) < LIMIT, "not an amount")
    return int(value)


def hash_of(value):
    need(isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value), "not a hash")
    return bytes.fromhex(value)


def rising(items, name):
    return bool(items) and all(a[name] < b[name] for a, b in zip(items, items[1:]))


def read_header(value):
    hashes = ("assets_root", "previous_header", "manifest_sha256", "policy_sha256")
    o = members_of(value, "version", "snapshot", "cut_off", "tree_count", *hashes)
    number_of(o, "version", 1, 1)
    cut_off = text_of(o, "cut_off", r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z")
    need(not cut_off.endswith(".000Z"), "cut_off is wrong")
    try:
        moment = datetime.strptime(cut_off, "%Y-%m-%dT%H:%M:%S.%fZ" if "." in cut_off else "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise Refused("cut_off is wrong") from None
    millis = (moment.replace(tzinfo=timezone.utc) - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(milliseconds=1)
    need(millis >= 0 and moment.second == int(cut_off[17:19]), "cut_off is wrong")
    header = {name: hash_of(o.get(name)) for name in hashes}
    header.update(snapshot=bytes.fromhex(text_of(o, "snapshot", "[0-9a-f]{32}")), cut_off=cut_off, millis=millis,
                  tree_count=number_of(o, "tree_count", 1, 65536))
    return header


def read_chunk(value, depth):
    def node(pair):
        need(isinstance(pair, list) and len(pair) == 2, "not a [hash, sum]")
        return hash_of(pair[0]), amount_of(pair[1])

    o = members_of(value, "c", "amount", "position", "path")
    path = list_of(o, "path", node)
    need(len(path) == depth, "a path that is not as long as the tree is deep")
    return {"c": number_of(o, "c", 0, 255), "amount": amount_of(o.get("amount")),
            "position": number_of(o, "position", 0, (1 << depth) - 1), "path": path}


def read_asset(value):
    o = members_of(value, "index", "asset", "kind", "decimals", "depth", "total", "chunks", "top_path")
    depth = number_of(o, "depth", 3, 48)
    asset = text_of(o, "asset", r"[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}/[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}")
    need(not re.match(r"eip155:[^/]*/(?!slip44:).*[A-Z]", asset), "not a canonical asset")
    chunks = list_of(o, "chunks", lambda chunk: read_chunk(chunk, depth))
    need(rising(chunks, "c"), "chunks out of order")
    return {"index": number_of(o, "index", 0, 65535), "asset": asset, "kind": number_of(o, "kind", 0, 255),
            "decimals": number_of(o, "decimals", 0, 255), "depth": depth, "total": amount_of(o.get("total")),
            "chunks": chunks, "amount": sum(c["amount"] for c in chunks), "top_path": list_of(o, "top_path", hash_of)}


def read_proof(raw):
    o = members_of(read_json(raw), "format", "header", "salt", "assets", "statement", "log")
    need(o.get("format") == "plainsight-proof-v1", "another format")
    assets = list_of(o, "assets", read_asset)
    need(rising(assets, "index"), "assets out of order")
    s = members_of(o.get("statement"), "position", "count", "path", "key", "sig")
    log = o.get("log")
    if log is not None:
        members_of(log, "index", "entry", "receipt")
        log = {"index": number_of(log, "index", 0), "entry": text_of(log, "entry"), "receipt": text_of(log, "receipt")}
    return {"header": read_header(o.get("header")), "salt": hash_of(o.get("salt")), "assets": assets, "log": log,
            "paths": sha(tag(9, 2), canonical(o["assets"])),
            "statement": {"position": number_of(s, "position", 0), "count": number_of(s, "count", 1),
                          "path": list_of(s, "path", hash_of), "key": text_of(s, "key", "[0-9a-f]{64}"),
                          "sig": base64.b64decode(text_of(s, "sig", "[A-Za-z0-9+/]{85}[AQgw]=="))}}


# ---- the log: entry, receipt (c2sp.org/tlog-proof), checkpoint (c2sp.org/tlog-checkpoint)


def bytes_of(text):
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("not base64") from None
    need(base64.b64encode(value).decode() == text, "not base64")
    return value


def decimal_of(text):
    need(re.fullmatch("0|[1-9][0-9]{0,18}", text) and int(text) < 1 << 63, "not a number")
    return int(text)


def read_key(line):
    parts = line.strip().split("+", 2)
    need(len(parts) == 3 and parts[0] and not re.search(r"\s", parts[0]), "a log key is written name+id+base64")
    typed = bytes_of(parts[2])
    need(len(typed) == 33 and typed[0] == 1, "not an Ed25519 key")
    need(sha(parts[0].encode() + b"\n", typed)[:4].hex() == parts[1], "the key has another id than it says")
    return {"name": parts[0], "id": parts[1], "raw": typed[1:]}


def read_note(note):
    blank = note.rfind("\n\n")
    need(blank >= 0 and note.endswith("\n") and blank + 2 < len(note), "not a signed note")
    text, signatures = note[:blank + 1], []
    need(not re.search("[\x00-\x09\x0b-\x1f]", text), "a control character")
    for line in note[blank + 2:-1].split("\n"):
        found = re.fullmatch("\u2014 ([^\\s+]+) (\\S+)", line)
        need(found, "not a signature line")
        value = bytes_of(found.group(2))
        need(len(value) > 4 and len(signatures) < 64, "not a signature line")
        signatures.append((found.group(1), value[:4].hex(), value[4:]))
    return text, signatures


def check_receipt(log, entry, key):
    """What is wrong; None where the entry stands at its place in the tree that the log signed."""
    head, _, note = log["receipt"].partition("\n\n")
    lines = head.split("\n")
    need(len(log["receipt"]) <= 2_000_000 and lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a receipt")
    if lines and lines[0].startswith("extra "):
        bytes_of(lines.pop(0)[6:])
    need(lines and lines[0].startswith("index "), "not a receipt")
    at = decimal_of(lines.pop(0)[6:])
    path = [bytes_of(line) for line in lines]
    need(len(path) <= 63 and all(len(h) == 32 for h in path), "not a receipt")
    text, signatures = read_note(note)
    checkpoint = text[:-1].split("\n")
    need(len(checkpoint) >= 3 and "" not in checkpoint[:1] + checkpoint[3:], "not a checkpoint")
    size, root = decimal_of(checkpoint[1]), bytes_of(checkpoint[2])
    need(len(root) == 32, "not a checkpoint")
    if at != log["index"]:
        return "the receipt is for another entry of the log"
    signed = [value for name, id_, value in signatures if (name, id_) == (key["name"], key["id"])]
    if not signed or not all(ed25519(key["raw"], text.encode(), value) for value in signed):
        return "the checkpoint is not signed by the log's key"
    if checkpoint[0] != key["name"]:
        return "the checkpoint is of another log"
    return None if fold(b"\x01", at, size, sha(b"\x00", entry), path) == root else "the entry is not in the signed tree"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def read_entry(entry):
    """What the log entry says and who signed it."""
    o = read_json(entry)
    need(isinstance(o, dict) and canonical(o) == entry and sorted(o) == ["body", "sigs", "type", "v"], "not a statement")
    need(o["type"] == "liabilities" and o["v"] == 1 and isinstance(o["body"], dict), "not a liabilities statement")
    need(isinstance(o["sigs"], list) and o["sigs"], "an unsigned statement")
    message = b"plainsight-statement-v1\n" + canonical({name: o[name] for name in ("body", "type", "v")})
    for s in o["sigs"]:
        members_of(s, "key", "sig")
        need(ed25519(hash_of(s.get("key")), message, bytes_of(text_of(s, "sig"))), "a signature that does not hold")
    return o["body"], [s["key"] for s in o["sigs"]]


def logged_header(log, key_line):
    """(statement, signers, None, None), or why it could not be checked, or why it fails."""
    if log is None:
        return None, [], "the file carries no log receipt; download it again", None
    if key_line is None:
        return None, [], "no --log-key was given; take it from a source you trust", None
    try:
        entry = log["entry"].encode("utf-8", "replace")
        wrong = check_receipt(log, entry, read_key(key_line))
        return (None, [], None, wrong) if wrong else (*read_entry(entry), None, None)
    except Refused as wrong:
        return None, [], None, str(wrong)


# ---- the steps


def check_log(header, digest, statement, missing, wrong):
    if missing or wrong:
        return ("log", NOT_CHECKED, missing) if missing else ("log", FAILED, wrong)
    file = lambda name: (statement.get(name) or {}).get("sha256") if isinstance(statement.get(name), dict) else None
    same = (
        statement.get("header") == digest.hex() and statement.get("snapshot") == header["snapshot"].hex()
        and statement.get("cut_off") == header["cut_off"] and statement.get("version") == 1
        and statement.get("tree_count") == header["tree_count"]
        and statement.get("assets_root") == header["assets_root"].hex()
        and statement.get("previous_header") == header["previous_header"].hex()
        and file("manifest") == header["manifest_sha256"].hex() and file("policy") == header["policy_sha256"].hex())
    return ("log", OK, "the snapshot is the one in the public log") if same else (
        "log", FAILED, "the snapshot is not the one in the public log")


def check_asset(header, asset, secret):
    positions = [chunk["position"] for chunk in asset["chunks"]]
    for i, chunk in enumerate(asset["chunks"]):
        if chunk["position"] in positions[:i]:
            return FAILED, "two pieces claim the same place in the tree"
        root = fold_sums(asset, chunk, secret)
        if root is None:
            return FAILED, "a sum on the way to the root reaches 2^127"
        if root[1] != asset["total"]:
            return FAILED, "the sums on the way to the root do not add up to the total"
        record = sha(tag(6, asset["depth"], asset["index"]), header["snapshot"], root[0], u(root[1], 16),
                     u(asset["decimals"], 1), u(asset["kind"], 1), lp(asset["asset"]))
        top = fold(tag(7), asset["index"], header["tree_count"], record, asset["top_path"])
        if top != header["assets_root"]:
            return FAILED, "it does not lead to the published root: check what you typed; or the proof is not yours, or changed"
    if asset["amount"] > asset["total"]:
        return FAILED, "the balance is larger than the published total"
    return OK, "this balance is part of the published total"


def check_statement(proof, digest, secret, statement, signers):
    s = proof["statement"]
    if any(a["amount"] >= LIMIT for a in proof["assets"]):
        return "statement", FAILED, "a balance reaches 2^127"
    balances = [{"amount": str(a["amount"]), "asset": a["asset"], "kind": a["kind"]} for a in proof["assets"]]
    words = canonical({"account": secret.hex(), "balances": balances, "header": digest.hex(),
                       "paths": proof["paths"].hex(), "v": 1})
    root = fold(tag(9, 1), s["position"], s["count"], sha(tag(9), words), s["path"])
    if root is None:
        return "statement", FAILED, "the path to the signed statements has a wrong length"
    signed = "plainsight-balances-v1\n%s\n%d\n%s\n" % (digest.hex(), s["count"], root.hex())
    if not ed25519(bytes.fromhex(s["key"]), signed.encode(), s["sig"]):
        return "statement", FAILED, "the operator's signature does not hold for these balances and paths"
    if statement is None:
        return "statement", NOT_CHECKED, "signed, but whether by the operator's key only the log can tell"
    if s["key"] not in signers:
        return "statement", FAILED, "signed by another key than the snapshot in the log"
    return "statement", OK, "the operator signed exactly these balances, and these paths"


def verify(raw, uid, email, phrase, log_key=None):
    """The steps (name, outcome, words) and the proof as read; None where it cannot be."""
    try:
        proof = read_proof(raw)
    except Refused as wrong:
        return [("file", FAILED, "this is not a proof file: %s" % wrong)], None
    h = proof["header"]
    digest = sha(tag(8, 0, 1), h["snapshot"], u(h["millis"], 8), u(h["tree_count"], 4), h["assets_root"],
                 h["previous_header"], h["manifest_sha256"], h["policy_sha256"])
    secret = sha(tag(2), h["snapshot"], proof["salt"], identity_digest(uid, email, phrase))
    statement, signers, missing, wrong = logged_header(proof["log"], log_key)
    steps = [("file", OK, "a proof file in its one form"), check_log(h, digest, statement, missing, wrong)]
    seen = set()
    for asset in proof["assets"]:
        tree = (asset["asset"], asset["kind"])
        outcome = (FAILED, "the same asset stands twice") if tree in seen else check_asset(h, asset, secret)
        steps.append(("asset %d" % asset["index"], *outcome))
        seen.add(tree)
    steps.append(check_statement(proof, digest, secret, statement, signers))
    return steps, proof


def verdict(steps):
    outcomes = [outcome for _, outcome, _ in steps]
    return "invalid" if FAILED in outcomes else "inconclusive" if NOT_CHECKED in outcomes else "valid"


def coins(amount, decimals):
    digits = str(amount).zfill(decimals + 1)
    whole = "{:,}".format(int(digits[:len(digits) - decimals]))
    return whole + ("." + digits[len(digits) - decimals:] if decimals else "")


def main():
    options = argparse.ArgumentParser(description="Checks a Plainsight proof file offline.")
    options.add_argument("proof", type=argparse.FileType("rb"))
    options.add_argument("--uid", required=True, help="your customer number")
    options.add_argument("--email", required=True, help="your e-mail as it was at the cut-off")
    options.add_argument("--phrase", default="", help="your phrase, if you made one")
    options.add_argument("--log-key", help="the log's key, name+id+base64, from a source you trust")
    o = options.parse_args()
    steps, proof = verify(o.proof.read(), o.uid, o.email, o.phrase, o.log_key)
    for a in proof["assets"] if proof else []:
        print("%s kind %d  %s" % (a["asset"], a["kind"], coins(a["amount"], a["decimals"])))
    for name, outcome, words in steps:
        print("%-12s %s: %s" % (outcome, name, words))
    print(verdict(steps))
    return 0 if verdict(steps) == "valid" else 1


if __name__ == "__main__":
    sys.exit(main())

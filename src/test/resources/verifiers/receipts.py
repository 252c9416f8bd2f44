"""A stranger's client of the log, written from docs/formats/log.md with nothing but Python's own library."""
import base64
import hashlib
import json
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(data):
    number = int.from_bytes(data, "little")
    y, odd = number & (2**255 - 1), number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or x == 0:
        return None
    return (x if x & 1 == odd else P - x, y)


def add(a, b):
    cross = D * a[0] * b[0] * a[1] * b[1] % P
    return (
        (a[0] * b[1] + b[0] * a[1]) * pow(1 + cross, P - 2, P) % P,
        (a[1] * b[1] + a[0] * b[0]) * pow(1 - cross, P - 2, P) % P,
    )


def times(n, a):
    total = (0, 1)
    for bit in bin(n)[2:]:
        total = add(total, total)
        if bit == "1":
            total = add(total, a)
    return total


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or times(L, a) != (0, 1) or times(L, r) != (0, 1):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return times(s, BASE) == add(r, times(k, a))


def read_key(text):
    name, key_id, typed = text.split("+", 2)
    typed = base64.b64decode(typed)
    assert hashlib.sha256(name.encode() + b"\n" + typed).hexdigest()[:8] == key_id
    return name, key_id, typed[0], typed[1:]


def read_note(text):
    blank = text.rindex("\n\n")
    lines = []
    for line in text[blank + 2 : -1].split("\n"):
        dash, name, value = line.split(" ")
        assert dash == "\u2014"
        value = base64.b64decode(value)
        lines.append((name, value[:4].hex(), value[4:]))
    return text[: blank + 1], lines


def signed(note, key):
    """None where the key has not signed; else whether it holds."""
    text, lines = note
    name, key_id, kind, raw = key
    for line in (l for l in lines if l[:2] == (name, key_id)):
        if kind == 1:
            return ed25519(raw, text.encode(), line[2])
        time = int.from_bytes(line[2][:8], "big")
        return ed25519(raw, f"cosignature/v1\ntime {time}\n{text}".encode(), line[2][8:])
    return None


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(index, size, leaf, path):
    """RFC 9162 section 2.1.3.2."""
    fn, sn, r = index, size - 1, leaf
    if index >= size:
        return None
    for p in path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else None


def quorum(note, policy):
    """True where the policy's log signed, every known cosignature holds, and enough witnesses are among them."""
    good, goal, logs = {"none"}, None, []
    for words in (line.split() for line in policy.splitlines() if line.strip() and not line.startswith("#")):
        if words[0] == "log":
            logs.append(signed(note, read_key(words[1])))
        elif words[0] == "witness":
            held = signed(note, read_key(words[2]))
            if held is False:
                return False
            if held:
                good.add(words[1])
        elif words[0] == "group":
            members = words[3:]
            needed = {"any": 1, "all": len(members)}.get(words[2]) or int(words[2])
            if len(good & set(members)) >= needed:
                good.add(words[1])
        else:
            goal = words[1]
    return True in logs and False not in logs and goal in good


def holds(entry, receipt, policy):
    head, checkpoint = receipt.split("\n\n", 1)
    lines = head.split("\n")
    assert lines.pop(0) == "c2sp.org/tlog-proof@v1"
    index = int(lines.pop(0).removeprefix("index "))
    note = read_note(checkpoint)
    size, wanted = note[0].split("\n")[1:3]
    leaf = hashlib.sha256(b"\x00" + entry.encode()).digest()
    found = root(index, int(size), leaf, [base64.b64decode(line) for line in lines])
    return found == base64.b64decode(wanted) and quorum(note, policy)


vectors = json.load(open(sys.argv[2], encoding="utf-8"))
wrong = [v["name"] for v in vectors["receipts"] if holds(v["entry"], v["receipt"], vectors["policy"]) != v["valid"]]
print(json.dumps({"checked": len(vectors["receipts"]), "differ": len(wrong)}, separators=(",", ":")), *wrong)

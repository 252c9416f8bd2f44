"""The Python verifier's Ed25519 over the published special cases. usage: python3 ed25519.py FOLDER-OF-SCRIPT VECTORS"""

import json
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify_balance  # noqa: E402

with open(sys.argv[2], encoding="utf-8") as file:
    vectors = json.load(file)
message = bytes.fromhex(vectors["message"])
wrong = [
    v["name"]
    for v in vectors["signatures"]
    if verify_balance.ed25519(bytes.fromhex(v["key"]), message, bytes.fromhex(v["signature"])) != v["valid"]
]
print(json.dumps({"checked": len(vectors["signatures"]), "differ": len(wrong)}, separators=(",", ":")), *wrong, sep="; ")
sys.exit(1 if wrong else 0)

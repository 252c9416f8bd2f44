"""Runs the Python verifier over vectors, one JSON object a line. usage: python3 vectors.py FOLDER-OF-SCRIPT VECTORS"""

import base64
import json
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify_balance  # noqa: E402

checked = differ = 0
seconds = 0.0
with open(sys.argv[2], encoding="utf-8") as lines:
    for line in lines:
        v = json.loads(line)
        began = time.perf_counter()
        steps, _ = verify_balance.verify(base64.b64decode(v["file"]), v["uid"], v["email"], v["phrase"], v["key"])
        seconds += time.perf_counter() - began
        checked += 1
        found = ", ".join("%s %s" % (name, outcome) for name, outcome, _ in steps)
        if found != v["steps"]:
            differ += 1
            print("%s: %s; expected %s" % (v["name"], found, v["steps"]))
print(json.dumps({"checked": checked, "differ": differ, "micros": round(1e6 * seconds / checked)}))
sys.exit(1 if differ else 0)

#!/usr/bin/env python3
"""A consumer of the address feed, to copy from. Python 3.9 or newer, nothing else.

It keeps labels by address, goes on where it stopped, and never gives labels up for an answer that is broken:
what it cannot trust changes nothing and is told.

  consumer.py https://portal.example state.json     read a portal once; run it every few minutes
  consumer.py --kit docs/conformance/kit            check this consumer against the recorded feeds
"""
import base64
import hashlib
import json
import os
import pathlib
import sys
import urllib.error
import urllib.request

OURS = ("owned", "customer_deposit")
LEAST_PERCENT = 90  # a feed with fewer of the claims before is refused
LARGEST = 4 << 30


class Refused(Exception):
    pass


def require(kept, reason):
    if not kept:
        raise Refused(reason)


class Consumer:
    def __init__(self, state=None):
        state = state or {}
        self.labels = state.get("labels", {})
        self.cursor = state.get("cursor", -1)
        self.log_size = state.get("log_size", 0)
        self.count = state.get("count", 0)
        self.alarms = []

    def state(self):
        return {"labels": self.labels, "cursor": self.cursor, "log_size": self.log_size, "count": self.count}

    def path(self):
        return "/feed/v1/addresses.json" if self.log_size == 0 else f"/feed/v1/changes?after={self.cursor}"

    def take(self, path, status, digest, body):
        """Takes one answer in; returns whether to go on with the next at once."""
        try:
            require(status == 200, f"answered {status}")
            fits = "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode() + ":"
            require(digest == fits, "the digest is not of these bytes")
            feed = json.loads(body)
            require(feed["feed"] == "plainsight-addresses-v1", "no feed of this version")
            require(feed["log_size"] >= self.log_size, "the log shrank")
            whole = "addresses" in feed
            entries = feed["addresses" if whole else "changes"]
            require(len(entries) == feed["count"], "the count is wrong")
            return self.replace(feed, entries) if whole else self.follow(feed, entries)
        except Refused as e:
            self.alarms.append(f"{path}: {e}")
        except (ValueError, KeyError, TypeError, AttributeError) as e:
            self.alarms.append(f"{path}: no feed ({type(e).__name__})")
        return False

    def replace(self, feed, entries):
        require(len(entries) * 100 >= self.count * LEAST_PERCENT, "far fewer claims than before")
        labels = {e["address"]: e["entity"] for e in entries if e["claim"] in OURS}
        self.labels, self.count = labels, len(entries)
        self.log_size, self.cursor = feed["log_size"], feed["log_size"] - 1
        return False

    def follow(self, feed, entries):
        require(feed["after"] == self.cursor, "no answer to this cursor")
        last = self.cursor
        for entry in entries:
            require(entry["index"] > last, "the entries are out of order")
            last = entry["index"]
        require(feed["next"] >= last, "the cursor goes back")
        labels = dict(self.labels)
        for entry in entries:
            if entry["claim"] in OURS:
                labels[entry["address"]] = entry["entity"]
            else:
                labels.pop(entry["address"], None)
        self.labels, self.log_size, self.cursor = labels, feed["log_size"], feed["next"]
        return feed["more"]


def poll(base, consumer):
    more = True
    while more:
        path = consumer.path()
        try:
            with urllib.request.urlopen(base.rstrip("/") + path, timeout=60) as answer:
                more = consumer.take(path, answer.status, answer.headers.get("Content-Digest"), answer.read(LARGEST))
        except urllib.error.HTTPError as e:
            more = consumer.take(path, e.code, "", b"")
        except OSError as e:
            consumer.alarms.append(f"{path}: {e}")
            more = False


def check(kit):
    failed = 0
    for folder in sorted(p for p in kit.iterdir() if p.is_dir()):
        case = json.loads((folder / "case.json").read_text("utf-8"))
        consumer = Consumer()
        for answer in case["answers"]:
            body = (folder / answer["body"]).read_bytes()
            consumer.take(answer["path"], answer["status"], answer["headers"]["Content-Digest"], body)
        right = (consumer.labels == case["expected_labels"] and consumer.cursor == case["expected_cursor"]
                 and len(consumer.alarms) == case["expected_alarms"])
        failed += not right
        print("ok    " if right else "FAILED", folder.name, "-", case["rule"])
    return failed


def main(words):
    if len(words) == 2 and words[0] == "--kit":
        return 1 if check(pathlib.Path(words[1])) else 0
    if len(words) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    file = pathlib.Path(words[1])
    consumer = Consumer(json.loads(file.read_text("utf-8")) if file.exists() else None)
    poll(words[0], consumer)
    draft = file.with_suffix(".draft")  # whole or not at all
    draft.write_text(json.dumps(consumer.state(), sort_keys=True), "utf-8")
    os.replace(draft, file)
    print(f"{len(consumer.labels)} labels, cursor {consumer.cursor}")
    for alarm in consumer.alarms:
        print("ALARM:", alarm, file=sys.stderr)
    return 1 if consumer.alarms else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

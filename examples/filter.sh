#!/bin/sh
# A Unix filter: articles in, the names of those who deny something out, each with how often.
#   gzip -dc wire.jsonl.gz | sh examples/filter.sh
claimex batch - --no-text | python3 -c '
import json, sys
for line in sys.stdin:
    for statement in json.loads(line)["statements"]:
        if statement["kind"] == "denial":
            print(statement["source"]["name"])
' | sort | uniq -c | sort -rn

"""Puts many commands to gcloud's own parser in one process: gcloud takes a second to start, and is asked hundreds of times.

Reads a JSON list of commands (lists of words after "gcloud") and writes a list of {"status", "message"}: what gcloud would
have ended with and written to its error stream. Run by gcloud's Python, with the folder of the Google Cloud CLI as argument.
"""

import json
import os
import sys
import tempfile

root = sys.argv[1]
sys.path[:0] = [os.path.join(root, "lib"), os.path.join(root, "lib", "third_party")]

commands = json.load(sys.stdin)
answer = os.fdopen(os.dup(1), "w")
said = tempfile.TemporaryFile()
# The program keeps the streams it finds at its start: they are turned elsewhere for good.
for stream in (1, 2):
    os.dup2(said.fileno(), stream)

import gcloud  # noqa: E402,F401  (prepares the paths of its libraries)
from googlecloudsdk import gcloud_main  # noqa: E402

cli = gcloud_main.CreateCLI([])


def verdict(words):
    said.seek(0)
    said.truncate()
    try:
        cli.Execute(words)
        status = 0
    except SystemExit as end:
        status = end.code or 0
    except BaseException as defect:
        status = repr(defect)
    sys.stdout.flush()
    sys.stderr.flush()
    said.seek(0)
    return {"status": status, "message": said.read().decode("utf-8", "replace")}


json.dump([verdict(words) for words in commands], answer)
answer.close()

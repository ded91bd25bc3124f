"""Values are decoded by several threads, the first time too."""

import subprocess
import sys

# In a process of its own: only there nothing of the classes is known yet, and a crash is seen.
RACE = """
import sys
import threading
import msgspec
from visioneditor.decoding import convert_to, decode_json

sys.setswitchinterval(1e-6)
THREADS = 4

def make(number):
    inner = msgspec.defstruct(f"Inner{number}", [("x", int, 0), ("y", dict[str, int], {})])
    fields = [("a", inner | None, None), ("l", list[inner], []), ("m", dict[str, list[inner]], {})]
    return msgspec.defstruct(f"Outer{number}", fields)

def read(kind, together, found):
    together.wait()
    one = decode_json(b'{"a":{"x":1},"l":[{"x":2}],"m":{"q":[{"x":4}]}}', kind)
    found.append((one.a.x, one.l[0].x, one.m["q"][0].x, convert_to({"a": {"x": 5}}, kind).a.x))

for number in range(100):
    kind, together, found = make(number), threading.Barrier(THREADS), []
    threads = [threading.Thread(target=read, args=(kind, together, found)) for _ in range(THREADS)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert found == [(1, 2, 4, 5)] * THREADS, found
"""


def test_threads_may_decode_a_class_for_the_first_time_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")

"""The same case gives the same bytes: in any order of entry, in any process, whatever the hash seed."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import hashlib, random, sys
from dataclasses import replace
from kinechain.assess import Assessor
from kinechain.report.machine import render
from support.real_rules import real, story

chance = random.Random(int(sys.argv[1]))
assessor = Assessor(real())
for name in sys.argv[2:]:
    case = story(name)
    for _ in range(20):
        findings = tuple(chance.sample(case.findings, len(case.findings)))
        data = render(assessor.assess(replace(case, findings=findings), verify=True)).encode()
        print(name, len(data), hashlib.sha256(data).hexdigest())
"""
STORIES = ("tc01-seed-author", "tc06-lower-crossed-complete", "rf01-cauda-equina")


def prints(seed: str) -> list[str]:
    """What a fresh process with this hash seed prints: one line a shuffled order."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": seed,
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-c", PROGRAM, seed, *STORIES]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def lines() -> dict[str, list[str]]:
    """The lines of two processes by hash seed."""
    return {seed: prints(seed) for seed in ("1", "4242")}


@pytest.mark.parametrize("story", STORIES)
def test_twenty_orders_of_entry_in_two_processes_give_the_same_bytes(lines: dict[str, list[str]], story: str) -> None:
    found = [line for process in lines.values() for line in process if line.startswith(f"{story} ")]
    assert len(found) == 40
    assert len(set(found)) == 1
    assert int(found[0].split()[1]) > 10_000

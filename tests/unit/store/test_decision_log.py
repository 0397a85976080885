"""What a decision log holds, whom it hides, and whether it replays."""

import datetime
import hashlib
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from kinechain.store.decision_log import OverrideAction, OverrideReason
from kinechain.store.files import LogError
from kinechain.store.replay import Verdict, replay
from kinechain.terms.assessment import Assessment, KnowledgeBaseStamp
from kinechain.terms.case_record import from_plain
from support.logs import EVALUATORS, NOON, append, assessor, decide, faults, log_at, log_of, records, small_case
from support.small_knowledge import standard

DRAWN = "impression:inhibited@left"


def render(assessment: Assessment) -> bytes:
    """The JSON of an assessment."""
    from kinechain.report import machine

    return machine.render(assessment).encode()


def test_a_record_holds_what_was_decided_about_what_by_whom(tmp_path: Path) -> None:
    record = append(log_at(tmp_path / "a.log")).record
    line = (tmp_path / "a.log").read_text(encoding="ascii")
    assert json.loads(line) == record.fields
    assert record.fields["time"] == "2026-11-21T12:00:00.000Z"
    assert record.fields["evaluators"] == EVALUATORS
    assert record.fields["knowledge_base"]["hash"] == standard().stamp.hash
    assert record.fields["program"].startswith("kinechain ")
    assert DRAWN in record.fields["conclusions"]
    assert ["mechanisms.weak-squeeze", "1.0.0", "left"] in record.fields["fired"]
    assert record.fields["overrides"] == []
    stored = from_plain(record.fields["case"])
    assert record.fields["assessment"] == hashlib.sha256(decide(stored)[1]).hexdigest()
    assert record.fields["status"] == decide(stored)[0].status.value


def test_anybody_can_check_a_record_with_a_json_library_and_sha_256(tmp_path: Path) -> None:
    log_of(tmp_path / "a.log", 3)
    previous = "0" * 64
    for number, line in enumerate((tmp_path / "a.log").read_text().splitlines(), 1):
        fields = json.loads(line)
        own = fields.pop("hash")
        assert (fields["sequence"], fields["previous"]) == (number, previous)
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == own
        previous = own


def test_nothing_that_names_the_client_is_in_a_masked_log(tmp_path: Path) -> None:
    log_of(tmp_path / "a.log", 2)
    text = (tmp_path / "a.log").read_text().lower()
    assert "mary" not in text
    assert "second visit" not in text
    assert records(tmp_path / "a.log")[0].fields["masked"] is True


def test_an_unmasked_record_holds_everything_and_needs_no_key(tmp_path: Path) -> None:
    record = append(log_at(tmp_path / "a.log"), unmasked=True).record
    case = small_case()
    assert (record.fields["case"]["id"], record.fields["case"]["notes"]) == ("mary-1", case.notes)
    assert {one.note for one in from_plain(record.fields["case"]).findings} == {one.note for one in case.findings}
    assert not (tmp_path / "a.log.key").exists()
    assert record.fields["assessment"] == hashlib.sha256(decide(case)[1]).hexdigest()


def test_the_same_client_has_the_same_mask_in_one_log_and_another_in_another(tmp_path: Path) -> None:
    log, other = log_at(tmp_path / "a.log"), log_at(tmp_path / "b.log", key=b"\x07" * 32)
    masks = [append(one).record.fields["case"]["id"] for one in (log, log, other)]
    assert masks[0] == masks[1] != masks[2]
    assert append(log, 2).record.fields["case"]["id"] != masks[0]


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_log_and_its_key_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        append(log_at(tmp_path / "a.log"))
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_lost_key_is_made_anew_and_told_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    log, key = log_of(tmp_path / "a.log", 1), tmp_path / "a.log.key"
    key.unlink()
    assert "another mask" in append(log).notices[0]
    key.write_text("0000\n")
    with pytest.raises(LogError, match="holds no key"):
        append(log)
    assert len(records(tmp_path / "a.log")) == 2


def test_a_time_without_a_zone_is_refused_and_another_zone_becomes_utc(tmp_path: Path) -> None:
    log = log_at(tmp_path / "a.log")
    with pytest.raises(ValueError, match="time zone"):
        log.append(small_case(), decide, datetime.datetime(2026, 11, 21), EVALUATORS)
    east = NOON.astimezone(datetime.timezone(datetime.timedelta(hours=5)))
    assert log.append(small_case(), decide, east, EVALUATORS).record.fields["time"] == "2026-11-21T12:00:00.000Z"


def test_an_override_names_decision_conclusion_and_a_coded_reason_and_changes_nothing_before(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    log = log_of(path, 2)
    before, decision = path.read_bytes(), records(path)[0]
    log.override(1, DRAWN, OverrideAction.REJECTED, OverrideReason.CLINICAL_JUDGEMENT, NOON)
    assert path.read_bytes().startswith(before)
    fields = records(path)[2].fields
    assert fields["decision"] == {"sequence": 1, "hash": decision.hash}
    assert fields["override"] == {"conclusion": DRAWN, "done": "rejected", "reason": "clinical-judgement"}
    assert faults(path) == []


@pytest.mark.parametrize(
    ("decision", "conclusion", "action"),
    [
        (9, DRAWN, OverrideAction.REJECTED),
        (2, DRAWN, OverrideAction.REJECTED),
        (1, "impression:inhibited@right", OverrideAction.CHANGED),
        (1, DRAWN, OverrideAction.ADDED),
        (1, "Mary said no", OverrideAction.ADDED),
    ],
)
def test_an_override_of_what_was_not_decided_is_refused(
    tmp_path: Path, decision: int, conclusion: str, action: OverrideAction
) -> None:
    log = log_of(tmp_path / "a.log", 1)
    log.override(1, DRAWN, OverrideAction.REJECTED, OverrideReason.CLIENT_DECLINED, NOON)
    before = (tmp_path / "a.log").read_bytes()
    with pytest.raises(LogError):
        log.override(decision, conclusion, action, OverrideReason.RULE_DISPUTED, NOON)
    assert (tmp_path / "a.log").read_bytes() == before


@pytest.mark.parametrize("unmasked", [True, False])
def test_every_record_replays_bit_for_bit(tmp_path: Path, unmasked: bool) -> None:
    log = log_at(tmp_path / "a.log")
    for number in range(1, 4):
        append(log, number, unmasked=unmasked)
    for record in records(tmp_path / "a.log"):
        assert replay(record, assessor().assess, render, standard().stamp).verdict is Verdict.EQUAL


def test_a_replay_that_gives_anything_else_says_what(tmp_path: Path) -> None:
    record = append(log_at(tmp_path / "a.log")).record
    stamp = standard().stamp

    def with_field(**change: object) -> tuple[Verdict, str]:
        result = replay(record, lambda case: replace(assessor().assess(case), **change), render, stamp)  # type: ignore[arg-type]
        return result.verdict, " ".join(result.details)

    verdict, details = with_field(proofs=assessor().assess(from_plain(record.fields["case"])).proofs[1:])
    assert verdict is Verdict.DIFFERENT
    assert "fired rules: no longer" in details
    assert with_field(summary="!")[1].startswith("assessment: recorded ")
    assert with_field(program="kinechain 9.9.9") == (Verdict.EQUAL, "")
    assert "replayed by kinechain 9.9.9" in with_field(program="kinechain 9.9.9", summary="!")[1]


def test_another_knowledge_base_is_named_with_version_and_hash_and_not_replayed(tmp_path: Path) -> None:
    record = append(log_at(tmp_path / "a.log")).record
    other = KnowledgeBaseStamp("tiny", "9.9.9", "f" * 64)
    result = replay(record, assessor().assess, render, other)
    assert result.verdict is Verdict.OTHER_KNOWLEDGE_BASE
    assert standard().stamp.hash in result.details[0]
    assert "tiny 9.9.9" in result.details[1]
    assert "f" * 64 in result.details[1]


def test_a_case_with_words_that_the_knowledge_base_lacks_is_told_not_thrown(tmp_path: Path) -> None:
    record = append(log_at(tmp_path / "a.log")).record
    case = json.loads(json.dumps(record.fields["case"]))
    case["findings"][0]["name"] = "no-such-finding"
    for wrong in (case, {"id": 1}, None):
        changed = replace(record, fields={**record.fields, "case": wrong})
        assert replay(changed, assessor().assess, render, standard().stamp).verdict is Verdict.NOT_REPLAYABLE
